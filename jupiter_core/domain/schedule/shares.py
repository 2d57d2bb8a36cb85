"""What part of a year's price falls on some of its days.

A contract year is cut into whole months, or by day into its whole periods; each has as many
twelfths as it has months. What is left at its edges shares the rest of the year by days. So the
parts of a year add up to it, whole periods cost the same each, and a broken one is priced by days.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from jupiter_core.domain.contract.calendar import MONTHS_A_YEAR
from jupiter_core.domain.contract.terms import ContractTerms, Proration


class _Cell:
    """Some days that share `months` twelfths of a year evenly. A broken one shares them, and the
    `days` over which they go, with the other ones of its year."""

    def __init__(self, first: date, end: date, months: int, days: int) -> None:
        self.first, self.end, self.months, self.days = first, end, months, days

    def days_in(self, first: date, end: date) -> int:
        """How many of its days lie from `first` on, before `end`."""
        if end <= self.first or first >= self.end:
            return 0
        return (min(end, self.end) - max(first, self.first)).days


class YearShares:
    """The shares of a contract's years; `years` are their first days, with the end of the last."""

    def __init__(self, terms: ContractTerms) -> None:
        months = range(0, terms.term_months, MONTHS_A_YEAR)
        self.years = [*(terms.month_start(each) for each in months), terms.term_end]
        self._terms = terms
        self._cells: dict[int, list[_Cell]] = {}
        self._months: dict[tuple[date, date], Fraction] = {}
        self._words: dict[tuple[date, date], str] = {}
        self.weighed: dict[tuple[date, ...], tuple[list[tuple[date, date, str]], list[int]]] = {}
        """Of days that follow one another, what is between them and how it weighs."""

    @classmethod
    def until(cls, terms: ContractTerms, end: date) -> "YearShares":
        """With whole years as far as `end`, where what was billed goes beyond the term."""
        if end <= terms.term_end:
            return cls(terms)
        months = terms.term_months - terms.term_months % -MONTHS_A_YEAR
        while terms.month_start(months) < end:
            months += MONTHS_A_YEAR
        return cls(terms.model_copy(update={"term_months": months, "ends_on": None}))

    def year_of(self, day: date) -> int:
        """The contract year, from 1, in which it lies."""
        return max(1, min(bisect_right(self.years, day), len(self.years) - 1))

    def months(self, first: date, end: date) -> Fraction:
        """The twelfths of a year's price for the days from `first` on, before `end`, all of one
        contract year."""
        if (first, end) not in self._months:
            self._months[first, end] = self._reckoned(first, end)
        return self._months[first, end]

    def _reckoned(self, first: date, end: date) -> Fraction:
        whole, broken = 0, Fraction(0)
        for cell in self._of_year(self.year_of(first)):
            days = cell.days_in(first, end)
            if days == cell.days:
                whole += cell.months
            elif days:
                broken += Fraction(cell.months * days, cell.days)
        return whole + broken

    def words(self, first: date, end: date) -> str:
        """`3 of 12 months`, `90 of 365 days`, `(2 + 17/31) of 12 months`; empty for a year."""
        if (first, end) not in self._words:
            self._words[first, end] = self._said(first, end)
        return self._words[first, end]

    def _said(self, first: date, end: date) -> str:
        whole, broken = self._parts(first, end)
        if not broken:
            return "" if whole == MONTHS_A_YEAR else f"{whole} of {MONTHS_A_YEAR} months"
        if not whole and len(broken) == 1 and broken[0][0] == MONTHS_A_YEAR:
            return f"{broken[0][1]} of {broken[0][2]} days"
        said = [f"{'' if m == 1 else f'{m} × '}{days}/{of}" for m, days, of in broken]
        return f"({' + '.join([*([str(whole)] if whole else []), *said])}) of 12 months"

    def _parts(self, first: date, end: date) -> tuple[int, list[tuple[int, int, int]]]:
        """The whole months, and of each broken part its months, its days and of how many."""
        whole, broken = 0, list[tuple[int, int, int]]()
        shared = 0
        for cell in self._of_year(self.year_of(first)):
            days = cell.days_in(first, end)
            if days == cell.days:
                whole += cell.months
            elif days and cell.days > (cell.end - cell.first).days:
                shared += days
                rest = (cell.months, shared, cell.days)
                broken = [*(each for each in broken if each[0::2] != rest[0::2]), rest]
            elif days:
                broken.append((cell.months, days, cell.days))
        spread = [each for each in broken if each[1] == each[2]]
        return whole + sum(each[0] for each in spread), [e for e in broken if e not in spread]

    def _of_year(self, year: int) -> list[_Cell]:
        if year not in self._cells:
            self._cells[year] = list(self._cut(self.years[year - 1], self.years[year], year))
        return self._cells[year]

    def _cut(self, first: date, end: date, year: int) -> Iterator[_Cell]:
        """The whole months or periods of a year, and what is left at its edges."""
        months = min(MONTHS_A_YEAR, self._terms.term_months - MONTHS_A_YEAR * (year - 1))
        length = self._length()
        whole = list(self._whole(first, end, length)) if length else []
        edges = list(_between(first, end, whole))
        left = months - len(whole) * length
        days = sum((last - begin).days for begin, last in edges)
        if bool(days) != (left > 0):
            whole, edges, left, days = [], [(first, end)], months, (end - first).days
        yield from (_Cell(a, b, length, (b - a).days) for a, b in whole)
        yield from (_Cell(a, b, left, days) for a, b in edges)

    def _length(self) -> int:
        """How many months the days of a broken part are held against; none for a whole year."""
        if self._terms.proration is not Proration.BY_DAY:
            return 1
        months = self._terms.period_months
        return months if months < MONTHS_A_YEAR else 0

    def _whole(self, first: date, end: date, length: int) -> Iterator[tuple[date, date]]:
        rule = self._terms.periods
        count = ((first.year - rule.first.year) * 12 + first.month - rule.first.month) // length - 1
        while (last := rule.boundary(count + 1, length)) <= end:
            if (begin := rule.boundary(count, length)) >= first:
                yield begin, last
            count += 1


def _between(first: date, end: date, whole: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """What the whole parts, one after the other, leave before and after them."""
    if not whole:
        yield first, end
        return
    if first < whole[0][0]:
        yield first, whole[0][0]
    if whole[-1][1] < end:
        yield whole[-1][1], end
