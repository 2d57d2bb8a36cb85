"""All that the words of one outbox message are made from, read at once."""

from collections.abc import Callable
from typing import Any

from bot.delivery.slack_post import Place
from jupiter_core.domain.events import Event
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from jupiter_core.outbox.routing import Kind, invoice_stream
from jupiter_core.ports import Message, Store, UnitOfWork


class Letter(Frozen):
    """One message of an invoice: its event, the version that it speaks of, what was sent before.

    `asked` is the version that the last request for approval showed.
    """

    message: Message
    event: Event
    version: Version
    invoice: Invoice
    approvers: tuple[str, ...]
    card: Place | None
    request: Place | None
    asked: Invoice | None

    @property
    def channel(self) -> str:
        return self.invoice.deal_channel


def read_letter(store: Store, message: Message) -> Letter:
    """Raises NotFound when the invoice is not in the message's workspace."""
    body = message.body
    with store.read(message.workspace_id) as uow:
        version = uow.versions.at(body["invoice_id"], body["sequence"])
        stream = invoice_stream(body["invoice_id"])
        request = uow.mailbox.receipt(stream, Kind.APPROVAL_REQUEST)
        return Letter(
            message=message,
            event=uow.events.get(body["event_id"]),
            version=version,
            invoice=version.invoice(),
            approvers=uow.workspace().policy.approvers,
            card=Place.of(uow.mailbox.receipt(stream, Kind.CARD)),
            request=Place.of(request),
            asked=_asked(uow, body["invoice_id"], request),
        )


Read = Callable[[Message], Letter]


def _asked(uow: UnitOfWork, invoice_id: str, request: dict[str, Any] | None) -> Invoice | None:
    if request is None or "sequence" not in request:
        return None
    return uow.versions.at(invoice_id, request["sequence"]).invoice()
