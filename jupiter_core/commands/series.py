"""Numbers of a series and the days that they bear: within a series, numbers follow dates."""

from datetime import date

from jupiter_core.domain.invoice import number_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import BeforeLastNumber
from jupiter_core.ports import UnitOfWork


def day_of_number(uow: UnitOfWork, series: str, count: int) -> date | None:
    """The date of the invoice that bears this number of a series; None where none does."""
    found = uow.invoices.find_number(number_of(series, count)) if count else None
    return found.content.issue_date if found else None


def is_back_dated(uow: UnitOfWork, profile: SenderProfile, issue_date: date) -> bool:
    """Whether an invoice is to keep a day that has passed.

    Raises BeforeLastNumber, at `issue_date`, where the series has gone on beyond that day.
    """
    if not profile.back_dating or issue_date >= profile.today(uow.now):
        return False
    count = uow.numbers.taken(profile.id, profile.series)
    last = day_of_number(uow, profile.series, count)
    if last and issue_date < last:
        number = number_of(profile.series, count)
        raise BeforeLastNumber(number, last.isoformat()).at("issue_date")
    return True
