"""Where the periods of a contract begin: from its start, or from a day of the month or the first
month of the customer's fiscal year on, so that the first period may be a short one."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jupiter_core.domain.contract.calendar import MONTHS_A_YEAR, month_start


class PeriodRule(NamedTuple):
    """`first` is where the first whole period begins, `day` on which day of the month all do, and
    `months` how long each is. What lies between `start` and `first` is a period of its own."""

    start: date
    end: date
    first: date
    day: int
    months: int

    def boundary(self, count: int, months: int | None = None) -> date:
        """The day on which the period `count` after the first whole one begins, from below zero on;
        with `months`, of periods that long."""
        return month_start(self.first, count * (months or self.months), self.day)

    def begins(self) -> list[date]:
        """The first day of each period, and the day after the last."""
        return [self.start, *(day for day in self._whole() if day > self.start), self.end]

    def next_after(self, day: date) -> date | None:
        """The first day of the period that begins on or after `day`; None where none does."""
        return next((each for each in self.begins()[:-1] if each >= day), None)

    def _whole(self) -> Iterator[date]:
        count = 0
        while (day := self.boundary(count)) < self.end:
            yield day
            count += 1


def first_on_day(start: date, day: int) -> date:
    """The first `day` of a month on or after `start`."""
    here = month_start(start, 0, day)
    return here if here >= start else month_start(start, 1, day)


def first_of_fiscal(start: date, day: int, fiscal_month: int, months: int) -> date:
    """The first boundary on or after `start` of periods that begin with a fiscal year."""
    step = min(months, MONTHS_A_YEAR)
    found = (
        month_start(start, count, day)
        for count in range(MONTHS_A_YEAR + 1)
        if (start.month + count - fiscal_month) % step == 0
    )
    return next(each for each in found if each >= start)
