"""What the customer's AP says about an invoice by link, and what the deal team answers."""

from jupiter_core.commands.record import publish
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.conversation import TEXT_LIMIT, Remark, Topic, expect_room
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.payment_instructions.find import (
    expect_no_account_numbers,
    expect_no_payment_words,
)
from jupiter_core.domain.refusals import NotFound, Refusal, Required
from jupiter_core.domain.text import paragraph_of
from jupiter_core.outbox.messages import answer_message
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.recipient import mail_recipient, recipient_at


class AskQuestion(Frozen):
    """By AP. The text is kept as a message, and told to nobody but this workspace."""

    by: Actor
    invoice_id: str
    text: str


class Answer(Frozen):
    """By the deal team, to the message `remark_id` of AP. `mails`: whether there is a mail
    server."""

    by: Actor
    remark_id: str
    text: str
    mails: bool


def ask_question(command: AskQuestion, uow: UnitOfWork) -> Remark:
    """The thread hears it. Raises TooMuchSaid, Required, TooLong, Unprintable or
    ValidationErrors for bank details."""
    invoice = uow.invoices.get(command.invoice_id)
    expect_room(uow.conversation.of(invoice.id), uow.now)
    text = said_by_ap(command.text, command.by, required=True)
    event = _event(uow, invoice, EventName.INVOICE_QUESTION_ASKED, command.by)
    remark = Remark(
        id=uow.new_id(),
        invoice_id=invoice.id,
        topic=Topic.QUESTION,
        text=text,
        by=command.by,
        at=uow.now,
        event_id=event.id,
    )
    uow.conversation.add(remark)
    publish(uow, event, invoice)
    return remark


def answer(command: Answer, uow: UnitOfWork) -> Remark:
    """It stands on AP's page, and goes by mail to whom `answered_to` names. Raises NotFound,
    Required, TooLong or Unprintable."""
    asked = uow.conversation.get(command.remark_id)
    if not asked.is_from_ap:
        raise NotFound("question", command.remark_id)
    invoice = uow.invoices.get(asked.invoice_id)
    to = answered_to(uow, invoice, asked).email if command.mails else ""
    event = _event(uow, invoice, EventName.INVOICE_QUESTION_ANSWERED, command.by)
    remark = Remark(
        id=uow.new_id(),
        invoice_id=invoice.id,
        topic=Topic.ANSWER,
        text=_text(command.text, "The answer", required=True),
        by=command.by,
        at=uow.now,
        event_id=event.id,
        answers=asked.id,
        mailed_to=to,
    )
    uow.conversation.add(remark)
    publish(uow, event, invoice)
    if to:
        uow.outbox.put(answer_message(uow.workspace_id, invoice.id, remark.id, uow.new_id()))
    return remark


def answered_to(uow: UnitOfWork, invoice: Invoice, asked: Remark) -> Recipient:
    """Whoever asked, where mails of this customer go to that domain already; else the AP contact,
    who may pass it on. Without an address where neither is known."""
    customer_id = invoice.content.bill_to.customer_id
    writer = recipient_at(uow, customer_id, asked.by.name, asked.by.email)
    if writer.home and not writer.is_new:
        return writer
    contact = mail_recipient(uow, invoice)
    return Recipient(name=contact.name, email="") if contact.is_new else contact


def said_by_ap(text: str, by: Actor, *, required: bool) -> str:
    """As it is kept: others with the link read it on the invoice's own page, so it names no bank
    account, and who proved nothing does not say where to pay either."""
    said = _text(text, "Your message", required=required)
    expect_no_payment_words({"name": by.name}, beside={})
    refuse = expect_no_payment_words if by.unverified else expect_no_account_numbers
    refuse({"text": said}, beside={})
    return said


def _text(text: str, what: str, *, required: bool) -> str:
    try:
        said = paragraph_of(text, what, TEXT_LIMIT)
        if required and not said:
            raise Required(what)
    except Refusal as refusal:
        raise refusal.at("text") from None
    return said


def _event(uow: UnitOfWork, invoice: Invoice, name: EventName, by: Actor) -> Event:
    """Without the words, which can be erased: an event cannot."""
    return Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=invoice.id,
        sequence=invoice.sequence,
        at=uow.now,
        by=by,
    )
