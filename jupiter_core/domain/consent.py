"""Consent: a change that one person proposes, others confirm, and that counts after a delay.

Whoever proposed it, by hand or with a key of theirs, never confirms it. Once enough people have,
it takes effect when the delay is over; until then it can still be cancelled.
"""

from datetime import datetime, timedelta

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import AlreadyConfirmed, SecondPersonNeeded


class Confirmation(Frozen):
    """One person's yes. `by` is their Slack user id."""

    by: str
    by_name: str
    by_email: str = ""
    at: datetime


class Consent(Frozen):
    """Who proposed a change, who has confirmed it so far, and how many have to."""

    proposed_by: Actor
    proposed_at: datetime
    needed: int = Field(default=1, ge=1, le=5)
    delay_hours: int = Field(default=0, ge=0)
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def proposer(self) -> str:
        """The person's Slack user id; of a key, its owner's."""
        return self.proposed_by.person

    @property
    def is_complete(self) -> bool:
        """Whether enough people have confirmed it."""
        return len(self.confirmations) >= self.needed

    @property
    def missing(self) -> int:
        """How many people still have to confirm it."""
        return max(0, self.needed - len(self.confirmations))

    @property
    def takes_effect_at(self) -> datetime | None:
        """None while somebody still has to confirm it."""
        if not self.is_complete:
            return None
        return self.confirmations[-1].at + timedelta(hours=self.delay_hours)

    def is_due(self, now: datetime) -> bool:
        """Whether it counts by now."""
        at = self.takes_effect_at
        return at is not None and at <= now

    def expect_other(self, by: Actor, what: str) -> None:
        """Raises SecondPersonNeeded for its proposer; `what` completes “you proposed”."""
        if by.person == self.proposer:
            raise SecondPersonNeeded(what)

    def confirmed(self, by: Actor, at: datetime, what: str) -> "Consent":
        """With one more person's yes. Raises SecondPersonNeeded or AlreadyConfirmed."""
        self.expect_other(by, what)
        if any(each.by == by.person for each in self.confirmations):
            raise AlreadyConfirmed(what)
        one = Confirmation(by=by.person, by_name=by.name, by_email=by.email, at=at)
        return self.model_copy(update={"confirmations": (*self.confirmations, one)})
