"""What the sections of a customer are called, and what is set in each."""

from babel import Locale

from bot.wording.figures import payment_terms
from bot.wording.text import shortened
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.mail_contact import contacts_words
from jupiter_core.domain.party import Customer
from jupiter_core.domain.totals import plain
from jupiter_core.queries.customer_sections import CustomerSection

CUSTOMER_TITLES = {
    CustomerSection.NAME: "Name and billing",
    CustomerSection.CONTACTS: "AP contacts",
    CustomerSection.REFERENCES: "References AP asks for",
    CustomerSection.DELIVERY: "Delivery address",
    CustomerSection.SENDING: "Sending and portal",
    CustomerSection.E_INVOICE: "E-invoice",
    CustomerSection.TAXES: "Taxes and certificates",
    CustomerSection.LANGUAGE: "Language and paper",
    CustomerSection.DEAL: "Usual deal",
    CustomerSection.REMINDERS: "Late fee and reminders",
}
DELIVERY_WORDS = {
    Delivery.MAIL: "E-mail to accounts payable",
    Delivery.PORTAL: "Their portal; the thread says when to upload",
    Delivery.NONE: "Not sent",
}
_LONGEST = 300


def customer_words(customer: Customer, entity: str = "") -> dict[CustomerSection, str]:
    """A line of each, in their order."""
    usual = customer.defaults or DealDefaults()
    words = {
        CustomerSection.NAME: _name(customer, usual),
        CustomerSection.CONTACTS: _contacts(customer),
        CustomerSection.REFERENCES: _references(customer),
        CustomerSection.DELIVERY: customer.ship_to.words
        if customer.ship_to
        else "The billing address",
        CustomerSection.SENDING: _sending(customer),
        CustomerSection.E_INVOICE: _joined(customer.endpoint, customer.buyer_reference),
        CustomerSection.TAXES: _taxes(customer, usual),
        CustomerSection.LANGUAGE: _languages(customer),
        CustomerSection.DEAL: _deal(entity, usual),
        CustomerSection.REMINDERS: _reminders(customer, usual),
    }
    return {section: shortened(line or "Nothing set", _LONGEST) for section, line in words.items()}


def _joined(*parts: str) -> str:
    return " · ".join(each for each in parts if each)


def _deal(entity: str, usual: DealDefaults) -> str:
    prices = usual.prices_words
    return _joined(entity, usual.currency, f"Prices {prices}" if prices else "")


def _name(customer: Customer, usual: DealDefaults) -> str:
    terms = payment_terms(usual.payment_terms) if usual.payment_terms else ""
    return _joined(", ".join(customer.address.lines()), customer.ap_contact.email, terms)


def _contacts(customer: Customer) -> str:
    return _joined(
        customer.ap_contact.name,
        contacts_words(customer.more_contacts),
        f"Attention {customer.attention}" if customer.attention else "",
    )


def _references(customer: Customer) -> str:
    return _joined(
        "PO number required" if customer.po_required else "",
        f"Cost centre {customer.cost_centre}" if customer.cost_centre else "",
        *(each.words for each in customer.references),
    )


def _sending(customer: Customer) -> str:
    pack = customer.portal
    return _joined(DELIVERY_WORDS[customer.delivery], pack.words if pack else "")


def _taxes(customer: Customer, usual: DealDefaults) -> str:
    certificates = len(customer.certificates)
    return _joined(
        *(f"{each.kind.label} {each.value}" for each in customer.tax_ids),
        "" if usual.tax_rate is None else f"Tax {plain(usual.tax_rate)}%",
        f"{certificates} exemption certificate{'s' * (certificates > 1)}" if certificates else "",
    )


def _languages(customer: Customer) -> str:
    names = Locale("en").languages
    second = customer.second_language
    return f"{names[customer.language]}{f' and {names[second]}' if second else ''}"


def _reminders(customer: Customer, usual: DealDefaults) -> str:
    reminders = customer.reminders
    return _joined(
        f"Late fee {usual.late_fee.words}" if usual.late_fee else "",
        f"Reminders: {reminders.words}" if reminders else "Usual reminders",
    )
