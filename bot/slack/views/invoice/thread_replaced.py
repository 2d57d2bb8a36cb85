"""What the thread of an invoice is told of the one that takes its place."""

from bot.slack.metadata import SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.names import title, who
from bot.wording.text import NAME_LIMIT, full_stop, shortened
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State

_EDIT = "invoice_edit"


def replaced_telling(event: Event, invoice: Invoice) -> Notification:
    """That it is drafted anew, with a button that opens the draft; later, under which number the
    new one was issued."""
    other = invoice.replaced_by
    if event.name is EventName.INVOICE_REPLACED or other is None:
        number = shortened(event.note, NAME_LIMIT)
        return plainly(f"{title(invoice)} is replaced by {full_stop(number)}")
    lead = f"{who(event.by, invoice)} drafted {title(invoice)} anew, with all of its content. "
    if invoice.state is not State.VOID:
        lead += "It stays due until its credit note is approved. "
    lead += "The new draft waits to be corrected and submitted."
    value = str(SubjectRef(other.invoice_id, 1))
    edit = b.button("Edit the new draft", _EDIT, value=value, style="primary")
    return Notification((b.words(lead),), said=event.note, buttons=(edit,))
