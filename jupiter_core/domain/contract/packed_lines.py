"""The lines of a long schedule, each kept once: month for month, most of a year's are the same but
for their days.

A table has the lines as plain JSON, and an invoice the places of its lines in it. They become
objects when somebody looks at them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, overload

from jupiter_core.domain.contract.scheduled_line import ScheduledLine

MOST_PLAIN = 1000
"""Lines of a schedule; with more, they are packed."""
OF_PERIOD = "of_period"
"""In a row of the table: the days of the line are those of its invoice's period."""
_NO_DAYS = {"service_start": None, "service_end": None}
Row = dict[str, Any]


class LineTable:
    """`rows` are the lines as JSON has them, without what is as usual."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self._lines: dict[int, ScheduledLine] = {}
        self._same: LineTable | None = None

    def line(self, place: int) -> ScheduledLine:
        """Without days, where those are the period's."""
        if place not in self._lines:
            fields = {name: each for name, each in self.rows[place].items() if name != OF_PERIOD}
            self._lines[place] = ScheduledLine.model_validate(fields)
        return self._lines[place]

    def is_of_period(self, place: int) -> bool:
        return OF_PERIOD in self.rows[place]

    def is_like(self, other: "LineTable") -> bool:
        """Whether it has the same rows in the same order."""
        if self is other or self._same is other:
            return True
        if self.rows == other.rows:
            self._same = other
            return True
        return False


class PackedLines(Sequence[ScheduledLine]):
    """The lines at `places` of a table, for the days of `period` where they have none."""

    def __init__(
        self, table: LineTable, places: Sequence[int], period: tuple[date | None, date | None]
    ) -> None:
        self.table, self.places, self.period = table, places, period
        self._lines: tuple[ScheduledLine, ...] | None = None

    @property
    def _all(self) -> tuple[ScheduledLine, ...]:
        if self._lines is None:
            start, end = self.period
            days = {"service_start": start, "service_end": end}
            self._lines = tuple(
                line.model_copy(update=days) if self.table.is_of_period(each) else line
                for each in self.places
                for line in (self.table.line(each),)
            )
        return self._lines

    def have(self, name: str) -> bool:
        """Whether a field of this name is not as usual in one of them."""
        return any(name in self.table.rows[each] for each in self.places)

    @overload
    def __getitem__(self, place: int) -> ScheduledLine: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ScheduledLine, ...]: ...
    def __getitem__(self, place: int | slice) -> ScheduledLine | tuple[ScheduledLine, ...]:
        return self._all[place]

    def __iter__(self) -> Iterator[ScheduledLine]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self.places)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedLines):
            same = self.places == other.places and self.period == other.period
            if same and self.table.is_like(other.table):
                return True
            return self._all == other._all
        return self._all == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)


def is_undated(line: ScheduledLine) -> bool:
    """Whether it has no days yet, and is to have those of its invoice's period."""
    return line.kind == "subscription" and line.service_start is None


def packing_of(lines: int) -> "Packing | None":
    """For a schedule of so many lines; None where each invoice has its own as they are."""
    return Packing() if lines > MOST_PLAIN else None


class Packing:
    """Puts lines into one table, invoice by invoice; those without days are of the period."""

    def __init__(self) -> None:
        self.table = LineTable([])
        self._places: dict[tuple[object, ...], int] = {}
        self._known: dict[int, tuple[ScheduledLine, int]] = {}

    def packed(
        self, lines: Iterable[ScheduledLine], period: tuple[date | None, date | None]
    ) -> PackedLines:
        known = self._known
        places = [
            found[1] if (found := known.get(id(line))) else self._place(line, period)
            for line in lines
        ]
        return PackedLines(self.table, places, period)

    def _place(self, line: ScheduledLine, period: tuple[date | None, date | None]) -> int:
        place = self._new_place(line, period)
        if is_undated(line):
            # With the line itself, so that no other one gets its identity.
            self._known[id(line)] = line, place
        return place

    def _new_place(self, line: ScheduledLine, period: tuple[date | None, date | None]) -> int:
        days = line.service_start, line.service_end
        of_period = is_undated(line) or (days == period and None not in days)
        alike = line.model_copy(update=_NO_DAYS) if of_period and None not in days else line
        key = of_period, *alike.__dict__.values()
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.table.rows)
            row = alike.model_dump(mode="json", exclude_defaults=True)
            self.table.rows.append({**row, **({OF_PERIOD: True} if of_period else {})})
        return place


def table_of(lines: Iterable[Sequence[ScheduledLine]]) -> LineTable | None:
    """The table that all of them are packed in; None where they are not."""
    tables = {getattr(each, "table", None) for each in lines}
    return tables.pop() if len(tables) == 1 else None


def unpacked(rows: list[Row], invoices: Iterable[Row]) -> list[Row]:
    """Invoices as they were written with the places of their lines, with the lines themselves.
    Raises ValueError for what is not in that form, and for a place that the table has not."""
    table = LineTable(rows)
    try:
        return [_unpacked(table, each) for each in invoices]
    except (KeyError, TypeError, AttributeError):
        raise ValueError("this is no schedule whose lines are packed") from None


def _unpacked(table: LineTable, invoice: Row) -> Row:
    places = invoice["lines"]
    if places and not (min(places) >= 0 and max(places) < len(table.rows)):
        raise ValueError("an invoice has a line that is not in the table")
    start, end = (_day(invoice[name]) for name in ("period_start", "period_end"))
    return {**invoice, "lines": PackedLines(table, places, (start, end))}


def _day(written: str | date | None) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else written
