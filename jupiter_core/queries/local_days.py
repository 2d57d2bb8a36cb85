"""The day that it is now at each legal entity of a workspace."""

from collections import Counter

from jupiter_core.domain.desk import LocalDays
from jupiter_core.ports import UnitOfWork


def local_days(uow: UnitOfWork) -> LocalDays:
    """The usual day is that of most entities; without any, the day in UTC."""
    days = [(each.id, each.today(uow.now)) for each in uow.sender_profiles.all()]
    usual = Counter(day for _, day in days).most_common(1)
    return LocalDays.among(days, usual[0][0] if usual else uow.now.date())
