"""A table that was pasted as text: rows and cells, and which of the rows is the header."""

import csv
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.intake.pasted.column_names import Column, column_called
from jupiter_core.domain.text import cleaned

_NUMBER = re.compile(r"\d")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


class Row(NamedTuple):
    """`number` is that of its first line in what was pasted, from 1; cells are trimmed."""

    number: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """`columns` are those of the header, None where it says what nobody here knows; there are none
    where no header was found. `unread` are the names of the latter."""

    columns: tuple[Column | None, ...]
    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()


def table_of(text: str) -> Table:
    """Never raises. Empty rows are left out."""
    rows = tuple(row for row in _rows(_LINE_ENDS.sub("\n", cleaned(text))) if any(row.cells))
    if not rows:
        return Table((), ())
    columns = _header(rows[0])
    if columns is None:
        return Table((), rows)
    named = zip(rows[0].cells, columns, strict=True)
    unread = tuple(cell for cell, column in named if cell and column is None)
    return Table(columns, rows[1:], unread)


def _header(row: Row) -> tuple[Column | None, ...] | None:
    """None for a row that is none: of two names that are known, each stands once, and no cell
    holds a number."""
    columns = tuple(column_called(cell) for cell in row.cells)
    known = [each for each in columns if each and each is not Column.IGNORED]
    repeated = len(set(known)) < len(known)
    if len(known) < 2 or repeated or any(_NUMBER.search(cell) for cell in row.cells):
        return None
    return columns


def _rows(text: str) -> Sequence[Row]:
    mark = _mark(text)
    if text.count('"') % 2:
        split = enumerate((line.split(mark) for line in text.split("\n")), start=1)
        return [Row(number, _trimmed(cells)) for number, cells in split]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows, begun = [], 1
    for cells in reader:
        rows.append(Row(begun, _trimmed(cells)))
        begun = reader.line_num + 1
    return rows


def _mark(text: str) -> str:
    """What parts the cells: tabs where there are any, as a spreadsheet copies them."""
    return next((mark for mark in "\t;" if mark in text), ",")


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Without the empty cells at the end."""
    trimmed = [cell.strip() for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return tuple(trimmed)
