"""What is known of an invoice's payment before it comes, as other systems read it."""

import datetime as dt

from jupiter_core.domain.collection import Collection
from jupiter_core.queries.resources.shapes import Resource, Who


class DisputeResource(Resource):
    """Why somebody will not pay, or not all of it."""

    reason: str
    by: Who
    at: dt.datetime


class PaymentPromiseResource(Resource):
    """The day on which somebody said it will be paid; no reminder goes out before it is over."""

    date: dt.date
    by: Who
    at: dt.datetime


class ReminderPauseResource(Resource):
    """Reminders go on with the day `until`."""

    until: dt.date
    by: Who
    at: dt.datetime


class CollectionResource(Resource):
    """What is known of its payment before it comes; each part is null where nothing is."""

    dispute: DisputeResource | None
    promised: PaymentPromiseResource | None
    paused: ReminderPauseResource | None

    @classmethod
    def of(cls, known: Collection) -> "CollectionResource":
        dispute, promised, paused = known.dispute, known.promised, known.paused
        return cls(
            dispute=dispute
            and DisputeResource(reason=dispute.reason, by=Who.of(dispute.by), at=dispute.at),
            promised=promised
            and PaymentPromiseResource(date=promised.date, by=Who.of(promised.by), at=promised.at),
            paused=paused
            and ReminderPauseResource(until=paused.until, by=Who.of(paused.by), at=paused.at),
        )
