"""The fields of a customer's short form, and of each of their sections."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.intake.documents.certificates import certificates_text
from bot.intake.documents.customer_sections import usual_kind, usual_number
from bot.intake.documents.deal_defaults import UNSAID
from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES
from bot.intake.modals.customer import MORE, TAX_NUMBER
from bot.slack.views.blocks import Block, context, field, option, select
from bot.slack.views.setup.choices import MOST, language_options
from bot.slack.views.setup.customer_words import DELIVERY_WORDS
from bot.slack.views.setup.e_invoices import readiness_blocks
from bot.slack.views.setup.fields import (
    TYPED,
    address_parts,
    advice_line,
    country_field,
    late_fee_field,
    line_field,
    net_terms_field,
    new_address_fields,
    number_fields,
    prices_field,
    reminder_fields,
    ticked,
)
from bot.slack.views.setup.references import portal_fields, references_field, ship_to_fields
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.mail_contact import MailContact
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.totals import plain
from jupiter_core.queries.customer_sections import CustomerSection

CONTACTS_HINT = (
    "One per line, such as Dana Reyes <dana@acme.example>. Start with cc: for a copy; end with "
    "(de) to write in another language."
)
CERTIFICATES_HINT = (
    "One per line: tax and place, number, last day: Sales tax, TX: 1-23-4567-8, until 2027-12-31."
)
_NUMBER_HINT = "Their VAT id, EIN or ABN. Other numbers: under “Taxes and certificates”."


class Known(NamedTuple):
    """What a form is drawn with beside the customer: the entities that may usually bill them, and
    what e-invoices to them need."""

    entities: Sequence[SenderProfile] = ()
    readiness: Sequence[EInvoiceReadiness] = ()


def new_fields(name: str) -> list[Block]:
    """What nearly every customer needs."""
    return [
        line_field("name", "Legal name", name, hint="As it should appear on the invoice."),
        *new_address_fields(),
        _ap_mail(""),
        net_terms_field(DealDefaults()),
        line_field(TAX_NUMBER, "Tax number", optional=True, hint=_NUMBER_HINT),
    ]


def more_field() -> Block:
    """Below the short form, where something else goes on after it."""
    words = "Then add a delivery address, references, a portal or other details"
    return field(MORE, "More", ticked(words, chosen=False), optional=True)


def section_fields(shown: CustomerSection, customer: Customer, known: Known) -> list[Block]:
    """As the customer has them."""
    if shown is CustomerSection.DEAL:
        return _deal(customer, known.entities)
    if shown is CustomerSection.E_INVOICE:
        return _e_invoice(customer, known.readiness)
    return _FIELDS[shown](customer)


def typed_form(contacts: Sequence[MailContact]) -> str:
    """A line each, as they are typed."""
    return "\n".join(each.words for each in contacts)


def _name(customer: Customer) -> list[Block]:
    """All of the address, since another country may have parts that this one has not."""
    country, number = customer.address.country, usual_number(customer)
    labels = dict(country_defaults(country).numbers)
    advice = advice_line(customer.address)
    return [
        line_field("name", "Legal name", customer.name, hint="As it should appear on the invoice."),
        country_field(country),
        *address_parts(customer.address, every=True),
        *([context(advice)] if advice else []),
        _ap_mail(customer.ap_contact.email),
        net_terms_field(customer.defaults or DealDefaults()),
        line_field(
            TAX_NUMBER,
            labels[usual_kind(country)],
            number.value if number else "",
            optional=True,
            hint="Other numbers: under “Taxes and certificates”.",
        ),
    ]


def _ap_mail(email: str) -> Block:
    return line_field(
        "ap_contact.email",
        "AP e-mail",
        email,
        optional=True,
        hint="Their accounts payable, where invoices go.",
    )


def _contacts(customer: Customer) -> list[Block]:
    return [
        line_field("ap_contact.name", "AP contact", customer.ap_contact.name, optional=True),
        _ap_mail(customer.ap_contact.email),
        line_field(
            "more_contacts",
            "More AP contacts",
            typed_form(customer.more_contacts),
            optional=True,
            hint=CONTACTS_HINT,
            multiline=True,
        ),
        line_field("attention", "Attention line", customer.attention, optional=True),
    ]


def _references(customer: Customer) -> list[Block]:
    box = ticked("This customer needs a PO number on every invoice", customer.po_required)
    return [
        field("po_required", "Purchase order", box, optional=True),
        line_field("cost_centre", "Cost centre", customer.cost_centre, optional=True),
        references_field(customer),
    ]


def _sending(customer: Customer) -> list[Block]:
    ways = [option(words, way.value) for way, words in DELIVERY_WORDS.items()]
    menu = select(TYPED, ways, initial=customer.delivery.value)
    return [field("delivery", "How invoices are sent", menu), *portal_fields(customer)]


def _e_invoice(customer: Customer, readiness: Sequence[EInvoiceReadiness]) -> list[Block]:
    return [
        line_field(
            "endpoint",
            "Electronic address",
            customer.endpoint,
            optional=True,
            hint="Where e-invoices go, as scheme:id: 9930:DE136695976 or 0088:4012345000009.",
        ),
        line_field(
            "buyer_reference",
            "Buyer reference",
            customer.buyer_reference,
            optional=True,
            hint="Quoted on every invoice at their request, such as a routing ID.",
        ),
        *readiness_blocks(readiness),
    ]


def _taxes(customer: Customer) -> list[Block]:
    known = customer.defaults or DealDefaults()
    taxes = [option(words, value) for value, words in TAX_CHOICES.items()]
    category = known.tax_category.value if known.tax_category else CHARGED
    tax = select(TYPED, taxes, initial=category if category in TAX_CHOICES else CHARGED)
    rate = "" if known.tax_rate is None or known.tax_category else plain(known.tax_rate)
    return [
        *number_fields(customer),
        field("defaults.tax_category", "Usual tax", tax, optional=True),
        line_field("defaults.tax_rate", "Tax rate in percent", rate, optional=True),
        line_field(
            "certificates",
            "Exemption certificates",
            certificates_text(customer.certificates),
            optional=True,
            hint=CERTIFICATES_HINT,
            multiline=True,
        ),
    ]


def _language(customer: Customer) -> list[Block]:
    second = customer.second_language or UNSAID
    others = [option("None", UNSAID), *language_options()]
    return [
        field(
            "language",
            "Language of the invoice",
            select(TYPED, language_options(), initial=customer.language),
        ),
        field(
            "second_language",
            "Second language",
            select(TYPED, others, initial=second),
            hint="Printed beside the first one: Rechnung / Invoice.",
        ),
    ]


def _deal(customer: Customer, entities: Sequence[SenderProfile]) -> list[Block]:
    """All of it optional; a menu cannot be emptied, and has a choice for that."""
    known = customer.defaults or DealDefaults()
    names = [option(each.legal_name, each.id) for each in entities[: MOST - 1]]
    menu = select(
        TYPED, [option("No default", UNSAID), *names], initial=known.sender_profile_id or UNSAID
    )
    return [
        context("Filled in on new invoices and contracts; each can be changed there."),
        field("defaults.sender_profile_id", "Legal entity", menu, optional=True),
        line_field(
            "defaults.currency", "Currency", known.currency, optional=True, hint="Such as USD."
        ),
        prices_field(known),
    ]


def _reminders(customer: Customer) -> list[Block]:
    return [
        late_fee_field(customer.defaults or DealDefaults()),
        *reminder_fields(customer.reminders),
    ]


_FIELDS: dict[CustomerSection, Callable[[Customer], list[Block]]] = {
    CustomerSection.NAME: _name,
    CustomerSection.CONTACTS: _contacts,
    CustomerSection.REFERENCES: _references,
    CustomerSection.DELIVERY: ship_to_fields,
    CustomerSection.SENDING: _sending,
    CustomerSection.TAXES: _taxes,
    CustomerSection.LANGUAGE: _language,
    CustomerSection.REMINDERS: _reminders,
}
