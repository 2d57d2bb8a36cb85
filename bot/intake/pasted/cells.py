"""Which cell of a pasted row is what: by the header, or by the usual order where there is none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.intake.pasted.column_names import Column
from bot.intake.pasted.numbers import Point, days_first, decimal_mark
from bot.intake.pasted.table import Row, Table
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import Refusal

FindProduct = Callable[[str], Product | None]
"""By its code, or by its name where that names one only."""
Cells = Mapping[Column, str]
NUMBERS = (Column.QUANTITY, Column.UNIT_PRICE, Column.AMOUNT)
DAYS = (Column.SERVICE_START, Column.SERVICE_END)
_REST = (Column.QUANTITY, Column.UNIT_PRICE, Column.TAX, *DAYS)
_AS_NUMBER = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")


class TooManyCells(Refusal):
    """A row is longer than what its columns can be."""

    template = "It has {count} cells, and there are {most} columns."
    count: int
    most: int


@dataclass(frozen=True)
class TableStyle:
    """How numbers and days of one table are written, as far as that is known."""

    mark: Point | None
    days_first: bool | None


def cells_of(row: Row, table: Table, find: FindProduct) -> Cells:
    """By their columns; empty and ignored ones are left out. Raises TooManyCells."""
    columns = table.columns or _usual(row, find)
    if len(row.cells) > len(columns):
        raise TooManyCells(len(row.cells), len(columns))
    named = zip(columns, row.cells, strict=False)
    return {column: cell for column, cell in named if cell and column not in (None, Column.IGNORED)}


def style_of(table: Table, find: FindProduct) -> TableStyle:
    """Told by all of its rows."""
    known: list[Cells] = []
    for row in table.rows:
        try:
            known.append(cells_of(row, table, find))
        except TooManyCells:
            continue
    numbers = [cells[each] for cells in known for each in NUMBERS if each in cells]
    days = [cells[each] for cells in known for each in DAYS if each in cells]
    return TableStyle(decimal_mark(numbers), days_first(days))


def _usual(row: Row, find: FindProduct) -> tuple[Column, ...]:
    """Description, quantity, unit price, tax, from, until; a known product before or in place of
    the description; of two cells, the description and its price."""
    first, second = (*row.cells, "", "")[:2]
    if find(first) and (len(row.cells) == 1 or _AS_NUMBER.fullmatch(second)):
        return (Column.PRODUCT, *_REST)
    if find(first) and len(row.cells) > 2:
        return (Column.PRODUCT, Column.DESCRIPTION, *_REST)
    if len(row.cells) == 2:
        return (Column.DESCRIPTION, Column.UNIT_PRICE)
    return (Column.DESCRIPTION, *_REST)
