"""Which messages follow from an event. An invoice's messages form one stream, kept in order."""

from collections.abc import Callable, Iterable

from jupiter_core.domain.approvers import who_is_asked
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.event_details import (
    ApprovalReassigned,
    ApproversReminded,
    MailOutcome,
    ReminderSent,
)
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.workspace import Workspace
from jupiter_core.outbox.messages import (
    EMAIL,
    SLACK,
    MessageKind,
    ask_message,
    contract_stream,
    direct_message,
    email_stream,
    invoice_stream,
)
from jupiter_core.ports import Message

_KINDS: dict[EventName, tuple[MessageKind, ...]] = {
    EventName.INVOICE_CREATED: (),
    EventName.INVOICE_CARRIED_OVER: (),
    EventName.INVOICE_SUBMITTED: (
        MessageKind.CARD,
        MessageKind.APPROVAL_REQUEST,
        MessageKind.DOCUMENT,
    ),
    EventName.INVOICE_EDITED: (MessageKind.CARD,),
    EventName.INVOICE_APPROVAL_VOIDED: (
        MessageKind.CARD,
        MessageKind.NOTICE,
        MessageKind.APPROVAL_REQUEST,
        MessageKind.DOCUMENT,
    ),
    EventName.INVOICE_APPROVED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_CHANGES_REQUESTED: (
        MessageKind.APPROVAL_CLOSED,
        MessageKind.CARD,
        MessageKind.NOTICE,
    ),
    EventName.INVOICE_ISSUED: (MessageKind.CARD, MessageKind.NOTICE, MessageKind.DOCUMENT),
    EventName.INVOICE_VIEWED: (MessageKind.NOTICE,),
    EventName.INVOICE_PO_NUMBER_ADDED: (
        MessageKind.ANNOUNCEMENT,
        MessageKind.DOCUMENT,
        MessageKind.CARD,
    ),
    EventName.INVOICE_AMENDED: (MessageKind.ANNOUNCEMENT, MessageKind.DOCUMENT, MessageKind.CARD),
    EventName.INVOICE_PAYMENT_RECORDED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_PAID: (MessageKind.CARD, MessageKind.ANNOUNCEMENT),
    EventName.INVOICE_PAYMENT_REVERSED: (MessageKind.CARD, MessageKind.ANNOUNCEMENT),
    EventName.INVOICE_PAYMENT_RELEASED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_SETTLED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_SETTLEMENT_UNDONE: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REFUNDED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REFUND_UNDONE: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_VOIDED: (MessageKind.CARD, MessageKind.ANNOUNCEMENT),
    EventName.INVOICE_LINK_REPLACED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_SCHEDULED: (MessageKind.CARD, MessageKind.DOCUMENT),
    EventName.INVOICE_HELD: (MessageKind.CARD, MessageKind.NOTICE, MessageKind.APPROVAL_REQUEST),
    EventName.INVOICE_PO_NUMBER_MISSING: (MessageKind.ANNOUNCEMENT,),
    EventName.INVOICE_PO_NUMBER_CARRIED: (MessageKind.CARD,),
    EventName.INVOICE_CREDITED: (MessageKind.CARD, MessageKind.ANNOUNCEMENT, MessageKind.DOCUMENT),
    EventName.INVOICE_E_INVOICE_ASKED_FOR: (MessageKind.E_INVOICE,),
    EventName.INVOICE_EMAIL_ASKED_FOR: (MessageKind.CARD,),
    EventName.INVOICE_EMAILED: (MessageKind.NOTICE,),
    EventName.INVOICE_EMAIL_BOUNCED: (MessageKind.NOTICE,),
    EventName.INVOICE_LINK_TO_SEND: (MessageKind.NOTICE,),
    EventName.INVOICE_EMAIL_WAITS: (MessageKind.NOTICE,),
    EventName.INVOICE_EMAIL_WITHHELD: (MessageKind.NOTICE,),
    EventName.INVOICE_APPROVAL_REMINDED: (),
    EventName.CONTRACT_APPROVAL_REMINDED: (),
    EventName.INVOICE_APPROVAL_REASSIGNED: (MessageKind.CARD, MessageKind.APPROVAL_COUNTED),
    EventName.CONTRACT_APPROVAL_REASSIGNED: (
        MessageKind.CONTRACT_CARD,
        MessageKind.CONTRACT_COUNTED,
    ),
    EventName.INVOICE_OVERDUE: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REMINDED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REMINDER_HELD: (MessageKind.NOTICE,),
    EventName.INVOICE_PO_NEARLY_USED: (MessageKind.NOTICE,),
    EventName.INVOICE_PO_EXPIRES: (MessageKind.NOTICE,),
    EventName.INVOICE_DISPUTED: (MessageKind.CARD, MessageKind.ANNOUNCEMENT),
    EventName.INVOICE_DISPUTE_RESOLVED: (
        MessageKind.DISPUTE_CLOSED,
        MessageKind.CARD,
        MessageKind.NOTICE,
    ),
    EventName.INVOICE_PAYMENT_PROMISED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REMINDERS_PAUSED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REMINDERS_RESUMED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_UPLOADED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_UPLOAD_UNDONE: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_UPLOAD_REMINDED: (MessageKind.NOTICE,),
    EventName.INVOICE_PORTAL_FILES_ASKED_FOR: (MessageKind.PORTAL_FILES,),
    EventName.INVOICE_AP_EMAIL_PROPOSED: (MessageKind.NOTICE,),
    EventName.INVOICE_AP_EMAIL_CONFIRMED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_AP_EMAIL_DISCARDED: (
        MessageKind.ANNOUNCEMENT,
        MessageKind.DOCUMENT,
        MessageKind.CARD,
    ),
    EventName.INVOICE_CHANGE_HELD: (MessageKind.NOTICE,),
    EventName.INVOICE_CHANGE_PROPOSED: (MessageKind.ANNOUNCEMENT,),
    EventName.INVOICE_CHANGE_CONFIRMED: (MessageKind.NOTICE,),
    EventName.INVOICE_CHANGE_DISCARDED: (MessageKind.NOTICE,),
    EventName.INVOICE_AP_LINK_TAKEN: (MessageKind.NOTICE,),
    EventName.INVOICE_FORWARDED: (MessageKind.NOTICE,),
    EventName.INVOICE_FORWARD_PROPOSED: (MessageKind.ANNOUNCEMENT,),
    EventName.INVOICE_FORWARD_CONFIRMED: (MessageKind.NOTICE,),
    EventName.INVOICE_FORWARD_REVOKED: (MessageKind.NOTICE,),
    EventName.INVOICE_QUESTION_ASKED: (MessageKind.ANNOUNCEMENT,),
    EventName.INVOICE_QUESTION_ANSWERED: (MessageKind.NOTICE,),
    EventName.INVOICE_PO_DOCUMENT_RECEIVED: (MessageKind.ANNOUNCEMENT, MessageKind.PO_DOCUMENT),
    EventName.INVOICE_CHANNEL_CHANGED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REISSUED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.INVOICE_REPLACED: (MessageKind.CARD, MessageKind.NOTICE),
    EventName.CREDIT_NOTE_ISSUED: (MessageKind.CARD, MessageKind.NOTICE, MessageKind.DOCUMENT),
    EventName.CONTRACT_CREATED: (),
    EventName.CONTRACT_EDITED: (MessageKind.CONTRACT_CARD,),
    EventName.CONTRACT_SUBMITTED: (MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_REQUEST),
    EventName.CONTRACT_APPROVED: (MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_NOTICE),
    EventName.CONTRACT_CHANGES_REQUESTED: (
        MessageKind.CONTRACT_CLOSED,
        MessageKind.CONTRACT_CARD,
        MessageKind.CONTRACT_NOTICE,
    ),
    EventName.CONTRACT_PO_NUMBER_ADDED: (MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_NOTICE),
    EventName.CONTRACT_PO_NUMBER_PROPOSED: (MessageKind.CONTRACT_NOTICE,),
    EventName.CONTRACT_PO_NUMBER_DISCARDED: (MessageKind.CONTRACT_NOTICE,),
    EventName.CONTRACT_ENDED: (MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_ANNOUNCEMENT),
    EventName.CONTRACT_CHANNEL_CHANGED: (
        MessageKind.CONTRACT_CARD,
        MessageKind.CONTRACT_NOTICE,
    ),
    EventName.CONTRACT_RENEWAL_PROPOSED: (
        MessageKind.CONTRACT_CARD,
        MessageKind.CONTRACT_ANNOUNCEMENT,
    ),
    EventName.CONTRACT_RENEWAL_DISMISSED: (
        MessageKind.CONTRACT_CARD,
        MessageKind.CONTRACT_NOTICE,
    ),
    EventName.CONTRACT_MILESTONE_ACCEPTED: (
        MessageKind.CONTRACT_CARD,
        MessageKind.CONTRACT_ANNOUNCEMENT,
    ),
    EventName.CONTRACT_INDEX_ASKED: (
        MessageKind.CONTRACT_CARD,
        MessageKind.CONTRACT_ANNOUNCEMENT,
    ),
    EventName.CONTRACT_MILESTONE_EXPECTED: (MessageKind.CONTRACT_NOTICE,),
    EventName.CONTRACT_RENEWED: (MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_NOTICE),
    EventName.CREDIT_USED: (MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_NOTICE),
    EventName.CREDIT_EXPIRED: (MessageKind.CONTRACT_CARD, MessageKind.CONTRACT_NOTICE),
    EventName.INVOICE_MESSAGE_UNDELIVERED: (),
    EventName.INVOICE_MESSAGE_RESENT: (),
    EventName.CONTRACT_MESSAGE_UNDELIVERED: (),
    EventName.CONTRACT_MESSAGE_RESENT: (),
    EventName.INVOICE_LOOK_ALIKE_APPROVED: (MessageKind.ANNOUNCEMENT,),
    EventName.CONTRACT_LOOK_ALIKE_APPROVED: (MessageKind.CONTRACT_ANNOUNCEMENT,),
}


