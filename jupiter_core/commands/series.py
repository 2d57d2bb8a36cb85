"""Counters and the days that their numbers bear: within a counter, numbers follow dates."""

from datetime import date

from jupiter_core.domain.numbering import number_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import BeforeLastNumber
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.ports import UnitOfWork


def day_of_number(uow: UnitOfWork, counter: str, count: int) -> date | None:
    """The date of the invoice that bears this number of a counter; None where none does."""
    return uow.invoices.day_of_number(number_of(counter, count)) if count else None


def is_back_dated(uow: UnitOfWork, profile: SenderProfile, issue_date: date) -> bool:
    """Whether an invoice is to keep a day that has passed.

    Raises BeforeLastNumber, at `issue_date`, where the counter has gone on beyond that day.
    """
    if not profile.back_dating or issue_date >= profile.today(uow.now):
        return False
    counter = profile.counter(issue_date)
    count = uow.numbers.taken(profile.id, counter)
    last = day_of_number(uow, counter, count)
    if last and issue_date < last:
        number = number_of(counter, count)
        raise BeforeLastNumber(number, spelled_day(last)).at("issue_date")
    return True
