"""On which days an invoice is reminded of, and whether the customer's AP is written to."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import OutOfRange, TooManyReminders

MOST_STEPS = 12
EARLIEST, LATEST = -60, 365


def reminder_days_of(days: Iterable[int]) -> tuple[int, ...]:
    """In order, each once. Raises OutOfRange or TooManyReminders."""
    found = tuple(sorted(set(days)))
    if len(found) > MOST_STEPS:
        raise TooManyReminders(MOST_STEPS, len(found))
    for each in found:
        if not EARLIEST <= each <= LATEST:
            raise OutOfRange("Days from the due date", str(EARLIEST), str(LATEST))
    return found


class ReminderSchedule(Frozen):
    """The days from the due date (negative: before) on which an invoice is reminded of, none where
    it never is; with `email`, the customer's AP hears too."""

    days: Annotated[tuple[int, ...], AfterValidator(reminder_days_of)] = (-7, 0, 7, 14, 30)
    email: bool = False

    @property
    def words(self) -> str:
        """`-7, 0, 7 days from the due date, by e-mail too`."""
        if not self.days:
            return "none"
        days = ", ".join(str(each) for each in self.days)
        return f"{days} days from the due date{', by e-mail too' if self.email else ''}"
