"""Cells of a file that a spreadsheet may open: none of them is a formula.

A cell that begins with one of these signs is reckoned by a spreadsheet, and what a customer typed
would run on finance's machine. An apostrophe before it makes it text (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from jupiter_core.queries.exports.table import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ROWS_AT_ONCE = 200


def safe_text(text: str) -> str:
    """The same, with an apostrophe where it would be taken as a formula; line breaks are kept."""
    return f"'{text}" if text.startswith(_FORMULA) else text


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
