"""How the money of an issued invoice is waited for: disputed, promised for a day, not reminded of.

None of it is on the paper: it makes a version of the log and no revision of the invoice. Each of
the three stops reminders: a dispute until somebody resolves it, a promise up to and with its day,
a pause up to and without the day that it names.
"""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotDisputed, NothingChanged, NotPaused, OutOfRange
from jupiter_core.domain.spelled_day import spelled_day

REASON_LIMIT = 2000
LONGEST_WAIT = dt.timedelta(days=365)


class Dispute(Frozen):
    """Somebody says why they will not pay, or not all of it."""

    reason: str
    by: Actor
    at: dt.datetime


class PaymentPromise(Frozen):
    """Somebody said on which day it will be paid."""

    date: dt.date
    by: Actor
    at: dt.datetime


class ReminderPause(Frozen):
    """No reminder before the day `until`; on that day they go on."""

    until: dt.date
    by: Actor
    at: dt.datetime


class Stop(StrEnum):
    """Why no reminder goes out, the strongest reason first."""

    DISPUTED = "disputed"
    PAUSED = "paused"
    PROMISED = "promised"


class Collection(Frozen):
    """What is known of an invoice's payment before it comes; each part may be missing."""

    dispute: Dispute | None = Field(default=None, exclude_if=lambda part: part is None)
    promised: PaymentPromise | None = Field(default=None, exclude_if=lambda part: part is None)
    paused: ReminderPause | None = Field(default=None, exclude_if=lambda part: part is None)

    def disputed(self, reason: str, by: Actor, at: dt.datetime) -> "Collection":
        """With this dispute in the place of one before. Raises NothingChanged for the same
        reason."""
        if self.dispute and self.dispute.reason == reason:
            raise NothingChanged()
        return self.model_copy(update={"dispute": Dispute(reason=reason, by=by, at=at)})

    def resolved(self, title: str) -> "Collection":
        """Without its dispute. Raises NotDisputed."""
        if self.dispute is None:
            raise NotDisputed(title)
        return self.model_copy(update={"dispute": None})

    def promising(self, date: dt.date, today: dt.date, by: Actor, at: dt.datetime) -> "Collection":
        """With this promise in the place of one before; `today` is the legal entity's. Raises
        OutOfRange or NothingChanged."""
        _expect_within(date, today, "The payment date")
        if self.promised and self.promised.date == date:
            raise NothingChanged()
        return self.model_copy(update={"promised": PaymentPromise(date=date, by=by, at=at)})

    def pausing(self, until: dt.date, today: dt.date, by: Actor, at: dt.datetime) -> "Collection":
        """With reminders paused until that day. Raises OutOfRange or NothingChanged."""
        _expect_within(until, today + dt.timedelta(days=1), "The day")
        if self.paused and self.paused.until == until:
            raise NothingChanged()
        return self.model_copy(update={"paused": ReminderPause(until=until, by=by, at=at)})

    def resumed(self, title: str) -> "Collection":
        """Without its pause. Raises NotPaused."""
        if self.paused is None:
            raise NotPaused(title)
        return self.model_copy(update={"paused": None})

    def stop(self, today: dt.date) -> Stop | None:
        """Why no reminder goes out on that day of the legal entity; None where one may."""
        if self.dispute:
            return Stop.DISPUTED
        if self.paused and today < self.paused.until:
            return Stop.PAUSED
        if self.promised and today <= self.promised.date:
            return Stop.PROMISED
        return None

    @property
    def is_empty(self) -> bool:
        return self == Collection()


def _expect_within(day: dt.date, first: dt.date, what: str) -> None:
    last = first + LONGEST_WAIT
    if not first <= day <= last:
        raise OutOfRange(what, spelled_day(first), spelled_day(last))
