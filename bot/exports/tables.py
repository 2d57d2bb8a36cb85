"""A table as CSV, JSON or XLSX, row by row."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import IO, Any

import xlsxwriter

from bot.exports.cells import csv_chunks, plain_text
from jupiter_core.queries.exports.table import Cell, Row

Progress = Callable[[int], None]
"""Told how many rows are written, now and then and at the end."""

ROWS_A_REPORT = 1000
_WIDEST_COLUMN = 40


class Format(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        match self:
            case Format.CSV:
                return "text/csv; charset=utf-8"
            case Format.JSON:
                return "application/json"
            case Format.XLSX:
                return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_table(
    into: IO[bytes],
    columns: tuple[str, ...],
    rows: Iterable[Row],
    form: Format,
    *,
    made_at: datetime,
    progress: Progress,
) -> int:
    """How many rows were written, without the heading; none of them is kept in memory."""
    counted = _Counted(rows, progress)
    match form:
        case Format.CSV:
            lines = (tuple(map(plain_text, row)) for row in counted)
            into.writelines(csv_chunks(_headed(columns, lines)))
        case Format.JSON:
            into.writelines(_json_chunks(columns, counted))
        case Format.XLSX:
            _write_xlsx(into, columns, counted, made_at)
    progress(counted.count)
    return counted.count


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Row], progress: Progress) -> None:
        self._rows, self._progress, self.count = rows, progress, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            yield row
            self.count += 1
            if self.count % ROWS_A_REPORT == 0:
                self._progress(self.count)


def _headed(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield columns
    yield from rows


def _json_chunks(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[bytes]:
    yield b"["
    for place, row in enumerate(rows):
        named = {name: _json_value(cell) for name, cell in zip(columns, row, strict=True)}
        yield (",\n" if place else "\n").encode()
        yield json.dumps(named, ensure_ascii=False).encode()
    yield b"\n]\n"


def _json_value(cell: Cell) -> Any:
    """Amounts are decimal strings, as everywhere in the API."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _write_xlsx(
    into: IO[bytes], columns: tuple[str, ...], rows: Iterable[Row], made_at: datetime
) -> None:
    """One sheet, its heading frozen. What is text is written as text: nothing is a formula or a
    link, whatever it begins with."""
    book = xlsxwriter.Workbook(into, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(columns):
        sheet.set_column(place, place, min(_WIDEST_COLUMN, max(12, len(name) + 2)))
        sheet.write_string(0, place, name, bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell, moment)
    book.close()


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, moment: Any) -> None:
    match cell:
        case None:
            return
        case bool() | str():
            sheet.write_string(row, place, cell if isinstance(cell, str) else plain_text(cell))
        case Decimal() | int():
            _write_number(sheet, row, place, cell)
        case datetime():
            sheet.write_datetime(row, place, cell.astimezone(UTC).replace(tzinfo=None), moment)
        case _:
            sheet.write_datetime(row, place, cell)


_MOST_DIGITS = 15
"""A spreadsheet's numbers are binary and exact to that many digits; a longer one stays text."""


def _write_number(sheet: Any, row: int, place: int, number: Decimal | int) -> None:
    exact = len(Decimal(number).normalize().as_tuple().digits) <= _MOST_DIGITS
    if exact:
        sheet.write_number(row, place, number)
    else:
        sheet.write_string(row, place, plain_text(number))