_REMINDING = frozenset({EventName.INVOICE_APPROVAL_REMINDED, EventName.CONTRACT_APPROVAL_REMINDED})
"""With which approvers are asked again, each directly, and the thread hears nothing."""
_OVERDUE = EventName.INVOICE_OVERDUE
"""Of what was overdue when it came from another system, the summary of the file is enough."""
_UNTOLD = frozenset(
    {
        EventName.SENDER_PROFILE_CREATED,
        EventName.CUSTOMER_CREATED,
        EventName.PRODUCT_CREATED,
        EventName.PRODUCT_CHANGED,
        EventName.EXPORTED,
        EventName.MESSAGES_RESENT,
        EventName.WORKSPACE_MESSAGE_UNDELIVERED,
        EventName.PURCHASE_ORDER_RECORDED,
        EventName.PURCHASE_ORDER_CHANGED,
        EventName.PURCHASE_ORDER_CLOSED,
    }
)
"""What concerns no deal and is kept without telling anybody: of a new entity people hear by its
bank accounts, without which nothing can be sent; a new customer's recipient is shown where it is
approved, and so is each line that a product filled."""
_MOVED = frozenset({EventName.INVOICE_CHANNEL_CHANGED, EventName.CONTRACT_CHANNEL_CHANGED})
_ASKING: dict[type[Invoice] | type[Contract], tuple[MessageKind, MessageKind]] = {
    Invoice: (MessageKind.APPROVAL_CLOSED, MessageKind.APPROVAL_REQUEST),
    Contract: (MessageKind.CONTRACT_CLOSED, MessageKind.CONTRACT_REQUEST),
}
_ISSUED = frozenset({EventName.INVOICE_ISSUED, EventName.CREDIT_NOTE_ISSUED})
_MAILED = _ISSUED | {EventName.INVOICE_EMAIL_ASKED_FOR}


