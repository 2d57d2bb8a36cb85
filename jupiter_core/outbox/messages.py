"""Messages that go out: where to, of what kind, and in which stream, which keeps its order."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jupiter_core.domain.aging import Aging
from jupiter_core.domain.events import Event
from jupiter_core.domain.search import Wanted
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.ports import Message

SLACK, EMAIL, WEBHOOK, ANCHOR = "slack", "email", "webhook", "anchor"
"""Destinations: each has its sender and its own drains, so that none waits for another."""


class MessageKind(StrEnum):
    """What a message is; how it looks is for its destination."""

    CARD = "card"
    """The deal's card in its channel: posted once, then kept up to date."""
    APPROVAL_REQUEST = "approval_request"
    """Asks finance, in the card's thread."""
    APPROVAL_CLOSED = "approval_closed"
    """Takes the buttons off the last request and says how it ended."""
    APPROVAL_COUNTED = "approval_counted"
    """Brings the open request up to the approvals that there are."""
    NOTICE = "notice"
    """Tells the thread of the event."""
    ANNOUNCEMENT = "announcement"
    """Tells the thread of the event, and the channel too."""
    DOCUMENT = "document"
    """The version's PDF, into the thread."""
    DISPUTE_CLOSED = "dispute_closed"
    """Says on what told of a dispute that it is resolved, and takes that button off."""
    E_INVOICE = "e_invoice"
    """The version's e-invoice files, into the thread, or why there are none."""
    PORTAL_FILES = "portal_files"
    """The files that the customer's portal takes, into the thread."""
    PO_DOCUMENT = "po_document"
    """The file of a purchase order as AP handed it over, into the thread."""
    CONTRACT_CARD = "contract_card"
    """The contract's card in the deal's channel; its invoices come into its thread."""
    CONTRACT_REQUEST = "contract_request"
    CONTRACT_CLOSED = "contract_closed"
    CONTRACT_COUNTED = "contract_counted"
    CONTRACT_NOTICE = "contract_notice"
    CONTRACT_ANNOUNCEMENT = "contract_announcement"
    """As their namesakes of an invoice."""
    SHOWN_CARD = "shown_card"
    """An invoice's card in a direct message, as it was sent before there was a window for it;
    kept up to date with the deal's."""
    PO_DOCUMENT_COPY = "po_document_copy"
    """The same, to one person who asked for it."""
    LIST_FILE = "list_file"
    """A list as a CSV file, to one person who asked for it."""
    STATEMENT = "statement"
    """What a bank's file brought, where it was dropped."""
    IMPORTED = "imported"
    """What a file of another system brought, to the finance channel or where it was dropped."""
    DIRECT = "direct"
    """To one person."""
    ADMINS = "admins"
    """To all admins of the workspace, whoever they are when it is sent."""
    AGING = "aging"
    """The week's aging, to the finance channel; or, as a picture, to one person who asked."""
    PAPER_PREVIEW = "paper_preview"
    """How a legal entity's invoices look, as a picture, to one person who asked."""
    ANCHOR = "anchor"
    """The head of the audit log, to a channel or a place of the operator's."""
    EMAIL = "email"
    """The invoice by mail to the customer's AP."""
    EMAIL_CODE = "email_code"
    """A code by mail to the customer's AP, for a change that somebody asked for by link."""
    EMAIL_ANSWER = "email_answer"
    """What the deal team answered, by mail to the customer's AP."""
    ASK_APPROVER = "ask_approver"
    """Asks one approver in a direct message; kept up to date with the deal's card."""
    EMAIL_FORWARD = "email_forward"
    """A link that AP forwarded, by mail to their colleague."""
    EXPORT = "export"
    """A period's records as a file, to the person who asked for it."""
    EVENT = "event"
    """An event to a webhook endpoint."""


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


def shown_stream(invoice_id: str) -> str:
    """The stream of an invoice's cards in direct messages; its thread does not wait for them."""
    return f"shown:{invoice_id}"


def person_stream(user_id: str) -> str:
    """The stream of what is told to one person."""
    return f"person:{user_id}"


def asked_stream(subject_id: str, user_id: str) -> str:
    """The stream of what one approver is asked of one subject: a dead one holds up no other."""
    return f"asked:{user_id}:{subject_id}"


def ask_message(
    event: Event, subject: Mapping[str, str], subject_id: str, user_id: str, message_id: str
) -> Message:
    """Asks one approver; `subject` is its id by its name in a body."""
    return Message(
        id=message_id,
        workspace_id=event.workspace_id,
        stream=asked_stream(subject_id, user_id),
        destination=SLACK,
        kind=MessageKind.ASK_APPROVER,
        body={"event_id": event.id, "user_id": user_id, **subject},
        skippable=True,
        lane=user_id,
    )


def export_message(
    workspace_id: str, user_id: str, request: dict[str, Any], message_id: str
) -> Message:
    """A file that is made when the message is sent. One that cannot be made holds up nothing."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=f"export:{message_id}",
        destination=SLACK,
        kind=MessageKind.EXPORT,
        body={"user_id": user_id, "request": request},
        skippable=True,
        lane=user_id,
    )


def list_file(workspace_id: str, user_id: str, wanted: Wanted, message_id: str) -> Message:
    """A list as a file to one person, read when it is sent."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=MessageKind.LIST_FILE,
        body={"user_id": user_id, "wanted": wanted.model_dump(mode="json")},
        skippable=True,
        lane=user_id,
    )


