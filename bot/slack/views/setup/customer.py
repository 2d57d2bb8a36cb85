"""The customer's form: in setup, and in the invoice builder for a customer that is new."""

from bot.slack.views.blocks import Block, field, header, modal, select
from bot.slack.views.setup.choices import language_options
from bot.slack.views.setup.fields import TYPED, address_fields, line_field, tax_id_fields, ticked
from jupiter_core.domain.party import Customer

CUSTOMER_SAVED = "setup_customer_saved"


def customer_view(
    customer: Customer | None = None,
    *,
    name: str = "",
    callback_id: str = CUSTOMER_SAVED,
    metadata: str = "",
) -> Block:
    """A modal with what is known, else with `name` filled in; submitting sends `callback_id`.

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
        *_printing(customer),
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
            "attention", "Attention line", customer.attention if customer else "", optional=True
        ),
        line_field(
            "cost_centre", "Cost centre", customer.cost_centre if customer else "", optional=True
        ),
    ]


def _printing(customer: Customer | None) -> list[Block]:
    """What the paper and the e-invoice need to know of them."""
    language = select(TYPED, language_options(), initial=customer.language if customer else "en")
    return [
        header("Invoices"),
        field("language", "Language of the invoice", language),
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


def _po_required(customer: Customer | None) -> Block:
    needs = customer is not None and customer.po_required
    return ticked("This customer needs a PO number on every invoice", needs)
