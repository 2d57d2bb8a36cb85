"""Days of a legal entity in a query, and how long something is past due there."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, literal

from jupiter_core.domain.desk import LocalDays

ANY: ColumnElement[bool] = literal(1) == 1


def day_at(seller: Any, days: LocalDays, ahead: int) -> ColumnElement[str]:
    """So many days after the day that it is at the entity of that column."""

    def shown(day: date) -> str:
        return (day + timedelta(days=ahead)).isoformat()

    there = [(seller == each, shown(day)) for each, day in days.elsewhere]
    return case(*there, else_=shown(days.usual)) if there else literal(shown(days.usual))


def first_day(days: LocalDays, ahead: int = 0) -> str:
    """So many days after the earliest of those that it is at any entity: an index knows days, and
    no entity's."""
    earliest = min([days.usual, *(day for _, day in days.elsewhere)])
    return (earliest + timedelta(days=ahead)).isoformat()


def last_day(days: LocalDays, ahead: int = 0) -> str:
    """So many days after the latest of them."""
    latest = max([days.usual, *(day for _, day in days.elsewhere)])
    return (latest + timedelta(days=ahead)).isoformat()


def past_due(
    due: Any, seller: Any, days: LocalDays, ages: tuple[int | None, int | None]
) -> ColumnElement[bool]:
    """Whether it is at least and at most so many days since `due`; None is without end."""
    least, most = ages
    begins = ANY if least is None else due <= day_at(seller, days, -least)
    ends = ANY if most is None else due >= day_at(seller, days, -most)
    return begins & ends
