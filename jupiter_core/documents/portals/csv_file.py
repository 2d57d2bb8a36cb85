"""Rows of a portal's CSV upload (RFC 4180): figures are written as they are, texts never as
formulas."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from jupiter_core.domain.formula import safe_text
from jupiter_core.domain.totals import plain

Cell = str | Decimal | date | None
Row = Mapping[str, Cell]
"""By the names of columns; one that is left out stays empty."""


def cells_of(row: Row, columns: Sequence[str], *, day: str) -> list[str]:
    """In the order of the columns; `day` is how dates are written."""
    return [_spelled(row.get(name), day) for name in columns]


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """The file."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()


def _spelled(cell: Cell, day: str) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return plain(cell)
        case date():
            return format(cell, day)
        case _:
            return safe_text(" ".join(cell.split()))
