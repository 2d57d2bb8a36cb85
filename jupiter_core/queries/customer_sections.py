"""A customer by the sections in which they are set up, and what of them has been filled in."""

from collections.abc import Iterable
from enum import StrEnum

from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness, NeededField, NeedOf
from jupiter_core.domain.party import Customer


class CustomerSection(StrEnum):
    """The first one is all that most customers need."""

    NAME = "name"
    CONTACTS = "contacts"
    REFERENCES = "references"
    DELIVERY = "delivery"
    SENDING = "sending"
    E_INVOICE = "e_invoice"
    TAXES = "taxes"
    LANGUAGE = "language"
    DEAL = "deal"
    REMINDERS = "reminders"


_PLACES = {
    "bill_to.buyer_reference": CustomerSection.E_INVOICE,
    "bill_to.endpoint": CustomerSection.E_INVOICE,
    "bill_to.tax_ids": CustomerSection.TAXES,
    "bill_to.ap_contact": CustomerSection.CONTACTS,
    "bill_to.ship_to": CustomerSection.DELIVERY,
}


def filled_sections(customer: Customer) -> frozenset[CustomerSection]:
    """Those in which somebody said more than what is usual."""
    usual = customer.defaults or DealDefaults()
    filled = {
        CustomerSection.NAME: True,
        CustomerSection.CONTACTS: customer.ap_contact.name
        or customer.more_contacts
        or customer.attention,
        CustomerSection.REFERENCES: customer.po_required
        or customer.references
        or customer.cost_centre,
        CustomerSection.DELIVERY: customer.ship_to,
        CustomerSection.SENDING: customer.portal or customer.delivery is not Delivery.MAIL,
        CustomerSection.E_INVOICE: customer.endpoint or customer.buyer_reference,
        CustomerSection.TAXES: customer.tax_ids
        or customer.certificates
        or usual.tax_rate is not None,
        CustomerSection.LANGUAGE: True,
        CustomerSection.DEAL: usual.sender_profile_id or usual.currency or usual.prices_words,
        CustomerSection.REMINDERS: usual.late_fee or customer.reminders,
    }
    return frozenset(each for each, said in filled.items() if said)


def sections_lacking(found: Iterable[EInvoiceReadiness]) -> list[CustomerSection]:
    """Where what e-invoices to them lack is said of the customer, each section once, in order."""
    lacking = {
        _place_of(need)
        for each in found
        for standard in each.standards
        for need in standard.missing
        if need.of is NeedOf.CUSTOMER
    }
    return [each for each in CustomerSection if each in lacking]


def _place_of(need: NeededField) -> CustomerSection:
    found = (section for path, section in _PLACES.items() if need.path.startswith(path))
    return next(found, CustomerSection.NAME)
