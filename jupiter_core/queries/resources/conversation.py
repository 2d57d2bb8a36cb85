"""What AP and the deal team say to each other about an invoice, as other systems read it."""

import datetime as dt

from jupiter_core.domain.conversation import DisputeReason, Remark, Topic
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.shapes import Resource, Who


class RemarkResource(Resource):
    """One message. `answers` is the id of what an answer answers."""

    id: str
    topic: Topic
    text: str
    by: Who
    at: dt.datetime
    reason: DisputeReason | None
    promised: dt.date | None
    answers: str | None
    mailed_to: str | None

    @classmethod
    def of(cls, remark: Remark) -> "RemarkResource":
        return cls(
            id=remark.id,
            topic=remark.topic,
            text=remark.text,
            by=Who.of(remark.by),
            at=remark.at,
            reason=remark.reason,
            promised=remark.promised,
            answers=remark.answers or None,
            mailed_to=remark.mailed_to or None,
        )


def conversation_about(uow: UnitOfWork, invoice_id: str) -> tuple[RemarkResource, ...]:
    """All, oldest first. Raises NotFound."""
    uow.invoices.get(invoice_id)
    return tuple(RemarkResource.of(each) for each in uow.conversation.of(invoice_id))
