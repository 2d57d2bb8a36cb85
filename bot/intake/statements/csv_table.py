"""CSV files of banks: lines of a table somewhere in a file, in whatever way a bank writes them.

What a file does not say without a doubt (`1,234` or `03/04/2026`) is not guessed: a person says it
once, and that is remembered for the account.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.intake.statements.column_names import columns_in, plain
from bot.intake.statements.parts import UnreadableStatement, expect_room
from jupiter_core.domain.statement_columns import Column, ColumnMapping, DateOrder

_DELIMITERS = (";", ",", "\t", "|")
_HEADER_WITHIN = 40
"""Lines of an address or a summary that a bank may put in front of the table."""
_LEAST = {Column.BOOKED_ON}
_NUMBERS = re.compile(r"\d+")
_MOST_LINE = 20_000


class Table(NamedTuple):
    """The names of the columns, each line below them, and what stood above, as text."""

    header: list[str]
    rows: list[list[str]]
    above: str


class Guess(NamedTuple):
    """`mapping` where all is clear; `doubts` say in words what a person has to say."""

    columns: dict[Column, str]
    decimal: str | None
    dates: DateOrder | None

    @property
    def doubts(self) -> tuple[str, ...]:
        said = []
        if not self.columns.keys() & {Column.AMOUNT, Column.CREDIT}:
            said.append("which column has the amount")
        if Column.BOOKED_ON not in self.columns:
            said.append("which column has the booking date")
        if self.decimal is None:
            said.append("whether 1,234 is a thousand or one and a bit")
        if self.dates is None:
            said.append("whether 03/04 is in March or in April")
        return tuple(said)

    def mapping(self, header: Sequence[str]) -> ColumnMapping | None:
        """None while there are doubts."""
        if self.doubts or self.decimal is None or self.dates is None:
            return None
        return ColumnMapping(
            header=tuple(header), columns=self.columns, decimal=self.decimal, dates=self.dates
        )


def read_table(text: str) -> Table:
    """The table of a file, found by its header. Raises UnreadableStatement."""
    delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        raise UnreadableStatement("it is no table of comma-separated values") from None
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    best = max(range(min(len(rows), _HEADER_WITHIN)), key=lambda n: _known(rows[n]), default=None)
    if best is None or _known(rows[best]) < 2:
        raise UnreadableStatement(
            "it is no format that is known here (camt.053, MT940, BAI2, OFX), and no line of it "
            "names the columns of a table"
        )
    header, width = rows[best], len(rows[best])
    below = [row for row in rows[best + 1 :] if len(row) >= min(width, 3)]
    expect_room(len(below))
    above = "\n".join(" ".join(row) for row in rows[:best])
    return Table(header, [[*row, *[""] * (width - len(row))] for row in below], above)


def guess(table: Table) -> Guess:
    """What its names and its values say."""
    columns = columns_in(table.header)
    dates = _cells(table, columns, Column.BOOKED_ON, Column.VALUE_ON)
    amounts = _cells(table, columns, Column.AMOUNT, Column.CREDIT, Column.DEBIT, Column.BALANCE)
    return Guess(columns, decimal_mark(amounts), date_order(dates))


def cells_of(table: Table, columns: dict[Column, str], row: list[str]) -> dict[Column, str]:
    """The values of one line."""
    places = {name: n for n, name in reversed(list(enumerate(table.header)))}
    return {key: row[places[name]] for key, name in columns.items() if name in places}


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines()[:_HEADER_WITHIN] if line.strip()]
    if any(len(line) > _MOST_LINE for line in lines):
        raise UnreadableStatement("it has lines that no table has")
    return max(_DELIMITERS, key=lambda mark: max((_known_by(x, mark) for x in lines), default=0))


def _known_by(line: str, mark: str) -> tuple[int, int]:
    cells = [cell.strip().strip('"') for cell in line.split(mark)]
    return _known(cells), len(cells)


def _known(row: list[str]) -> int:
    return len(columns_in(row)) if len(row) > 1 else 0


def _cells(table: Table, columns: dict[Column, str], *kinds: Column) -> list[str]:
    read = (cells_of(table, columns, row) for row in table.rows)
    return [cell for each in read for kind in kinds if (cell := each.get(kind, "").strip())]


def decimal_mark(amounts: list[str]) -> str | None:
    """The mark in front of the decimals; a point where no amount has any mark."""
    found: set[str] = set()
    marked = False
    for amount in amounts:
        marks = re.findall(r"[.,]", amount)
        if not marks:
            continue
        marked = True
        last, tail = marks[-1], re.split(r"[.,]", amount)[-1]
        digits = len(re.sub(r"\D", "", tail))
        if len(set(marks)) > 1 or (len(marks) == 1 and digits != 3):
            found.add(last)
        elif len(marks) > 1:
            found.add("." if last == "," else ",")
    if len(found) > 1:
        raise UnreadableStatement("some of its amounts have a decimal comma and some a point")
    return found.pop() if found else (None if marked else ".")


def date_order(dates: list[str]) -> DateOrder | None:
    """How all of these are written; None where that cannot be told."""
    parts = [[int(each) for each in _NUMBERS.findall(day)[:3]] for day in dates]
    if all(len(each) and (each[0] > 31 or each[0] > 19_000_000) for each in parts):
        return DateOrder.YEAR_FIRST
    day_first = any(len(each) == 3 and each[0] > 12 for each in parts)
    month_first = any(len(each) == 3 and each[1] > 12 for each in parts)
    if day_first != month_first:
        return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
    # Nobody writes month.day.year with points.
    if parts and not month_first and all(re.match(r"\s*\d+\.\d+\.", day) for day in dates):
        return DateOrder.DAY_FIRST
    return None


def same_header(table: Table, mapping: ColumnMapping) -> bool:
    """Whether a remembered mapping is of such a file."""
    return [plain(name) for name in table.header] == [plain(name) for name in mapping.header]
