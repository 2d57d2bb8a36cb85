"""Days on which people of a country work: no weekend and no public holiday there.

The calendars are those of the `holidays` package. Of a country that it does not know, Saturday and
Sunday are the weekend and no day is a holiday.

>>> next_business_day(date(2026, 11, 26), "US")  # Thanksgiving
datetime.date(2026, 11, 27)
>>> next_business_day(date(2027, 1, 1), "DE")  # a Friday, and New Year
datetime.date(2027, 1, 4)
"""

from datetime import date, timedelta
from functools import lru_cache

from holidays import HolidayBase, country_holidays

_SATURDAY = 5
_LONGEST_BREAK = 31
"""Days after which a calendar is taken to be wrong."""


def is_business_day(day: date, country: str) -> bool:
    """`country` is its ISO 3166 code."""
    calendar = _calendar(country)
    return calendar.is_working_day(day) if calendar is not None else day.weekday() < _SATURDAY


def next_business_day(day: date, country: str) -> date:
    """The day itself, where people work on it."""
    for ahead in range(_LONGEST_BREAK):
        if is_business_day(day + timedelta(days=ahead), country):
            return day + timedelta(days=ahead)
    return day


def business_days_after(since: date, until: date, country: str) -> int:
    """How many there are after the one day, up to and with the other.

    >>> business_days_after(date(2026, 11, 25), date(2026, 11, 30), "US")  # Thanksgiving between
    2
    """
    days = ((since + timedelta(days=ahead)) for ahead in range(1, (until - since).days + 1))
    return sum(1 for day in days if is_business_day(day, country))


@lru_cache(maxsize=64)
def _calendar(country: str) -> HolidayBase | None:
    try:
        return country_holidays(country)
    except NotImplementedError:
        return None
