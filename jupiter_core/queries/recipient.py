"""Whom a mail to a customer goes to, and whether any was ever sent there."""

from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_contact import ContactRole
from jupiter_core.domain.mail_domain import Recipient, mail_home, resembling
from jupiter_core.domain.party import BillTo
from jupiter_core.ports import UnitOfWork

_SETTLING = frozenset(
    {
        EventName.INVOICE_EMAIL_ASKED_FOR,
        EventName.INVOICE_EMAIL_WITHHELD,
        EventName.INVOICE_EMAILED,
        EventName.INVOICE_EMAIL_BOUNCED,
    }
)
"""After these no mail to the address that they name waits any more."""


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
    """Whom `bill_to` names, with the others who get a mail."""
    return _with_others(uow, bill_to, bill_to.ap_contact.email)


def _with_others(uow: UnitOfWork, bill_to: BillTo, email: str) -> Recipient:
    """The AP contact at `email`, and nobody twice."""
    first = recipient_at(uow, bill_to.customer_id, bill_to.ap_contact.name, email)
    others = tuple(
        recipient_at(uow, bill_to.customer_id, each.name, each.email).model_copy(
            update={"copy_only": each.role is ContactRole.CC, "language": each.language}
        )
        for each in bill_to.more_contacts
        if each.email.lower() != email.lower()
    )
    return first.model_copy(update={"others": others})


def mails_asked_about(uow: UnitOfWork, invoice_id: str) -> frozenset[str]:
    """The addresses to which a mail of the invoice waits for a person's word."""
    waiting: set[str] = set()
    for each in uow.events.of(invoice_id):
        email = each.details.email if isinstance(each.details, MailOutcome) else ""
        if each.name is EventName.INVOICE_EMAIL_WAITS:
            waiting.add(email)
        elif each.name in _SETTLING:
            waiting.discard(email)
    return frozenset(waiting)


def mail_recipient(uow: UnitOfWork, invoice: Invoice) -> Recipient:
    """Whom a mail with the invoice goes to as it stands, with the others who get one: what AP put
    there by link does not count until a person here has confirmed it."""
    return _with_others(uow, invoice.content.bill_to, invoice.mailed_to)


def recipient_called(everybody: Recipient, email: str) -> Recipient | None:
    """The one at this address; where none is said, the first."""
    if not email:
        return everybody.everybody[0]
    named = (each for each in everybody.everybody if each.email.lower() == email.lower())
    return next(named, None)
