"""How a customer gets what is issued to them, where it is not by mail."""

from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork


def delivery_of(uow: UnitOfWork, event: Event, invoice: Invoice) -> Delivery:
    """As the customer has it now; a mail that a person asks for is sent whatever it says."""
    if event.name is EventName.INVOICE_EMAIL_ASKED_FOR:
        return Delivery.MAIL
    try:
        return uow.customers.get(invoice.content.bill_to.customer_id).delivery
    except NotFound:
        return Delivery.MAIL
