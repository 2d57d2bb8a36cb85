"""A document of tables that is no invoice, such as a statement of account: texts that are spelled
already, in the language of its reader."""

from datetime import datetime

from jupiter_core.domain.frozen import Frozen


class PaperTable(Frozen):
    """`columns` are the headings, `rows` the cells below; those columns whose index stands in
    `figures` end at their right edge. `sums` are the rows in bold below."""

    heading: str
    columns: tuple[str, ...]
    figures: frozenset[int]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, ...], ...] = ()


class TablePaper(Frozen):
    """`country` (ISO 3166-1 alpha-2) decides the size of the sheet, `colour` is the sender's;
    `document` names it for good, and `at` is its moment."""

    language: str
    country: str
    colour: str
    title: str
    lead: str
    sender: str
    contact: str
    recipient: tuple[str, ...]
    tables: tuple[PaperTable, ...]
    document: str
    at: datetime
