"""A period: the days from a first one to a last one, both included."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from pydantic import model_validator

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import OutOfRange
from jupiter_core.domain.spelled_day import spelled_day

LONGEST_DAYS = 3 * 366
_AROUND = timedelta(hours=14)
"""No zone is further from UTC than that."""


class Period(Frozen):
    """Make it with `checked`, which says what is wrong in words."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("the last day is before the first")
        return self

    @classmethod
    def checked(cls, first: date, last: date) -> Self:
        """Raises OutOfRange at `to` where it ends before it begins, or after three years."""
        longest = first + timedelta(days=LONGEST_DAYS)
        if not first <= last <= longest:
            raise OutOfRange("The last day", spelled_day(first), spelled_day(longest)).at("to")
        return cls(first=first, last=last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Between which all its moments are, whatever the zone; the second one is outside."""
        begins = datetime.combine(self.first, time(), UTC) - _AROUND
        ends = datetime.combine(self.last + timedelta(days=1), time(), UTC) + _AROUND
        return begins, ends
