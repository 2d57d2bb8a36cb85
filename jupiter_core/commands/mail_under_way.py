"""Whether a mail of an invoice is still on its way, so that two presses do not send two."""

from datetime import timedelta

from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Refusal
from jupiter_core.outbox.messages import email_stream
from jupiter_core.ports import UnitOfWork

A_MOMENT = timedelta(minutes=1)
"""Somebody who presses once more within it means the mail that was just sent."""
PATIENCE = timedelta(minutes=90)
"""Longer than the outbox goes on trying: after it a mail is sent, told of, or a dead letter."""

_ASKED = frozenset(
    {EventName.INVOICE_ISSUED, EventName.CREDIT_NOTE_ISSUED, EventName.INVOICE_EMAIL_ASKED_FOR}
)
_SENT = EventName.INVOICE_EMAILED
_NOT_SENT = frozenset(
    {
        EventName.INVOICE_EMAIL_BOUNCED,
        EventName.INVOICE_LINK_TO_SEND,
        EventName.INVOICE_EMAIL_WAITS,
        EventName.INVOICE_EMAIL_WITHHELD,
    }
)


class MailUnderWay(Refusal):
    """The last mail is not settled yet, or was sent less than A_MOMENT ago."""

    title: str
    template = (
        "An e-mail with {title} is on its way to accounts payable, or was just sent. See the "
        "thread."
    )


class MailStuck(Refusal):
    """A mail was given up, and what comes behind it in its stream waits for a person."""

    title: str
    template = (
        "An e-mail with {title} is stuck and would block the next one. Whoever drafted it "
        "was told why; click Resend there or in the App Home."
    )


def expect_no_mail_under_way(uow: UnitOfWork, invoice: Invoice) -> None:
    """Raises MailUnderWay or MailStuck. What bounced or went by hand may be tried at once."""
    stream = email_stream(invoice.id)
    if any(each.message.stream == stream for each in uow.outbox.dead_letters()):
        raise MailStuck(invoice.title)
    about_mail = _ASKED | _NOT_SENT | {_SENT}
    if invoice.is_nil:
        about_mail -= {EventName.INVOICE_ISSUED}
    told = [
        each
        for each in uow.events.of(invoice.id)
        if each.name in about_mail and not _is_of_another(each, invoice)
    ]
    if told and uow.now - told[-1].at < _patience(told[-1]):
        raise MailUnderWay(invoice.title)


def _is_of_another(event: Event, invoice: Invoice) -> bool:
    """What becomes of the others' mails says nothing of the first contact's."""
    email = event.details.email if isinstance(event.details, MailOutcome) else ""
    others = {each.email.lower() for each in invoice.content.bill_to.more_contacts}
    return email.lower() in others - {invoice.mailed_to.lower()}


def _patience(last: Event) -> timedelta:
    if last.name in _NOT_SENT:
        return timedelta(0)
    return A_MOMENT if last.name is _SENT else PATIENCE
