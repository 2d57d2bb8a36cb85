"""What the customer's AP says about an invoice by link, and what the deal team answers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from jupiter_core.commands.collection import (
    DisputeInvoice,
    PromisePayment,
    ResolveDispute,
    dispute_invoice,
    promise_payment,
    resolve_dispute,
)
from jupiter_core.commands.deal_team import expect_owner_in_deal_team
from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import publish
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.conversation import (
    TEXT_LIMIT,
    DisputeReason,
    Remark,
    Topic,
    expect_room,
)
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.payment_instructions.find import (
    expect_no_account_numbers,
    expect_no_payment_words,
)
from jupiter_core.domain.refusals import NotFound, NothingChanged, Refusal, Required
from jupiter_core.domain.text import paragraph_of
from jupiter_core.outbox.messages import answer_message
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.recipient import mail_recipient, recipient_at


class AskQuestion(Frozen):
    """By AP. The text is kept as a message, and told to nobody but this workspace."""

    by: Actor
    invoice_id: str
    text: str


class RaiseDispute(Frozen):
    """By AP. The reason is kept with the invoice, the text beside it."""

    by: Actor
    invoice_id: str
    reason: DisputeReason
    text: str


class AnnouncePayment(Frozen):
    """By AP: `date` is the day on which it will be paid."""

    by: Actor
    invoice_id: str
    date: dt.date
    text: str = ""


class SettleDispute(Frozen):
    """By the deal team: `text` says how it ended, and AP reads it; it may be empty where it is not
    `explained`. `mails`: whether there is a mail server. `expected_version` None takes whatever is
    there now."""

    by: Actor
    invoice_id: str
    text: str
    mails: bool
    explained: bool = True
    expected_version: int | None = None


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
    invoice = _heard(uow, command.invoice_id)
    text = said_by_ap(command.text, command.by, required=True)
    return _told(uow, invoice, EventName.INVOICE_QUESTION_ASKED, Topic.QUESTION, command.by, text)


def raise_dispute(command: RaiseDispute, uow: UnitOfWork) -> Remark:
    """Reminders stop. The same reason once more is one more message about the same dispute.

    Raises what `ask_question` raises, NotInState or NothingDue.
    """
    invoice = _heard(uow, command.invoice_id)
    by, reason = command.by, command.reason
    text = said_by_ap(command.text, by, required=reason is DisputeReason.OTHER)
    dispute = DisputeInvoice(
        by=by, invoice_id=invoice.id, expected_version=None, reason=reason.words
    )
    try:
        dispute_invoice(dispute, uow)
    except NothingChanged:
        name = EventName.INVOICE_QUESTION_ASKED
        return _told(uow, invoice, name, Topic.DISPUTE, by, text, reason=reason)
    event_id = _last(uow, invoice.id, EventName.INVOICE_DISPUTED)
    return _kept(uow, invoice.id, event_id, Topic.DISPUTE, by, text, reason=reason)


def announce_payment(command: AnnouncePayment, uow: UnitOfWork) -> Remark:
    """No reminder goes out before that day is over.

    Raises what `ask_question` raises, OutOfRange at `date`, NothingChanged for the same day once
    more, NotInState or NothingDue.
    """
    invoice = _heard(uow, command.invoice_id)
    by, day = command.by, command.date
    text = said_by_ap(command.text, by, required=False)
    promise = PromisePayment(by=by, invoice_id=invoice.id, expected_version=None, date=day)
    promise_payment(promise, uow)
    event_id = _last(uow, invoice.id, EventName.INVOICE_PAYMENT_PROMISED)
    return _kept(uow, invoice.id, event_id, Topic.PROMISE, by, text, promised=day)


def settle_dispute(command: SettleDispute, uow: UnitOfWork) -> Invoice:
    """Reminders go on, and AP hears that it ended where they disputed by link; what is explained
    stands on their page also where somebody here had recorded the dispute.

    Raises Required, TooLong or Unprintable at `text`, NotDisputed, NotPermitted, NotFound,
    ChangedSinceSeen.
    """
    text = _text(command.text, "The outcome", required=command.explained)
    resolve = ResolveDispute(
        by=command.by,
        invoice_id=command.invoice_id,
        expected_version=command.expected_version,
        note=text,
    )
    invoice = resolve_dispute(resolve, uow)
    disputed = disputed_by_link(uow.conversation.of(invoice.id))
    if disputed or command.explained:
        _tell_outcome(uow, invoice, command, text, disputed)
    return invoice


def disputed_by_link(said: Sequence[Remark]) -> Remark | None:
    """AP's dispute that nobody has answered with how it ended; `said` oldest first."""
    ending = (Topic.DISPUTE, Topic.RESOLUTION)
    last = next((each for each in reversed(said) if each.topic in ending), None)
    return last if last and last.topic is Topic.DISPUTE else None


