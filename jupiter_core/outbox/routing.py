"""Which messages follow from an event. An invoice's messages form one stream, kept in order."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from jupiter_core.domain.contract import Contract
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Message

SLACK, EMAIL, WEBHOOK, ANCHOR = "slack", "email", "webhook", "anchor"
"""Destinations: each has its sender and its own drains, so that none waits for another."""


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
    E_INVOICE = "e_invoice"
    """The version's e-invoice files, into the thread, or why there are none."""
    CONTRACT_CARD = "contract_card"
    """The contract's card in the deal's channel; its invoices come into its thread."""
    CONTRACT_REQUEST = "contract_request"
    CONTRACT_CLOSED = "contract_closed"
    CONTRACT_NOTICE = "contract_notice"
    CONTRACT_ANNOUNCEMENT = "contract_announcement"
    """As their namesakes of an invoice."""
    DIRECT = "direct"
    """To one person."""
    ADMINS = "admins"
    """To all admins of the workspace, whoever they are when it is sent."""
    ANCHOR = "anchor"
    """The head of the audit log, to a channel or a place of the operator's."""
    EMAIL = "email"
    """The invoice by mail to the customer's AP."""
    EMAIL_CODE = "email_code"
    """A code by mail to the customer's AP, for a change that somebody asked for by link."""
    EVENT = "event"
    """An event to a webhook endpoint."""


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
    EventName.INVOICE_SCHEDULED: (Kind.CARD, Kind.DOCUMENT),
    EventName.INVOICE_HELD: (Kind.CARD, Kind.NOTICE, Kind.APPROVAL_REQUEST),
    EventName.INVOICE_PO_NUMBER_MISSING: (Kind.ANNOUNCEMENT,),
    EventName.INVOICE_PO_NUMBER_CARRIED: (Kind.CARD,),
    EventName.INVOICE_CREDITED: (Kind.CARD, Kind.ANNOUNCEMENT, Kind.DOCUMENT),
    EventName.INVOICE_E_INVOICE_ASKED_FOR: (Kind.E_INVOICE,),
    EventName.INVOICE_EMAIL_ASKED_FOR: (Kind.CARD,),
    EventName.INVOICE_EMAILED: (Kind.NOTICE,),
    EventName.INVOICE_EMAIL_BOUNCED: (Kind.NOTICE,),
    EventName.INVOICE_LINK_TO_SEND: (Kind.NOTICE,),
    EventName.INVOICE_EMAIL_WAITS: (Kind.NOTICE,),
    EventName.INVOICE_EMAIL_WITHHELD: (Kind.NOTICE,),
    EventName.INVOICE_OVERDUE: (),
    EventName.INVOICE_AP_EMAIL_PROPOSED: (Kind.NOTICE,),
    EventName.INVOICE_AP_EMAIL_CONFIRMED: (Kind.CARD, Kind.NOTICE),
    EventName.INVOICE_AP_EMAIL_DISCARDED: (Kind.ANNOUNCEMENT, Kind.DOCUMENT, Kind.CARD),
    EventName.INVOICE_CHANGE_HELD: (Kind.NOTICE,),
    EventName.INVOICE_CHANGE_PROPOSED: (Kind.ANNOUNCEMENT,),
    EventName.INVOICE_CHANGE_CONFIRMED: (Kind.NOTICE,),
    EventName.INVOICE_CHANGE_DISCARDED: (Kind.NOTICE,),
    EventName.INVOICE_AP_LINK_TAKEN: (Kind.NOTICE,),
    EventName.CREDIT_NOTE_ISSUED: (Kind.CARD, Kind.NOTICE, Kind.DOCUMENT),
    EventName.CONTRACT_CREATED: (),
    EventName.CONTRACT_EDITED: (Kind.CONTRACT_CARD,),
    EventName.CONTRACT_SUBMITTED: (Kind.CONTRACT_CARD, Kind.CONTRACT_REQUEST),
    EventName.CONTRACT_APPROVED: (Kind.CONTRACT_CARD, Kind.CONTRACT_NOTICE),
    EventName.CONTRACT_CHANGES_REQUESTED: (
        Kind.CONTRACT_CLOSED,
        Kind.CONTRACT_CARD,
        Kind.CONTRACT_NOTICE,
    ),
    EventName.CONTRACT_PO_NUMBER_ADDED: (Kind.CONTRACT_CARD, Kind.CONTRACT_NOTICE),
    EventName.CONTRACT_PO_NUMBER_PROPOSED: (Kind.CONTRACT_NOTICE,),
    EventName.CONTRACT_PO_NUMBER_DISCARDED: (Kind.CONTRACT_NOTICE,),
    EventName.CONTRACT_ENDED: (Kind.CONTRACT_CARD, Kind.CONTRACT_ANNOUNCEMENT),
    EventName.CREDIT_USED: (Kind.CONTRACT_CARD, Kind.CONTRACT_NOTICE),
    EventName.CREDIT_EXPIRED: (Kind.CONTRACT_CARD, Kind.CONTRACT_NOTICE),
    EventName.INVOICE_LOOK_ALIKE_APPROVED: (Kind.ANNOUNCEMENT,),
    EventName.CONTRACT_LOOK_ALIKE_APPROVED: (Kind.CONTRACT_ANNOUNCEMENT,),
}


