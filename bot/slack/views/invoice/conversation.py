"""What AP says by link as the thread hears it, and the modal in which it is answered."""

from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import about, form
from bot.slack.views.rich_text import quote
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.names import VALUE_LIMIT, start, title, who
from bot.wording.text import full_stop, shortened
from jupiter_core.domain.conversation import TEXT_LIMIT, Remark
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient

ANSWER, ANSWER_FORM, TEXT = "invoice_answer", "invoice_answer_form", "text"
_NO_SERVER = "No mail server is set up here: the answer is shown on the invoice's page only."
_NOBODY = "E-mail goes to no known address of the customer: the answer is shown on the page only."


def conversation_told(event: Event, invoice: Invoice, remark: Remark | None) -> Notification | None:
    """None for an event of another subject."""
    match event.name:
        case EventName.INVOICE_QUESTION_ASKED:
            return _asked(event, invoice, remark)
        case EventName.INVOICE_QUESTION_ANSWERED:
            return _answered(event, invoice, remark)
        case _:
            return None


def answer_button(remark: Remark) -> b.Block:
    """Opens the modal for what AP said."""
    return b.button("Answer", ANSWER, value=str(SubjectRef(remark.id, 0)), style="primary")


def asking(event: Event, invoice: Invoice) -> str:
    """Who it was, with the address that they gave."""
    return f"{who(event.by, invoice)}, {shortened(event.by.email, VALUE_LIMIT)},"


def answer_form(
    invoice: Invoice, asked: Remark, to: Recipient, metadata: ModalMetadata, *, mails: bool
) -> b.Block:
    """What was asked, to whom the answer goes, and who else reads it."""
    goes = _NO_SERVER if not mails else f"By e-mail to {to.words}." if to.email else _NOBODY
    hint = f"{goes} Everyone with the customer's link for changes reads it too."
    element = b.text_input(TEXT, multiline=True, most=TEXT_LIMIT)
    fields = [about(invoice)]
    if asked.text:
        fields.append(quote(asked.text))
    fields.append(b.field(TEXT, "Your answer", element, hint=hint))
    return form("Answer", ANSWER_FORM, fields, metadata, submit="Send")


def _asked(event: Event, invoice: Invoice, remark: Remark | None) -> Notification:
    lead = f"{asking(event, invoice)} asked about {title(invoice)}:"
    if remark is None:
        return plainly(f"{asking(event, invoice)} asked about {full_stop(title(invoice))}")
    buttons = (answer_button(remark),)
    return Notification((b.words(lead),), said=remark.text, buttons=buttons)


def _answered(event: Event, invoice: Invoice, remark: Remark | None) -> Notification:
    by = who(event.by, invoice)
    if remark is None:
        return plainly(f"{by} answered accounts payable about {full_stop(title(invoice))}")
    where = f", by e-mail to {shortened(remark.mailed_to, VALUE_LIMIT)}" if remark.mailed_to else ""
    lead = f"{by} answered about {title(invoice)} on its page{where}:"
    return Notification((b.words(start(lead)),), said=remark.text)