def route(
    event: Event,
    subject: Invoice | Contract | Payment | None,
    workspace: Workspace,
    new_id: Callable[[], str],
    also: Iterable[str] = (),
) -> list[Message]:
    """The messages of one event to people, in the order in which they are to arrive.

    What concerns no deal is told to every approver, to every admin, and to the people `also`
    (Slack user ids); of a payment, the threads of its invoices are. What has no deal channel yet,
    or was never submitted there, is told to nobody in Slack.
    """
    if subject is None:
        if _is_told_in_channel(event, workspace):
            return []
        told = (
            each for each in (*workspace.policy.people, *also) if each not in workspace.departed
        )
        return _notices(event, told, new_id)
    if isinstance(subject, Payment):
        return []
    if isinstance(subject, Contract):
        stream, named = contract_stream(subject.id), {"contract_id": subject.id}
    else:
        stream, named = invoice_stream(subject.id), {"invoice_id": subject.id}
    body = {"event_id": event.id, "sequence": event.sequence, **named}
    heard = bool(subject.deal_channel) and not _is_unheard_of(subject)
    ways = [(SLACK, stream, kind) for kind in _kinds(event, subject) if heard]
    if _is_mailed(event) and not _needs_no_mail(event, subject):
        ways.append((EMAIL, email_stream(subject.id), MessageKind.EMAIL))
    asks = _asks(event, subject, workspace) if heard else ()
    return [
        *(
            Message(
                id=new_id(),
                workspace_id=event.workspace_id,
                stream=stream,
                destination=destination,
                kind=kind,
                body=body,
                lane=subject.deal_channel if destination == SLACK else "",
                supersedes=kind is MessageKind.CARD and event.name in _ISSUED,
            )
            for destination, stream, kind in ways
        ),
        *(ask_message(event, named, subject.id, each, new_id()) for each in asks),
    ]


def _is_told_in_channel(event: Event, workspace: Workspace) -> bool:
    """A file that changed nothing which people hear of directly: the finance channel has it."""
    return (
        event.name is EventName.IMPORTED and not event.changes and bool(workspace.finance_channel)
    )


