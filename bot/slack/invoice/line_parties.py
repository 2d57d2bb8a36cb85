"""The parties of a form, whose lists a line's taxes and certificate are chosen from."""

from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.modals.tax_offers import tax_offers
from bot.slack.views.invoice.line_editor import LineParties
from jupiter_core.commands.parties import find_profile
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork


def line_parties(uow: UnitOfWork, form: InvoiceForm) -> LineParties:
    """Nothing is listed by a party that is not chosen yet."""
    customer = _customer(uow, form.customer_id)
    offers = tax_offers(find_profile(uow, form.sender_profile_id), customer)
    return LineParties(offers, customer.certificates if customer else ())


def _customer(uow: UnitOfWork, customer_id: str) -> Customer | None:
    try:
        return uow.customers.get(customer_id) if customer_id else None
    except NotFound:
        return None
