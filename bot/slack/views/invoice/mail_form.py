"""Send to AP: to whom and under which subject, before anything is sent; and what became of it."""

from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import about, form
from bot.slack.views.warnings import mailed_to
from bot.wording.documents import file_name
from bot.wording.names import VALUE_LIMIT, start, title
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient

SEND_FORM = "invoice_send_form"
BY_HAND = (
    "No mail server is set up here: the link is posted in the thread, for you to send yourself."
)
ASKED = (
    "Nothing was ever sent there for this customer: someone in the thread has to confirm it first."
)


def send_form(
    invoice: Invoice,
    recipient: Recipient,
    metadata: ModalMetadata,
    *,
    subject: str,
    mails: bool,
) -> b.Block:
    """It is about the invoice as it is now, however old the card is whose button was pressed."""
    facts = [
        mailed_to(recipient),
        ("Subject", shortened(subject, VALUE_LIMIT)),
        ("Attached", file_name(invoice)),
    ]
    notes = [note for said, note in ((not mails, BY_HAND), (_any_new(recipient), ASKED)) if said]
    now = ModalMetadata(metadata.nonce, SubjectRef(invoice.id, invoice.sequence))
    fields = [about(invoice), b.facts(facts), *(b.context(each) for each in notes)]
    return form("Send to AP", SEND_FORM, fields, now, submit="Send")


def _any_new(recipient: Recipient) -> bool:
    return any(each.is_new for each in recipient.everybody)


def sent_view(invoice: Invoice, recipient: Recipient, *, mails: bool) -> b.Block:
    """In the place of the form, once it is asked for."""
    to = shortened(recipient.words, NAME_LIMIT)
    known = [each for each in recipient.everybody if not each.is_new]
    more = len(known) - 1
    beside = f" and {more} more {'contact' if more == 1 else 'contacts'}" if more > 0 else ""
    if recipient.is_new:
        said = f"{start(title(invoice))} waits: someone in the thread has to confirm {to}."
    elif mails:
        way = f"{start(title(invoice))} is on its way to {to}{beside}."
        said = f"{way} The thread says when it was sent."
    else:
        said = f"The link to {title(invoice)} is in the thread, for you to send to {to}."
    return b.modal("Send to AP", [b.section(b.plain(said))], callback_id="said")
