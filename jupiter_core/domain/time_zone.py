"""The day that it is somewhere: a legal entity's issue dates follow its time zone."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from jupiter_core.domain.refusals import NotFound


@cache
def _time_zones() -> frozenset[str]:
    """Read once: they are files, and every profile that is loaded names one."""
    return frozenset(available_timezones())


def time_zone_of(name: str) -> str:
    """An IANA time zone. Raises NotFound."""
    if name not in _time_zones():
        raise NotFound("time zone", name)
    return name


def day_in(time_zone: str, now: datetime) -> date:
    """The day in that zone at that moment."""
    return now.astimezone(ZoneInfo(time_zone)).date()
