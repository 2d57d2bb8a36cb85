"""Whom a mail to a customer goes to, and whether any was ever sent there."""

from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient, mail_home, resembling
from jupiter_core.domain.party import BillTo
from jupiter_core.ports import UnitOfWork

_OF_MAILS = frozenset(
    {
        EventName.INVOICE_ISSUED,
        EventName.CREDIT_NOTE_ISSUED,
        EventName.INVOICE_EMAIL_ASKED_FOR,
        EventName.INVOICE_EMAIL_WAITS,
        EventName.INVOICE_EMAIL_WITHHELD,
        EventName.INVOICE_EMAILED,
        EventName.INVOICE_EMAIL_BOUNCED,
        EventName.INVOICE_LINK_TO_SEND,
    }
)


def recipient_at(uow: UnitOfWork, customer_id: str, name: str, email: str) -> Recipient:
    """A person at an address, as far as mails to this customer are known."""
    home, known = mail_home(email), uow.mail_domains.of(customer_id)
    is_new = bool(home) and home not in known
    return Recipient(
        name=name,
        email=email,
        home=home,
        is_new=is_new,
        like=resembling(home, known) if is_new else "",
    )


def recipient_named(uow: UnitOfWork, bill_to: BillTo) -> Recipient:
    """Whom `bill_to` names."""
    contact = bill_to.ap_contact
    return recipient_at(uow, bill_to.customer_id, contact.name, contact.email)


def mail_asked_about(uow: UnitOfWork, invoice_id: str) -> str:
    """The address to which a mail of the invoice waits for a person's word; empty where none
    waits."""
    told = [each for each in uow.events.of(invoice_id) if each.name in _OF_MAILS]
    last = told[-1] if told else None
    if last is None or last.name is not EventName.INVOICE_EMAIL_WAITS:
        return ""
    return last.details.email if isinstance(last.details, MailOutcome) else ""


def mail_recipient(uow: UnitOfWork, invoice: Invoice) -> Recipient:
    """Whom a mail with the invoice goes to as it stands: what AP put there by link does not count
    until a person here has confirmed it."""
    bill_to = invoice.content.bill_to
    name = bill_to.ap_contact.name
    return recipient_at(uow, bill_to.customer_id, name, invoice.mailed_to)
