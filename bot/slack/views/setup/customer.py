"""The customer's form: in setup, and in the invoice builder for a customer that is new."""

from collections.abc import Sequence

from bot.intake.documents.deal_defaults import UNSAID
from bot.intake.documents.taxes import certificates_text
from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES
from bot.slack.views.blocks import Block, context, field, header, modal, option, select
from bot.slack.views.setup.choices import MOST, language_options
from bot.slack.views.setup.e_invoices import readiness_blocks
from bot.slack.views.setup.fields import (
    TYPED,
    address_fields,
    late_fee_field,
    line_field,
    net_terms_field,
    reminder_fields,
    tax_id_fields,
    ticked,
)
from bot.slack.views.setup.references import portal_fields, references_field, ship_to_fields
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.mail_contact import MailContact
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.totals import plain

CONTACTS_HINT = (
    "One per line, such as Dana Reyes <dana@acme.example>. Start with cc: for a copy; end with "
    "(de) to write in another language."
)
CUSTOMER_SAVED = "setup_customer_saved"
CERTIFICATES_HINT = (
    "One per line: tax and place, number, last day: Sales tax, TX: 1-23-4567-8, until 2027-12-31."
)
DELIVERY_WORDS = {
    Delivery.MAIL: "E-mail to accounts payable",
    Delivery.PORTAL: "Their portal; the thread says when to upload",
    Delivery.NONE: "Not sent",
}


def customer_view(
    customer: Customer | None = None,
    *,
    name: str = "",
    callback_id: str = CUSTOMER_SAVED,
    metadata: str = "",
    entities: Sequence[SenderProfile] = (),
    readiness: Sequence[EInvoiceReadiness] = (),
) -> Block:
    """A modal with what is known, else with `name` filled in; submitting sends `callback_id`.
    `entities` are those that may usually bill them, `readiness` what e-invoices to them need.

    The menu of countries needs the options listener that `bot.slack.setup.listeners` registers.
    """
    blocks = [
        line_field(
            "name",
            "Legal name",
            customer.name if customer else name,
            hint="As it should appear on the invoice.",
        ),
        *address_fields(customer.address if customer else None),
        *tax_id_fields(customer.tax_ids if customer else ()),
        header("Accounts payable"),
        *_accounts_payable(customer),
        field("po_required", "Purchase order", _po_required(customer), optional=True),
        _delivery(customer),
        *reminder_fields(customer.reminders if customer else None),
        *_printing(customer, readiness),
        references_field(customer),
        header("Usual deal"),
        context("Filled in on new invoices and contracts; each can be changed there."),
        *_usual(customer.defaults if customer else None, entities),
        _certificates(customer),
        *ship_to_fields(customer),
        *portal_fields(customer),
    ]
    return modal(
        "Edit customer" if customer else "New customer",
        blocks,
        callback_id=callback_id,
        submit="Save",
        close="Cancel",
        private_metadata=metadata,
    )


def _accounts_payable(customer: Customer | None) -> list[Block]:
    contact = customer.ap_contact if customer else None
    return [
        line_field("ap_contact.name", "AP contact", contact.name if contact else "", optional=True),
        line_field(
            "ap_contact.email", "AP e-mail", contact.email if contact else "", optional=True
        ),
        line_field(
            "more_contacts",
            "More AP contacts",
            typed_form(customer.more_contacts) if customer else "",
            optional=True,
            hint=CONTACTS_HINT,
            multiline=True,
        ),
        line_field(
            "attention", "Attention line", customer.attention if customer else "", optional=True
        ),
        line_field(
            "cost_centre", "Cost centre", customer.cost_centre if customer else "", optional=True
        ),
    ]


def typed_form(contacts: Sequence[MailContact]) -> str:
    """A line each, as they are typed."""
    return "\n".join(each.words for each in contacts)


def _delivery(customer: Customer | None) -> Block:
    ways = [option(words, way.value) for way, words in DELIVERY_WORDS.items()]
    way = customer.delivery if customer else Delivery.MAIL
    return field("delivery", "How invoices are sent", select(TYPED, ways, initial=way.value))


def _printing(customer: Customer | None, readiness: Sequence[EInvoiceReadiness]) -> list[Block]:
    """What the paper and the e-invoice need to know of them."""
    usual = [] if customer else [option("That of their country", UNSAID)]
    initial = customer.language if customer else UNSAID
    language = select(TYPED, [*usual, *language_options()], initial=initial)
    return [
        header("Invoices"),
        *readiness_blocks(readiness),
        field("language", "Language of the invoice", language),
        field(
            "second_language",
            "Second language",
            select(
                TYPED,
                [option("None", UNSAID), *language_options()],
                initial=(customer.second_language if customer else "") or UNSAID,
            ),
            hint="Printed beside the first one: Rechnung / Invoice.",
        ),
        line_field(
            "buyer_reference",
            "Buyer reference",
            customer.buyer_reference if customer else "",
            optional=True,
            hint="Quoted on every invoice at their request, such as a routing ID.",
        ),
        line_field(
            "endpoint",
            "Electronic address",
            customer.endpoint if customer else "",
            optional=True,
            hint="Where e-invoices go, as scheme:id: 9930:DE136695976 or 0088:4012345000009.",
        ),
    ]


def _usual(defaults: DealDefaults | None, entities: Sequence[SenderProfile]) -> list[Block]:
    """All of it optional; a menu cannot be emptied, and has a choice for that."""
    known = defaults or DealDefaults()
    names = [option(each.legal_name, each.id) for each in entities[: MOST - 1]]
    entity = select(
        TYPED, [option("No default", UNSAID), *names], initial=known.sender_profile_id or UNSAID
    )
    taxes = [option(words, value) for value, words in TAX_CHOICES.items()]
    category = known.tax_category.value if known.tax_category else CHARGED
    tax = select(TYPED, taxes, initial=category if category in TAX_CHOICES else CHARGED)
    rate = "" if known.tax_rate is None or known.tax_category else plain(known.tax_rate)
    return [
        field("defaults.sender_profile_id", "Legal entity", entity, optional=True),
        line_field(
            "defaults.currency", "Currency", known.currency, optional=True, hint="Such as USD."
        ),
        net_terms_field(known),
        late_fee_field(known),
        field("defaults.tax_category", "Tax", tax, optional=True),
        line_field("defaults.tax_rate", "Tax rate in percent", rate, optional=True),
    ]


def _certificates(customer: Customer | None) -> Block:
    return line_field(
        "certificates",
        "Exemption certificates",
        certificates_text(customer.certificates) if customer else "",
        optional=True,
        hint=CERTIFICATES_HINT,
        multiline=True,
    )


def _po_required(customer: Customer | None) -> Block:
    needs = customer is not None and customer.po_required
    return ticked("This customer needs a PO number on every invoice", needs)