_UNTOLD = frozenset({EventName.SENDER_PROFILE_CREATED, EventName.CUSTOMER_CREATED})
"""What concerns no deal and is kept without telling anybody: of a new entity people hear by its
bank accounts, without which nothing can be sent; a new customer's recipient is shown where it is
approved."""
_MAILED = frozenset(
    {
        EventName.INVOICE_ISSUED,
        EventName.CREDIT_NOTE_ISSUED,
        EventName.INVOICE_EMAIL_ASKED_FOR,
    }
)


def invoice_stream(invoice_id: str) -> str:
    """The stream of an invoice's messages."""
    return f"invoice:{invoice_id}"


def contract_stream(contract_id: str) -> str:
    """The stream of what a contract itself has to say."""
    return f"contract:{contract_id}"


def email_stream(invoice_id: str) -> str:
    """The stream of an invoice's mails; its thread does not wait for them."""
    return f"email:{invoice_id}"


def code_stream(invoice_id: str) -> str:
    """The stream of the codes of an invoice; what is stuck there holds up no mail with it."""
    return f"code:{invoice_id}"


def webhook_stream(endpoint_id: str, subject_id: str) -> str:
    """The stream of what one endpoint hears of one subject."""
    return f"webhook:{endpoint_id}:{subject_id}"


def person_stream(user_id: str) -> str:
    """The stream of what is told to one person."""
    return f"person:{user_id}"


def route(
    event: Event,
    subject: Invoice | Contract | None,
    workspace: Workspace,
    new_id: Callable[[], str],
    also: Iterable[str] = (),
) -> list[Message]:
    """The messages of one event to people, in the order in which they are to arrive.

    What concerns no deal is told to every approver, to every admin, and to the people `also`
    (Slack user ids). What has no deal channel yet, or was never submitted there, is told to
    nobody in Slack.
    """
    if subject is None:
        return _notices(event, (*workspace.policy.approvers, *also), new_id)
    if isinstance(subject, Contract):
        stream, named = contract_stream(subject.id), {"contract_id": subject.id}
    else:
        stream, named = invoice_stream(subject.id), {"invoice_id": subject.id}
    body = {"event_id": event.id, "sequence": event.sequence, **named}
    heard = bool(subject.deal_channel) and not _is_unheard_of(subject)
    ways = [(SLACK, stream, kind) for kind in _kinds(event, subject) if heard]
    if event.name in _MAILED:
        ways.append((EMAIL, email_stream(subject.id), Kind.EMAIL))
    return [
        Message(
            id=new_id(),
            workspace_id=event.workspace_id,
            stream=stream,
            destination=destination,
            kind=kind,
            body=body,
        )
        for destination, stream, kind in ways
    ]


def code_message(workspace_id: str, invoice_id: str, held_id: str, message_id: str) -> Message:
    """The code of one change that waits for it; the row does not have it."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=code_stream(invoice_id),
        destination=EMAIL,
        kind=Kind.EMAIL_CODE,
        body={"invoice_id": invoice_id, "held_id": held_id},
        skippable=True,
    )


def webhook_message(
    event: Event, endpoint: WebhookEndpoint, payload: str, message_id: str, stream: str = ""
) -> Message:
    """One event to one endpoint, in order with what that one hears of the same subject."""
    return Message(
        id=message_id,
        workspace_id=event.workspace_id,
        stream=stream or webhook_stream(endpoint.id, event.subject_id),
        destination=WEBHOOK,
        kind=Kind.EVENT,
        body={"endpoint_id": endpoint.id, "event_id": event.id, "payload": payload},
        skippable=True,
    )


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


def _is_unheard_of(subject: Invoice | Contract) -> bool:
    """A draft that nobody has submitted: there is no card that could be brought up to date."""
    if isinstance(subject, Contract):
        return subject.submitted_by is None and not subject.revision and not subject.reason
    return subject.submitted_by is None


def _kinds(event: Event, subject: Invoice | Contract) -> tuple[Kind, ...]:
    kinds = _KINDS[event.name]
    if isinstance(subject, Contract):
        agreed = event.name is EventName.CONTRACT_APPROVED and subject.proposal is None
        return (Kind.CONTRACT_CLOSED, *kinds) if agreed else kinds
    settled = event.name is EventName.INVOICE_APPROVED and subject.state is State.APPROVED
    withdrawn = event.name is EventName.INVOICE_VOIDED and subject.number is None
    if settled or withdrawn:
        return (Kind.APPROVAL_CLOSED, *kinds)
    scheduled = event.name is EventName.INVOICE_SCHEDULED
    asks = scheduled and subject.state is State.PENDING_APPROVAL
    return (*kinds, Kind.NOTICE, Kind.APPROVAL_REQUEST) if asks else kinds


def _notices(event: Event, people: Iterable[str], new_id: Callable[[], str]) -> list[Message]:
    if event.name in _UNTOLD:
        return []
    told = tuple(dict.fromkeys(each for each in people if each))
    admins = Message(
        id=new_id(),
        workspace_id=event.workspace_id,
        stream=f"admins:{event.id}",
        destination=SLACK,
        kind=Kind.ADMINS,
        body={"event_id": event.id, "told": list(told)},
        skippable=True,
    )
    return [*(direct_message(event, each, new_id()) for each in told), admins]


def direct_message(event: Event, user_id: str, message_id: str) -> Message:
    """One event to one person. One that cannot be sent holds up nothing else that they hear."""
    return Message(
        id=message_id,
        workspace_id=event.workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=Kind.DIRECT,
        body={"event_id": event.id, "user_id": user_id},
        skippable=True,
    )
