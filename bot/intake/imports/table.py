"""A CSV file of another system: its header, and its rows as a spreadsheet counts them."""

import csv
import io
from typing import NamedTuple

from bot.intake.refusals import UnreadableFile
from bot.intake.statements.column_names import plain
from bot.intake.statements.parts import UnreadableStatement
from bot.intake.statements.reading import decoded, expect_text

MOST_ROWS = 10_000
_MOST_COLUMNS = 300
_DELIMITERS = (",", ";", "\t", "|")
_BROKEN = "�"


class ImportTable(NamedTuple):
    """`rows` are numbered as in a spreadsheet, and as long as the header; `ragged` are the others,
    which may have lost or won a separator."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    ragged: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def all_rows(self) -> list[tuple[int, tuple[str, ...]]]:
        """In the order of the file."""
        return sorted((*self.rows, *self.ragged))


def read_table(content: bytes) -> ImportTable:
    """Blank rows are left out, and counted. Raises UnreadableFile."""
    numbered = [(n, cells) for n, cells in enumerate(_cells(_text(content)), 1) if any(cells)]
    if len(numbered) < 2:
        raise UnreadableFile("it has no rows below its header")
    if len(numbered) > MOST_ROWS + 1:
        raise UnreadableFile(f"it has more than {MOST_ROWS:,} rows; split it")
    header = _as_header(numbered[0][1])
    width = len(header)
    rows, ragged = [], []
    for number, cells in numbered[1:]:
        # Separators behind the last cell, as some programs write them, say nothing.
        if len(cells) < width or any(cells[width:]):
            ragged.append((number, cells))
        else:
            rows.append((number, cells[:width]))
    return ImportTable(header, tuple(rows), tuple(ragged))


def _text(content: bytes) -> str:
    try:
        expect_text(content)
        text = decoded(content)
    except UnreadableStatement as refusal:
        raise UnreadableFile(refusal.reason) from None
    if "\x00" in text:
        raise UnreadableFile("it is no text")
    if text.count(_BROKEN) > len(text) // 10:
        raise UnreadableFile("it is in no encoding that is known; save it as CSV UTF-8")
    return text


def _cells(text: str) -> list[tuple[str, ...]]:
    # RFC 4180 has no limit; this is the longest cell that csv takes in all versions of Python.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return [tuple(cell.strip() for cell in row) for row in reader]
    except csv.Error:
        raise UnreadableFile(
            f"row {reader.line_num} has a cell that is too long, or a quotation mark that nothing "
            "closes"
        ) from None


def _delimiter(text: str) -> str:
    """The one that the header has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _as_header(cells: tuple[str, ...]) -> tuple[str, ...]:
    if len(cells) > _MOST_COLUMNS:
        raise UnreadableFile(f"it has more than {_MOST_COLUMNS} columns")
    if len(cells) < 2:
        raise UnreadableFile("its first row names fewer than two columns")
    return cells


def repeated(header: tuple[str, ...]) -> set[str]:
    """Names, as they are compared, that several columns have."""
    names = [plain(each) for each in header if each]
    return {each for each in names if names.count(each) > 1}