def po_document_copy(workspace_id: str, user_id: str, document_id: str, message_id: str) -> Message:
    """The file of a purchase order to one person who asked for it."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=MessageKind.PO_DOCUMENT_COPY,
        body={"user_id": user_id, "document_id": document_id},
        skippable=True,
        lane=user_id,
    )


def aging_picture(
    workspace_id: str, user_id: str, aging: Aging, message_id: str, *, everybody: bool
) -> Message:
    """The aging as it was read, with its chart as a picture, to one person; not `everybody` says
    that it is of what they drafted."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=MessageKind.AGING,
        body={
            "channel": user_id,
            "aging": aging.model_dump(mode="json"),
            "picture": True,
            "everybody": everybody,
        },
        skippable=True,
        lane=user_id,
    )


def paper_preview(workspace_id: str, user_id: str, profile_id: str, message_id: str) -> Message:
    """A sample invoice of the entity as it is when this is sent, to one person."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=MessageKind.PAPER_PREVIEW,
        body={"channel": user_id, "profile_id": profile_id},
        skippable=True,
        lane=user_id,
    )


def statement_message(
    workspace_id: str, file_hash: str, said: Mapping[str, Any], message_id: str
) -> Message:
    """The answer to a bank's file, drawn when it is sent. `said` names its `channel` and thread
    (`thread_ts`), or the message in whose place it comes (`ts`), and has what is not kept of it:
    `left_out`, and whether it came `again`."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=f"statement:{file_hash}",
        destination=SLACK,
        kind=MessageKind.STATEMENT,
        body={"file_hash": file_hash, **said},
        skippable=True,
        lane=said["channel"],
    )


def import_message(
    workspace_id: str, event_id: str, place: Mapping[str, str], message_id: str
) -> Message:
    """The summary of an import, drawn of its event. `place` names its `channel`, and the message in
    whose place it comes (`ts`), if any."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=f"import:{event_id}",
        destination=SLACK,
        kind=MessageKind.IMPORTED,
        body={"event_id": event_id, "place": dict(place)},
        skippable=True,
        lane=place["channel"],
    )


def code_message(workspace_id: str, invoice_id: str, held_id: str, message_id: str) -> Message:
    """The code of one change that waits for it; the row does not have it."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=code_stream(invoice_id),
        destination=EMAIL,
        kind=MessageKind.EMAIL_CODE,
        # Whoever reads the outbox must not get at a code: it is made when the mail is.
        body={"invoice_id": invoice_id, "held_id": held_id},
        skippable=True,
    )


def mail_beside(first: Message, email: str, message_id: str) -> Message:
    """The same mail as `first`, to another contact; neither holds up the other."""
    return first.model_copy(
        update={
            "id": message_id,
            "stream": f"beside:{message_id}",
            "body": {**first.body, "to": email},
            "skippable": True,
        }
    )


def answer_message(workspace_id: str, invoice_id: str, remark_id: str, message_id: str) -> Message:
    """One answer of the deal team to AP; its words are read when the mail is made."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=f"answer:{invoice_id}",
        destination=EMAIL,
        kind=MessageKind.EMAIL_ANSWER,
        body={"invoice_id": invoice_id, "remark_id": remark_id},
        skippable=True,
    )


def forward_message(workspace_id: str, invoice_id: str, link_id: str, message_id: str) -> Message:
    """A forwarded link to the colleague whose it is; the link is signed when the mail is made."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=f"forward:{invoice_id}",
        destination=EMAIL,
        kind=MessageKind.EMAIL_FORWARD,
        body={"invoice_id": invoice_id, "link_id": link_id},
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
        kind=MessageKind.EVENT,
        body={"endpoint_id": endpoint.id, "event_id": event.id, "payload": payload},
        skippable=True,
        lane=endpoint.id,
    )


def dead_letter_notice(message: Message, user_id: str, error: str, new_id: str) -> Message:
    """Tells whoever drafted the invoice that its thread is waiting for help."""
    body = {**message.body, "dead_letter_id": message.id, "error": error, "user_id": user_id}
    return _to_person(message.workspace_id, user_id, body, new_id)


def instead_of(notice: Message, user_id: str, new_id: str) -> Message:
    """The same notice to somebody else, where whom it was for has left."""
    body = {**notice.body, "user_id": user_id, "instead_of": notice.body["user_id"]}
    return _to_person(notice.workspace_id, user_id, body, new_id)


def direct_message(event: Event, user_id: str, message_id: str) -> Message:
    """One event to one person."""
    body = {"event_id": event.id, "user_id": user_id}
    return _to_person(event.workspace_id, user_id, body, message_id)


def _to_person(workspace_id: str, user_id: str, body: dict[str, Any], message_id: str) -> Message:
    """One that cannot be sent holds up nothing else that they hear."""
    return Message(
        id=message_id,
        workspace_id=workspace_id,
        stream=person_stream(user_id),
        destination=SLACK,
        kind=MessageKind.DIRECT,
        body=body,
        skippable=True,
        lane=user_id,
    )
