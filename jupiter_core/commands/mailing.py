"""The invoice by mail to the customer's AP: asked for by a person, and what became of it."""

from jupiter_core.commands.deal_team import expect_owner_in_deal_team
from jupiter_core.commands.once import is_first
from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import ask_about_mail, publish_about
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import MailWaits, NotInState
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.recipient import mail_recipient, mails_asked_about, recipient_called

REASON_LIMIT = 500


class SendToAp(Frozen):
    """The invoice as it stands now, once more or for the first time."""

    by: Actor
    invoice_id: str


class Mailed(Frozen):
    """How the sending of one message ended.

    `outcome` is INVOICE_EMAILED, INVOICE_EMAIL_BOUNCED or INVOICE_LINK_TO_SEND; `reason` says why
    it bounced, or why a person has to send the link; `beside` where it went to another than the
    first AP contact.
    """

    message_id: str
    invoice_id: str
    outcome: EventName
    email: str = ""
    reason: str = ""
    beside: bool = False


def send_to_ap(command: SendToAp, uow: UnitOfWork) -> Invoice:
    """Puts a mail into the outbox, or asks in the thread whether it may go there.

    Raises NotFound, NotInScope for a key that may not change the invoice, NotPermitted for a key
    of somebody who may neither draft nor approve, NotInState before issue and when void, or
    MailWaits while that is asked.
    """
    expect_owner_in_deal_team(uow, command.by, "send invoices to the customer")
    invoice = uow.invoices.get(command.invoice_id)
    expect_own_invoice(uow, command.by, invoice)
    expect_sendable(invoice)
    recipient = mail_recipient(uow, invoice)
    if recipient.is_new and recipient.email in mails_asked_about(uow, invoice.id):
        raise MailWaits(invoice.title, recipient.email)
    publish_about(uow, invoice, EventName.INVOICE_EMAIL_ASKED_FOR, by=command.by)
    return invoice


def expect_sendable(invoice: Invoice) -> None:
    """Raises NotInState before issue and when void."""
    if not invoice.number or invoice.state is State.VOID:
        title = invoice.title[:1].upper() + invoice.title[1:]
        raise NotInState(title, invoice.state.words, "sent to the customer")


def note_mailing(command: Mailed, uow: UnitOfWork) -> bool:
    """Tells the thread how it ended, once a message; False for a repeat."""
    if not is_first(uow, f"mailed:{command.message_id}"):
        return False
    invoice = uow.invoices.get(command.invoice_id)
    details = MailOutcome(
        email=command.email, reason=command.reason[:REASON_LIMIT], beside=command.beside
    )
    publish_about(uow, invoice, command.outcome, by=TIMER, details=details)
    return True


def hold_strange_mail(uow: UnitOfWork, message_id: str, invoice_id: str, email: str = "") -> None:
    """A mail whose recipient became another one while it waited to be sent: a person is asked.
    `email` says which of several it is for; empty for the first."""
    if not is_first(uow, f"mailed:{message_id}"):
        return
    invoice = uow.invoices.get(invoice_id)
    recipient = recipient_called(mail_recipient(uow, invoice), email)
    if recipient is None or not recipient.is_new:
        return
    if recipient.email not in mails_asked_about(uow, invoice_id):
        ask_about_mail(uow, invoice, recipient, by=TIMER)
