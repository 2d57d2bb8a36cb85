"""Which messages follow from an event. An invoice's messages form one stream, kept in order."""

from collections.abc import Callable
from enum import StrEnum

from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Message

SLACK = "slack"


class Kind(StrEnum):
    """What a message is; how it looks is for the presenters of its destination."""

    CARD = "card"
    """The deal's card in its channel: posted once, then kept up to date."""
    APPROVAL_REQUEST = "approval_request"
    """Asks finance, in the card's thread."""
    APPROVAL_CLOSED = "approval_closed"
    """Takes the buttons off the last request and says how it ended."""
    NOTICE = "notice"
    """Tells the thread of the event."""
    ANNOUNCEMENT = "announcement"
    """Tells the thread of the event, and the channel too."""
    DOCUMENT = "document"
    """The version's PDF, into the thread."""
    DIRECT = "direct"
    """To one person."""


_KINDS: dict[EventName, tuple[Kind, ...]] = {
    EventName.INVOICE_CREATED: (),
    EventName.INVOICE_SUBMITTED: (Kind.CARD, Kind.APPROVAL_REQUEST, Kind.DOCUMENT),
    EventName.INVOICE_EDITED: (Kind.CARD,),
    EventName.INVOICE_APPROVAL_VOIDED: (
        Kind.APPROVAL_CLOSED,
        Kind.CARD,
        Kind.NOTICE,
        Kind.APPROVAL_REQUEST,
        Kind.DOCUMENT,
    ),
    EventName.INVOICE_APPROVED: (Kind.CARD, Kind.NOTICE),
    EventName.INVOICE_CHANGES_REQUESTED: (Kind.APPROVAL_CLOSED, Kind.CARD, Kind.NOTICE),
    EventName.INVOICE_ISSUED: (Kind.CARD, Kind.NOTICE, Kind.DOCUMENT),
    EventName.INVOICE_VIEWED: (Kind.NOTICE,),
    EventName.INVOICE_PO_NUMBER_ADDED: (Kind.ANNOUNCEMENT, Kind.DOCUMENT, Kind.CARD),
    EventName.INVOICE_AMENDED: (Kind.ANNOUNCEMENT, Kind.DOCUMENT, Kind.CARD),
    EventName.INVOICE_PAYMENT_RECORDED: (Kind.CARD, Kind.NOTICE),
    EventName.INVOICE_PAID: (Kind.CARD, Kind.ANNOUNCEMENT),
    EventName.INVOICE_VOIDED: (Kind.CARD, Kind.ANNOUNCEMENT),
    EventName.INVOICE_LINK_REPLACED: (Kind.CARD, Kind.NOTICE),
}


def invoice_stream(invoice_id: str) -> str:
    """The stream of an invoice's messages."""
    return f"invoice:{invoice_id}"


def person_stream(user_id: str) -> str:
    """The stream of what is told to one person."""
    return f"person:{user_id}"


def route(
    event: Event, invoice: Invoice | None, workspace: Workspace, new_id: Callable[[], str]
) -> list[Message]:
    """The messages of one event, in the order in which they are to arrive."""
    if invoice is None:
        return [_direct(event, approver, new_id()) for approver in workspace.policy.approvers]
    return [
        Message(
            id=new_id(),
            workspace_id=event.workspace_id,
            stream=invoice_stream(invoice.id),
            destination=SLACK,
            kind=kind,
            body={"event_id": event.id, "invoice_id": invoice.id, "sequence": event.sequence},
        )
        for kind in _kinds(event, invoice)
    ]


def dead_letter_notice(message: Message, user_id: str, error: str, new_id: str) -> Message:
    """Tells whoever drafted the invoice that its thread is waiting for help."""
    body = {"dead_letter_id": message.id, "error": error, "user_id": user_id, **message.body}
    return Message(
        id=new_id,
        workspace_id=message.workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=Kind.DIRECT,
        body=body,
    )


def _kinds(event: Event, invoice: Invoice) -> tuple[Kind, ...]:
    kinds = _KINDS[event.name]
    settled = event.name is EventName.INVOICE_APPROVED and invoice.state is State.APPROVED
    withdrawn = event.name is EventName.INVOICE_VOIDED and invoice.number is None
    return (Kind.APPROVAL_CLOSED, *kinds) if settled or withdrawn else kinds


def _direct(event: Event, user_id: str, message_id: str) -> Message:
    return Message(
        id=message_id,
        workspace_id=event.workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=Kind.DIRECT,
        body={"event_id": event.id, "user_id": user_id},
    )
