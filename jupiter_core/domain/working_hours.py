"""When people of a place are at work: from nine to five on its business days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from jupiter_core.domain.business_days import business_days_after, is_business_day

_FROM, _TO = time(9), time(17)
_LOOKED_AHEAD = timedelta(days=60)


class Place(NamedTuple):
    """Whose business days count (an ISO 3166 code), and in which time zone."""

    country: str
    zone: str

    def is_open(self, now: datetime) -> bool:
        """Whether people are at work there.

        >>> Place("DE", "Europe/Berlin").is_open(datetime(2027, 1, 4, 8, tzinfo=UTC))
        True
        """
        here = now.astimezone(ZoneInfo(self.zone))
        return is_business_day(here.date(), self.country) and _FROM <= here.time() < _TO

    def days_since(self, since: datetime, now: datetime) -> int:
        """Business days after the day of `since`, up to and with today."""
        return business_days_after(self._day(since), self._day(now), self.country)

    def opens_next(self, now: datetime, *, since: datetime, days: int) -> datetime | None:
        """The first nine o'clock after `now` on a business day that is at least so many business
        days after `since`; None where a calendar has none for months.

        >>> monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
        >>> Place("GB", "Europe/London").opens_next(monday, since=monday, days=2)
        datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.timezone.utc)
        """
        asked, day = self._day(since), self._day(now)
        last, waited = day + _LOOKED_AHEAD, business_days_after(asked, day, self.country)
        while day <= last:
            opens = datetime.combine(day, _FROM, ZoneInfo(self.zone)).astimezone(UTC)
            if waited >= days and opens > now and is_business_day(day, self.country):
                return opens
            day += timedelta(days=1)
            waited += day > asked and is_business_day(day, self.country)
        return None

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.zone)).date()
