"""Out of office: for a period, a delegate approves on behalf of an approver.

Both have one approval together, whoever of them gives it.
"""

from datetime import date, datetime, timedelta

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.time_zone import day_in

LONGEST_DAYS, FURTHEST_DAYS = 184, 366
"""How long a period may be, and how far ahead it may begin."""
_KEPT = timedelta(days=90)


class Delegation(Frozen):
    """Whole days, both included, in the approver's time zone. People are Slack user ids, with their
    names of when the delegate was named. `ended_at` is when it was ended early; `is_passed_on` says
    whether what waits has gone to the delegate.
    """

    id: str
    approver: str
    approver_name: str
    delegate: str
    delegate_name: str
    first_day: date
    last_day: date
    time_zone: str
    ended_at: datetime | None = None
    is_passed_on: bool = False

    def is_open(self, now: datetime) -> bool:
        """Whether it is on, or yet to come."""
        return self.ended_at is None and day_in(self.time_zone, now) <= self.last_day

    def is_on(self, now: datetime) -> bool:
        """Whether the delegate approves at this moment."""
        return self.is_open(now) and self.first_day <= day_in(self.time_zone, now)

    def meets(self, first_day: date, last_day: date) -> bool:
        """Whether it has a day in common with that period."""
        return self.first_day <= last_day and first_day <= self.last_day

    def is_worth_keeping(self, now: datetime) -> bool:
        """Messages of what was asked under it may still stand somewhere for a while."""
        over = self.ended_at or datetime.combine(self.last_day, now.timetz())
        return self.is_passed_on or over > now - _KEPT

    def is_same_as(self, other: "Delegation") -> bool:
        """Whether both say the same of who approves for whom, and when."""
        said = {"approver", "delegate", "first_day", "last_day", "time_zone"}
        return self.model_dump(include=said) == other.model_dump(include=said)

    @property
    def words(self) -> str:
        """`Bo Larsen approves for Dana Ruiz, 1 Dec 2026 to 5 Dec 2026`."""
        period = f"{spelled_day(self.first_day)} to {spelled_day(self.last_day)}"
        return f"{self.delegate_name} approves for {self.approver_name}, {period}"
