"""Cells of a file that a spreadsheet may open: none of them is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from jupiter_core.domain.formula import safe_text
from jupiter_core.queries.exports.table import Cell

_ROWS_AT_ONCE = 200


def plain_text(cell: Cell) -> str:
    """A cell as text: ISO dates, decimals with a point, `yes` and `no`, nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Decimal():
            return f"{cell:f}"
        case datetime() | date():
            return cell.isoformat()
        case int():
            return str(cell)
        case _:
            return safe_text(cell)


def csv_chunks(
    rows: Iterable[Iterable[str]], *, separator: str = ",", encoding: str = "utf-8"
) -> Iterator[bytes]:
    """Rows of text as CSV (RFC 4180), some at a time, so that no whole file is held."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    for count, row in enumerate(rows, start=1):
        writer.writerow(list(row))
        if count % _ROWS_AT_ONCE == 0:
            yield _taken(buffer, encoding)
    yield _taken(buffer, encoding)


def _taken(buffer: io.StringIO, encoding: str) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode(encoding, errors="replace")
