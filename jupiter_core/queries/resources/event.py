"""An event as other systems hear of it: by webhook, or from the list of events.

The shape is that of the Standard Webhooks specification. The payload of a webhook is made in the
transaction of the event and never again.
"""

from collections.abc import Iterable
from datetime import datetime

from pydantic import Field

from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.event_details import MessageNews
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.payment import Payment
from jupiter_core.queries.resources.contract import ContractResource
from jupiter_core.queries.resources.invoice import InvoiceResource
from jupiter_core.queries.resources.payment import PaymentResource
from jupiter_core.queries.resources.shapes import Difference, Resource, Who


class EventMessage(Resource):
    """A message to people that was given up, or goes again; `error` is empty then."""

    id: str = Field(description="As in /undelivered-messages.")
    destination: str = Field(examples=["slack"])
    kind: str = Field(examples=["card"])
    error: str = Field(examples=["This channel is archived."])

    @classmethod
    def of(cls, news: MessageNews) -> "EventMessage":
        return cls(
            id=news.message_id, destination=news.destination, kind=news.message, error=news.error
        )


class EventData(Resource):
    """What happened, and the invoice, contract or payment right after it, where it is of one."""

    subject_id: str
    sequence: int = Field(description="Of the subject, right after the event.")
    by: Who
    changes: tuple[Difference, ...]
    note: str
    invoice: InvoiceResource | None = None
    contract: ContractResource | None = None
    payment: PaymentResource | None = Field(default=None, exclude_if=lambda each: each is None)
    message: EventMessage | None = Field(default=None, exclude_if=lambda each: each is None)


class EventResource(Resource):
    id: str
    type: EventName
    timestamp: datetime
    data: EventData

    @classmethod
    def of(
        cls,
        event: Event,
        subject: Invoice | Contract | Payment | None,
        cautions: Iterable[Caution] = (),
    ) -> "EventResource":
        """`subject` is as it was right after the event; `cautions` are those of a contract."""
        details = event.details
        data = EventData(
            subject_id=event.subject_id,
            sequence=event.sequence,
            by=Who.of(event.by),
            changes=tuple(Difference.of(each) for each in event.changes),
            note=event.words,
            invoice=InvoiceResource.of(subject, event.at) if isinstance(subject, Invoice) else None,
            contract=(
                ContractResource.of(subject, cautions) if isinstance(subject, Contract) else None
            ),
            payment=PaymentResource.of(subject) if isinstance(subject, Payment) else None,
            message=EventMessage.of(details) if isinstance(details, MessageNews) else None,
        )
        return cls(id=event.id, type=event.name, timestamp=event.at, data=data)
