"""The forms of a customer: the short one that makes them, their sections, and the list of them."""

from collections.abc import Sequence

from bot.slack.views.blocks import Block, button, context, header, modal, plain, section
from bot.slack.views.setup.customer_fields import Known, more_field, new_fields, section_fields
from bot.slack.views.setup.customer_words import CUSTOMER_TITLES, customer_words
from bot.slack.views.setup.e_invoices import readiness_blocks, where_blocks
from bot.slack.views.setup.fields import advice_line
from bot.slack.views.setup.section_words import STATE_MARKS
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.party import Customer
from jupiter_core.queries.customer_sections import CustomerSection, filled_sections
from jupiter_core.queries.entity_sections import SectionState

CUSTOMER, CUSTOMER_SAVED = "setup_customer", "setup_customer_saved"
CUSTOMER_SECTION_SAVED = "setup_customer_section_saved"
EDIT_CUSTOMER_SECTION = "setup_edit_customer_section"


def new_customer_view(
    *,
    name: str = "",
    callback_id: str = CUSTOMER_SAVED,
    metadata: str = "",
    asks_for_more: bool = False,
) -> Block:
    """The short form, with `name` filled in; submitting sends `callback_id`. What is set less
    often comes after it, where it `asks_for_more` only if that is ticked.

    The menu of countries needs the options listener that `bot.slack.setup.listeners` registers.
    """
    return modal(
        "New customer",
        [*new_fields(name), *([more_field()] if asks_for_more else [])],
        callback_id=callback_id,
        submit="Save",
        close="Cancel",
        private_metadata=metadata,
    )


def customer_section_view(
    shown: CustomerSection, customer: Customer, *, metadata: str = "", known: Known | None = None
) -> Block:
    """The form of one section."""
    return modal(
        CUSTOMER_TITLES[shown],
        [context(customer.name), *section_fields(shown, customer, known or Known())],
        callback_id=CUSTOMER_SECTION_SAVED,
        submit="Save",
        close="Cancel",
        private_metadata=metadata,
    )


def customer_view(
    customer: Customer,
    *,
    metadata: str = "",
    readiness: Sequence[EInvoiceReadiness] = (),
    told: Sequence[Block] = (),
    entity: str = "",
) -> Block:
    """All sections with what is set in each, which is edited by itself; then what e-invoices to
    them need. `entity` is the name of the one that usually bills them."""
    filled = filled_sections(customer)
    advice = advice_line(customer.address)
    rows = [
        _row(each, line, SectionState.DONE if each in filled else SectionState.OPEN)
        for each, line in customer_words(customer, entity).items()
    ]
    first, *others = rows
    return modal(
        "Customer",
        [
            header(customer.name),
            *told,
            first,
            *([context(advice)] if advice else []),
            *others,
            *where_blocks(readiness),
            *readiness_blocks(readiness),
        ],
        callback_id=CUSTOMER,
        close="Done",
        private_metadata=metadata,
    )


def saved_words(name: str) -> str:
    """Above the sections of a customer who is new."""
    return f"{name} is saved. What is not set here can be added at any time before an invoice."


def _row(shown: CustomerSection, line: str, state: SectionState) -> Block:
    return section(
        plain(f"{STATE_MARKS[state]}  {CUSTOMER_TITLES[shown]}\n{line}"),
        block_id=f"customer_{shown}",
        accessory=button("Edit", EDIT_CUSTOMER_SECTION, value=shown.value),
    )
