"""What AP says by link as the thread hears it, and the modal in which it is answered."""

from bot.slack.metadata import ModalMetadata, SubjectRef, subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import about, form
from bot.slack.views.rich_text import Rendered, quote
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.figures import day
from bot.wording.names import VALUE_LIMIT, start, title, who
from bot.wording.text import full_stop, shortened
from jupiter_core.domain.conversation import TEXT_LIMIT, Remark
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient

ANSWER, ANSWER_FORM, TEXT = "invoice_answer", "invoice_answer_form", "text"
RESOLVE, RESOLVE_FORM = "invoice_resolve_dispute", "invoice_resolve_dispute_form"
_NO_SERVER = "No mail server is set up here: the answer is shown on the invoice's page only."
_NOBODY = "E-mail goes to no known address of the customer: the answer is shown on the page only."


def conversation_told(event: Event, invoice: Invoice, remark: Remark | None) -> Notification | None:
    """None for an event of another subject."""
    match event.name:
        case EventName.INVOICE_QUESTION_ASKED:
            return _asked(event, invoice, remark)
        case EventName.INVOICE_QUESTION_ANSWERED:
            return _answered(event, invoice, remark)
        case EventName.INVOICE_DISPUTED:
            return _disputed(event, invoice, remark)
        case EventName.INVOICE_PAYMENT_PROMISED if remark and remark.text:
            return _promised(event, invoice, remark)
        case _:
            return None


def dispute_closed(
    event: Event, invoice: Invoice, remark: Remark | None, resolved: Event
) -> Rendered:
    """What told of a dispute, once `resolved` ended it; what AP said can still be answered."""
    by = asking(event, invoice) if remark else who(event.by, invoice)
    when = day(invoice.content.seller.today(resolved.at))
    return Notification(
        (b.words(f"{by} disputed {full_stop(title(invoice))}"),),
        said=_reason(event, remark),
        after=(b.words(f"Resolved by {who(resolved.by, invoice)} on {when}."),),
        buttons=(answer_button(remark),) if remark else (),
    ).rendered()


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
    hint = f"{_goes(to, mails=mails)} Everyone with the customer's link for changes reads it too."
    element = b.text_input(TEXT, multiline=True, most=TEXT_LIMIT)
    fields = [about(invoice)]
    if asked.text:
        fields.append(quote(asked.text))
    fields.append(b.field(TEXT, "Your answer", element, hint=hint))
    return form("Answer", ANSWER_FORM, fields, metadata, submit="Send")


def resolve_form(
    invoice: Invoice,
    disputed: Remark | None,
    to: Recipient | None,
    metadata: ModalMetadata,
    *,
    mails: bool,
) -> b.Block:
    """How a dispute ended; `disputed` and `to` are None where AP did not dispute by link."""
    if to is None:
        goes = "Visible to everyone in this thread and on the customer's page."
    else:
        goes = f"{_goes(to, mails=mails)} Visible in this thread and on the customer's page."
    known = invoice.awaiting.dispute
    element = b.text_input(TEXT, multiline=True, most=TEXT_LIMIT)
    fields = [about(invoice)]
    if known:
        fields.append(b.facts([("Disputed", shortened(known.reason, VALUE_LIMIT))]))
    if disputed and disputed.text:
        fields.append(quote(disputed.text))
    fields.append(b.field(TEXT, "Outcome", element, hint=f"{goes} Reminders go on."))
    return form("Resolve dispute", RESOLVE_FORM, fields, metadata, submit="Resolve")


def _goes(to: Recipient, *, mails: bool) -> str:
    if not mails:
        return _NO_SERVER
    return f"By e-mail to {to.words}." if to.email else _NOBODY


def _disputed(event: Event, invoice: Invoice, remark: Remark | None) -> Notification:
    by = asking(event, invoice) if remark else who(event.by, invoice)
    named = full_stop(title(invoice))
    resolve = b.button("Resolve dispute", RESOLVE, value=subject_of(invoice))
    return Notification(
        (b.words(f"{by} disputes {named} Reminders stop until this is resolved."),),
        said=_reason(event, remark),
        buttons=(answer_button(remark), resolve) if remark else (resolve,),
    )


def _reason(event: Event, remark: Remark | None) -> str:
    return f"{event.note}: {remark.text}" if remark and remark.text else event.note


def _promised(event: Event, invoice: Invoice, remark: Remark) -> Notification:
    when = day(remark.promised) if remark.promised else "a later day"
    lead = f"{asking(event, invoice)} says that {title(invoice)} will be paid on {when}."
    return Notification(
        (b.words(lead),),
        said=remark.text,
        after=(b.words("No reminders go out until then."),),
        buttons=(answer_button(remark),),
    )


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
