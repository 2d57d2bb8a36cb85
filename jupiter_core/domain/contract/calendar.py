"""The calendar of a contract: months counted from its start's own day.

A month begins on the start's day, clamped to the month's end, and always counted from the start
itself, so that a contract from 31 January is on the 31st again after February.

>>> month_start(date(2027, 1, 31), 1), month_start(date(2027, 1, 31), 2)
(datetime.date(2027, 2, 28), datetime.date(2027, 3, 31))
"""

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


def month_start(start: date, months: int, anchor: int = 0) -> date:
    """The first day of the contract month that begins `months` after `start`; `anchor` is its day
    of the month where it is another than the start's own."""
    years, month = divmod(start.month - 1 + months, MONTHS_A_YEAR)
    year = start.year + years
    return date(year, month + 1, min(anchor or start.day, monthrange(year, month + 1)[1]))


def last_day_before(start: date, months: int, anchor: int = 0) -> date:
    """The last day of what ends where the contract month `months` after `start` begins."""
    return month_start(start, months, anchor) - ONE_DAY


def month_index(start: date, day: date, anchor: int = 0) -> int | None:
    """How many months after `start` the contract month beginning on `day` is; None if none does."""
    months = _calendar_months(start, day)
    return months if month_start(start, months, anchor) == day else None


def nearest_months(
    start: date, day: date, first: int, last: int, anchor: int = 0
) -> tuple[int, ...]:
    """The month starts before and after `day`, one or two, none outside `first` to `last`."""
    months = _calendar_months(start, day)
    before = months if month_start(start, months, anchor) <= day else months - 1
    return tuple(sorted({min(max(each, first), last) for each in (before, before + 1)}))


def is_month_end(day: date) -> bool:
    """Whether it is the last day of its month."""
    return (day + ONE_DAY).day == 1


def contract_year(month: int) -> int:
    """The contract year, from 1, in which the contract month of this index lies."""
    return month // MONTHS_A_YEAR + 1


def _calendar_months(start: date, day: date) -> int:
    return (day.year - start.year) * MONTHS_A_YEAR + day.month - start.month
