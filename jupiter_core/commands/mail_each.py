"""A mail of an invoice, to each contact of accounts payable who may get it."""

from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.outbox.messages import mail_beside
from jupiter_core.ports import Message, UnitOfWork
from jupiter_core.queries.recipient import mail_recipient, mails_asked_about


def mail_each(uow: UnitOfWork, event: Event, invoice: Invoice, message: Message) -> list[Recipient]:
    """A mail to each, or to the one that `event` names. Returns whom none may go to without a
    person's word that nobody asked for yet."""
    only = event.details.email if isinstance(event.details, MailOutcome) else ""
    first, *others = mail_recipient(uow, invoice).everybody
    asked = mails_asked_about(uow, invoice.id) if others else frozenset()
    if not first.is_new and only in {"", first.email}:
        uow.outbox.put(message)
    for each in others:
        if not each.is_new and only in {"", each.email}:
            uow.outbox.put(mail_beside(message, each.email, uow.new_id()))
    strange = [each for each in (first, *others) if each.is_new and not only]
    return [each for each in strange if each.email not in asked]
