"""A pasted table becomes lines of a form, or every bad row by its number and why."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.intake.drafts.invoice import MOST_LINES, InvoiceForm, LineForm
from bot.intake.errors import each_of
from bot.intake.pasted.cells import FindProduct, cells_of, style_of
from bot.intake.pasted.column_names import is_total
from bot.intake.pasted.line import ReadLine, read_line
from bot.intake.pasted.table import Row, Table, table_of
from jupiter_core.domain.refusals import Refusal, TooManyLines
from jupiter_core.domain.totals import LineItem, Totals, totals_of

_LABELS = {
    "description": "Description",
    "quantity": "Quantity",
    "unit_price": "Unit price",
    "unit": "Unit",
    "discount": "Discount",
    "tax": "Tax",
    "tax_rate": "Tax",
    "service_start": "From",
    "service_end": "Until",
    "po_number": "PO number",
}


class BadRow(NamedTuple):
    """`number` counts the lines of what was pasted from 1, the header and empty ones too."""

    number: int
    reason: str


class Pasted(NamedTuple):
    """What was read; nothing of it is kept where a row is bad."""

    lines: tuple[ReadLine, ...] = ()
    bad: tuple[BadRow, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[LineItem, ...]:
        return tuple(each.item for each in self.lines)


class NothingPasted(Refusal):
    """No row holds anything."""

    template = "Paste at least one row: description, quantity and unit price."


def read_pasted(text: str, form: InvoiceForm, find: FindProduct) -> Pasted:
    """Reads as many rows as an invoice can have lines, and one more; never raises. `form` gives the
    currency and the usual tax; each product is looked for once."""
    find, table = cache(find), table_of(text)
    table = table._replace(rows=table.rows[: MOST_LINES + 1])
    style = style_of(table, find)
    lines: list[ReadLine] = []
    bad: list[BadRow] = []
    sums: list[int] = []
    for row in table.rows:
        if _sums_up(row):
            sums.append(row.number)
            continue
        try:
            lines.append(read_line(cells_of(row, table, find), style, form, find))
        except Refusal as refusal:
            bad.append(BadRow(row.number, _reason(refusal)))
    return Pasted(tuple(lines), tuple(bad), tuple(_remarks(table, sums)))


def with_pasted(form: InvoiceForm, lines: Sequence[ReadLine], *, replacing: bool) -> InvoiceForm:
    """The form with these lines behind its own, or in their place. Raises NothingPasted or
    TooManyLines."""
    if not lines:
        raise NothingPasted()
    kept: tuple[LineForm, ...] = () if replacing else form.lines
    if len(kept) + len(lines) > MOST_LINES:
        raise TooManyLines(MOST_LINES)
    keyed = tuple(
        each.line.model_copy(update={"key": f"l{form.next_key + n}"})
        for n, each in enumerate(lines)
    )
    said = {"lines": (*kept, *keyed), "next_key": form.next_key + len(lines)}
    return form.model_copy(update=said)


def totals_in(pasted: Pasted, currency: str) -> Totals | None:
    """Of the rows that are right; None where no sum can be made of them."""
    try:
        return totals_of(pasted.items, currency)
    except Refusal:
        return None


def _sums_up(row: Row) -> bool:
    first = next((cell for cell in row.cells if cell), "")
    return is_total(first)


def _reason(refusal: Refusal) -> str:
    """What is wrong, each with its column where the sentence begins with what was typed."""
    return " ".join(_named(each) for each in each_of(refusal))


def _named(refusal: Refusal) -> str:
    label = _LABELS.get(refusal.path or "", "")
    sentence = refusal.sentence
    return f"{label}: {sentence}" if label and sentence.startswith("“") else sentence


def _remarks(table: Table, sums: Sequence[int]) -> list[str]:
    said = []
    if table.unread:
        names = ", ".join(f"“{each[:40]}”" for each in table.unread[:5])
        said.append(f"Columns that were not read: {names}.")
    if sums:
        rows = ", ".join(str(each) for each in sums[:5])
        said.append(f"Left out as sums: row {rows}.")
    return said
