"""Whom an invoice is mailed to: the AP e-mail that people here stand behind."""

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork


class Recipient(Frozen):
    """`email` may be empty. `unconfirmed` is an AP e-mail on the paper that waits for a person
    here, None where none does; `name` is that of the contact on the paper."""

    name: str
    email: str
    unconfirmed: str | None = None


def recipient_of(uow: UnitOfWork, invoice: Invoice) -> Recipient:
    """As the invoice stands; every mail to AP asks here, when it is sent."""
    del uow  # rules that look at the customer's other invoices belong here
    waits = invoice.mail_to is not None
    return Recipient(
        name=invoice.content.bill_to.ap_contact.name,
        email=invoice.mailed_to,
        unconfirmed=invoice.ap_email if waits else None,
    )