def _asks(event: Event, subject: Invoice | Contract, workspace: Workspace) -> list[str]:
    """The people who are asked directly: approvers who have not written it, or their delegates,
    wherever the deal's own thread asks; again where they are reminded; and those to whom it is
    reassigned."""
    asking = {MessageKind.APPROVAL_REQUEST, MessageKind.CONTRACT_REQUEST}
    told = event.details
    to = told.asked if isinstance(told, (ApprovalReassigned, ApproversReminded)) else None
    if event.name not in _REMINDING and to is None and not asking & set(_kinds(event, subject)):
        return []
    if not _is_asked(subject):
        return []
    asked = who_is_asked(workspace, subject.writers, subject.approvals, event.at)
    return [each.person for each in asked if to is None or each.person in to]


def _is_mailed(event: Event) -> bool:
    reminded = isinstance(event.details, ReminderSent) and event.details.email
    return event.name in _MAILED or (event.name is EventName.INVOICE_REMINDED and reminded)


def _needs_no_mail(event: Event, subject: Invoice | Contract) -> bool:
    """Where nothing is to pay, nobody is sent a bill; a person may still send it."""
    issued = event.name is EventName.INVOICE_ISSUED
    return issued and isinstance(subject, Invoice) and subject.is_nil


def _is_unheard_of(subject: Invoice | Contract) -> bool:
    """A draft that nobody has submitted: there is no card that could be brought up to date."""
    if isinstance(subject, Contract):
        return subject.submitted_by is None and not subject.revision and not subject.reason
    return subject.submitted_by is None


def _kinds(event: Event, subject: Invoice | Contract) -> tuple[MessageKind, ...]:
    kinds = _KINDS[event.name]
    if event.name is EventName.INVOICE_LINK_TO_SEND and _is_to_upload(event, subject):
        return (*kinds, MessageKind.PORTAL_FILES)
    if isinstance(subject, Invoice) and subject.came_overdue and _OVERDUE is event.name:
        return ()
    if isinstance(event.details, MailOutcome) and _is_one_more(event.name, event.details):
        return ()
    if event.name in _MOVED and _is_asked(subject):
        closed, asking = _ASKING[type(subject)]
        return (closed, *kinds, asking)
    if isinstance(subject, Contract):
        agreed = event.name is EventName.CONTRACT_APPROVED and subject.proposal is None
        if agreed:
            return (MessageKind.CONTRACT_CLOSED, *kinds)
        one_more = event.name is EventName.CONTRACT_APPROVED
        return (MessageKind.CONTRACT_COUNTED, *kinds) if one_more else kinds
    settled = event.name is EventName.INVOICE_APPROVED and subject.state is State.APPROVED
    withdrawn = event.name is EventName.INVOICE_VOIDED and subject.number is None
    if settled and _is_issued_next(event, subject):
        return (MessageKind.CARD, MessageKind.APPROVAL_CLOSED)
    if settled or withdrawn:
        return (MessageKind.APPROVAL_CLOSED, *kinds)
    if event.name is EventName.INVOICE_APPROVED:
        return (MessageKind.APPROVAL_COUNTED, MessageKind.CARD)
    scheduled = event.name is EventName.INVOICE_SCHEDULED
    asks = scheduled and subject.state is State.PENDING_APPROVAL
    return (*kinds, MessageKind.NOTICE, MessageKind.APPROVAL_REQUEST) if asks else kinds


def _is_to_upload(event: Event, subject: Invoice | Contract) -> bool:
    """Told with the issue: a mail that a person asks for later is sent by mail or by hand."""
    told = isinstance(event.details, MailOutcome) and event.details.is_on_portal
    return told and isinstance(subject, Invoice) and subject.upload_due


def _is_one_more(name: EventName, mail: MailOutcome) -> bool:
    """The thread hears of one mail, and of every one that bounced."""
    return name is EventName.INVOICE_EMAILED and mail.beside


def _is_issued_next(event: Event, invoice: Invoice) -> bool:
    """Its date has come: the same transaction issues it and tells of that, and the closed request
    says who approved it."""
    content = invoice.content
    return content.issue_date <= content.seller.today(event.at)


def _is_asked(subject: Invoice | Contract) -> bool:
    """Whether finance has been asked about it and has not answered yet."""
    if isinstance(subject, Contract):
        return subject.proposal is not None and subject.submitted_by is not None
    return subject.state is State.PENDING_APPROVAL


def _notices(event: Event, people: Iterable[str], new_id: Callable[[], str]) -> list[Message]:
    if event.name in _UNTOLD:
        return []
    told = tuple(dict.fromkeys(each for each in people if each))
    admins = Message(
        id=new_id(),
        workspace_id=event.workspace_id,
        stream=f"admins:{event.id}",
        destination=SLACK,
        kind=MessageKind.ADMINS,
        body={"event_id": event.id, "told": list(told)},
        skippable=True,
    )
    return [*(direct_message(event, each, new_id()) for each in told), admins]
