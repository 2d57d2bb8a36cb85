"""Whom a mail to a customer goes to, and whether any was ever sent there."""

from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice
from jupiter_core.domain.mail_contact import ContactRole
from jupiter_core.domain.mail_domain import Recipient, mail_home, resembling
from jupiter_core.domain.party import BillTo
from jupiter_core.domain.portal import PortalKind
from jupiter_core.domain.refusals import NotFound
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
    found = _with_others(uow, bill_to, bill_to.ap_contact.email)
    return found.model_copy(update=_usual_way(uow, bill_to.customer_id))


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
    there by link does not count until a person here has confirmed it. What is issued has gone the
    way that it was issued by."""
    bill_to = invoice.content.bill_to
    found = _with_others(uow, bill_to, invoice.mailed_to)
    if invoice.upload:
        return found.model_copy(update=_by_portal(invoice.upload.portal))
    coming = invoice.state in BEFORE_ISSUE and not invoice.is_nil
    return found.model_copy(update=_usual_way(uow, bill_to.customer_id)) if coming else found


def _usual_way(uow: UnitOfWork, customer_id: str) -> dict[str, Delivery | str]:
    """How what is issued to the customer reaches them."""
    try:
        customer = uow.customers.get(customer_id)
    except NotFound:
        return {}
    if customer.delivery is not Delivery.PORTAL:
        return {"delivery": customer.delivery}
    return _by_portal(customer.portal.title if customer.portal else PortalKind.OTHER.words)


def _by_portal(name: str) -> dict[str, Delivery | str]:
    return {"delivery": Delivery.PORTAL, "portal": name}


def recipient_called(everybody: Recipient, email: str) -> Recipient | None:
    """The one at this address; where none is said, the first."""
    if not email:
        return everybody.everybody[0]
    named = (each for each in everybody.everybody if each.email.lower() == email.lower())
    return next(named, None)
