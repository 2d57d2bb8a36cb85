"""What people see of putting an invoice on its customer's portal: due, done, and its files."""

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.figures import day
from bot.wording.names import start, title, who
from bot.wording.text import NAME_LIMIT, full_stop, shortened
from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State

MARK_UPLOADED, UNDO_UPLOADED = "invoice_mark_uploaded", "invoice_undo_uploaded"
PORTAL_FILES = "invoice_portal_files"


def upload_telling(event: Event, invoice: Invoice, url: str) -> Notification | None:
    """None for an event of another subject. `url` only reads."""
    by, named = who(event.by, invoice), title(invoice)
    match event.name:
        case EventName.INVOICE_LINK_TO_SEND if is_told_to_upload(event) and invoice.upload:
            return _due(invoice, url)
        case EventName.INVOICE_UPLOAD_REMINDED:
            issued = day(invoice.content.issue_date)
            lead = f"{start(named)}, issued on {issued}, is not on {portal_of(invoice)} yet."
            return Notification((b.words(lead),), buttons=(_mark(invoice),))
        case EventName.INVOICE_UPLOADED:
            return plainly(f"{by} put {named} on {full_stop(portal_of(invoice))}")
        case EventName.INVOICE_UPLOAD_UNDONE:
            lead = f"{by} took back that {named} was uploaded. It is due on {portal_of(invoice)}."
            return Notification((b.words(lead),), buttons=(_mark(invoice),))
        case _:
            return None


def is_told_to_upload(event: Event) -> bool:
    """Whether it came with the issue, and not with a mail that could not be sent."""
    return isinstance(event.details, MailOutcome) and event.details.is_on_portal


def _due(invoice: Invoice, url: str) -> Notification:
    """Nothing is mailed; a person puts it there and ticks it off."""
    lead = f"Upload due: put {title(invoice)} on {full_stop(portal_of(invoice))}"
    after = (
        "Nothing was e-mailed: this customer takes invoices on their portal. The portal's files "
        "follow here; mark it as uploaded once it is there."
    )
    view = b.button("Open the link", "invoice_view", value=subject_of(invoice), url=url)
    return Notification(
        (b.words(lead, bold=True),), after=(b.words(after),), buttons=(_mark(invoice), view)
    )


def _mark(invoice: Invoice) -> b.Block:
    return b.button("Mark as uploaded", MARK_UPLOADED, value=subject_of(invoice), style="primary")


def portal_of(invoice: Invoice) -> str:
    """`Coupa`."""
    return shortened(invoice.upload.portal, NAME_LIMIT) if invoice.upload else "their portal"


def upload_facts(invoice: Invoice) -> list[tuple[str, str]]:
    """How it stands, for the card."""
    upload = invoice.upload
    if upload is None or invoice.state is State.VOID:
        return []
    if upload.by is None or upload.at is None:
        return [("Upload", f"Due on {portal_of(invoice)}")]
    newer = f", version {upload.revision}; now version {invoice.revision}"
    behind = newer if upload.revision != invoice.revision else ""
    by = shortened(upload.by.name, NAME_LIMIT)
    done = f"On {portal_of(invoice)} since {day(upload.at.date())}, by {by}"
    return [("Upload", f"{done}{behind}")]