def _tell_outcome(
    uow: UnitOfWork, invoice: Invoice, command: SettleDispute, text: str, disputed: Remark | None
) -> None:
    to = answered_to(uow, invoice, disputed).email if disputed and command.mails else ""
    remark = _kept(
        uow,
        invoice.id,
        _last(uow, invoice.id, EventName.INVOICE_DISPUTE_RESOLVED),
        Topic.RESOLUTION,
        command.by,
        text,
        answers=disputed.id if disputed else "",
        mailed_to=to,
    )
    _mail(uow, remark)


def answer(command: Answer, uow: UnitOfWork) -> Remark:
    """It stands on AP's page, and goes by mail to whom `answered_to` names.

    Raises NotFound, Required, TooLong or Unprintable, NotInScope for a key that may not change the
    invoice, and NotPermitted for a key of somebody who may neither draft nor approve.
    """
    expect_owner_in_deal_team(uow, command.by, "answer the customer")
    asked = uow.conversation.get(command.remark_id)
    if not asked.is_from_ap:
        raise NotFound("question", command.remark_id)
    invoice = uow.invoices.get(asked.invoice_id)
    expect_own_invoice(uow, command.by, invoice)
    to = answered_to(uow, invoice, asked).email if command.mails else ""
    text = _text(command.text, "The answer", required=True)
    name = EventName.INVOICE_QUESTION_ANSWERED
    remark = _told(
        uow, invoice, name, Topic.ANSWER, command.by, text, answers=asked.id, mailed_to=to
    )
    _mail(uow, remark)
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


def _heard(uow: UnitOfWork, invoice_id: str) -> Invoice:
    """The invoice of which AP says one thing more. Raises TooMuchSaid."""
    invoice = uow.invoices.get(invoice_id)
    expect_room(uow.conversation.of(invoice.id), uow.now)
    return invoice


def _told(
    uow: UnitOfWork,
    invoice: Invoice,
    name: EventName,
    topic: Topic,
    by: Actor,
    text: str,
    **more: Any,
) -> Remark:
    """Kept, and the thread hears of it. The event is without the words: those can be erased, and
    an event cannot."""
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=invoice.id,
        sequence=invoice.sequence,
        at=uow.now,
        by=by,
    )
    remark = _kept(uow, invoice.id, event.id, topic, by, text, **more)
    publish(uow, event, invoice)
    return remark


def _kept(
    uow: UnitOfWork,
    invoice_id: str,
    event_id: str,
    topic: Topic,
    by: Actor,
    text: str,
    **more: Any,
) -> Remark:
    remark = Remark(
        id=uow.new_id(),
        invoice_id=invoice_id,
        topic=topic,
        text=text,
        by=by,
        at=uow.now,
        event_id=event_id,
        **more,
    )
    uow.conversation.add(remark)
    return remark


def _last(uow: UnitOfWork, invoice_id: str, name: EventName) -> str:
    """The id of the last such event, which this transaction has just published."""
    events = uow.events.of(invoice_id)
    return next(each.id for each in reversed(events) if each.name is name)


def _mail(uow: UnitOfWork, remark: Remark) -> None:
    if remark.mailed_to:
        message_id = uow.new_id()
        uow.outbox.put(answer_message(uow.workspace_id, remark.invoice_id, remark.id, message_id))
