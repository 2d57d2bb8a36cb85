"""What the thread hears of a purchase order that AP uploaded, and how the file is had again."""

from bot.slack.metadata import SubjectRef, subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_actions import ADD_PO
from bot.slack.views.thread_message import Notification
from bot.wording.figures import amount, day
from bot.wording.names import VALUE_LIMIT, title, who
from bot.wording.text import full_stop, shortened
from jupiter_core.domain.event_details import PoDocumentCame
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.po_document import PoDocument

RECORD_PO, SEND_FILE = "invoice_record_po", "invoice_po_file"
_UNREAD = "We couldn't read a PO number in it."
_ACTIVE = (
    "⚠️ This PDF has scripts or attached files in it. Open it in a viewer that does not run them."
)


def po_document_told(event: Event, invoice: Invoice) -> Notification | None:
    """None for an event of another subject. What was read is a proposal: a person takes it."""
    came = event.details
    if not isinstance(came, PoDocumentCame):
        return None
    name = shortened(came.name, VALUE_LIMIT)
    lead = f"{who(event.by, invoice)} uploaded a purchase order for {title(invoice)}: {name}"
    said = _said(came)
    words = f"It says {said}. Check it against the file." if said else _UNREAD
    after = [words, *([_ACTIVE] if came.active else [])]
    return Notification(
        (b.words(full_stop(lead)),),
        after=(b.words(" ".join(after)),),
        buttons=(_button(came, invoice),),
    )


def _said(came: PoDocumentCame) -> str:
    if not came.po_number:
        return ""
    parts = [f"PO {shortened(came.po_number, VALUE_LIMIT)}"]
    if came.amount:
        parts.append(amount(came.amount))
    if came.valid_until:
        parts.append(f"valid until {day(came.valid_until)}")
    return ", ".join(parts)


def _button(came: PoDocumentCame, invoice: Invoice) -> b.Block:
    if not came.po_number:
        return b.button("Add PO", ADD_PO, value=subject_of(invoice))
    value = str(SubjectRef(came.document_id, 0))
    return b.button("Review and record", RECORD_PO, value=value, style="primary")


def document_rows(documents: list[PoDocument], invoice: Invoice) -> list[b.Block]:
    """In the history: each with a button that sends the file to whoever presses it."""
    return [
        {
            **b.section(b.plain(_row(each, invoice))),
            "accessory": b.button("Send me the file", SEND_FILE, value=str(SubjectRef(each.id, 0))),
        }
        for each in documents
    ]


def _row(document: PoDocument, invoice: Invoice) -> str:
    by, at = who(document.by, invoice), day(document.at.date())
    return f"📎 {shortened(document.name, VALUE_LIMIT)} · purchase order from {by}, {at}"
