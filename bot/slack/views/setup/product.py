"""The product's form in setup, and where setup's first view leads to it."""

from collections.abc import Sequence

from bot.intake.modals.product import ENTITY_TAX, prices_text
from bot.intake.tax_words import SAMPLES, tax_words
from bot.slack.views.blocks import (
    Block,
    actions,
    button,
    context,
    field,
    header,
    modal,
)
from bot.slack.views.setup.choices import search_select
from bot.slack.views.setup.fields import TYPED, line_field, ticked
from bot.slack.views.unit_menu import unit_menu
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.product import Product, ProductTax

ADD_PRODUCT, FIND_PRODUCT = "setup_add_product", "setup_find_product"
PRODUCT_SAVED = "setup_product_saved"
MOST_ENTITIES = 20
"""Legal entities whose own tax the form asks for; more are kept as they are."""


def products_blocks(some: bool, fresh: str) -> list[Block]:
    """`some` says whether there are any; `fresh` empties the menu."""
    add = button("Add product", ADD_PRODUCT)
    find = search_select(FIND_PRODUCT, None, "Find a product")
    return [
        header("Products"),
        context(
            "Picked in lines of invoices and contracts."
            if some
            else "None yet. Products fill in lines."
        ),
        actions([find, add] if some else [add], f"find_product_{fresh}"),
    ]


def product_view(
    product: Product | None, entities: Sequence[SenderProfile], *, metadata: str
) -> Block:
    """A modal with what is known of it."""
    known = product or Product(id="", name="")
    blocks = [
        line_field("name", "Name", known.name),
        line_field(
            "code",
            "Product code",
            known.code,
            optional=True,
            hint="Unique, without spaces, such as PLAT-ENT. It also names the product in "
            "/invoice, in pasted lines and in the API.",
        ),
        line_field(
            "description",
            "Description on the invoice",
            known.description,
            optional=True,
            multiline=True,
            hint="Leave empty to print the name.",
        ),
        line_field(
            "prices",
            "Unit prices",
            prices_text(known),
            optional=True,
            multiline=True,
            hint="One for each currency, each on its own line: USD 480.00, or USD 480.00 (list "
            "600.00) for a reduced price.",
        ),
        field("unit", "Unit", unit_menu(TYPED, known.unit or ""), hint="What a price is of."),
        *_taxes(known, entities),
        field(
            "retired",
            "Catalogue",
            ticked("Retired: no longer offered; invoices keep it", known.retired),
            optional=True,
        ),
    ]
    return modal(
        "Edit product" if product else "New product",
        blocks,
        callback_id=PRODUCT_SAVED,
        submit="Save",
        close="Cancel",
        private_metadata=metadata,
    )


def _taxes(product: Product, entities: Sequence[SenderProfile]) -> list[Block]:
    own: dict[str, ProductTax] = {each.sender_profile_id: each.tax for each in product.entity_taxes}
    usual = line_field(
        "tax",
        "Tax",
        tax_words(product.tax),
        optional=True,
        hint=f"Such as {SAMPLES}. Leave empty for the deal's usual tax. Customers who are "
        "charged no tax stay so.",
    )
    return [
        usual,
        *(
            line_field(
                f"{ENTITY_TAX}{each.id}",
                f"Tax when {each.legal_name} bills",
                tax_words(own.get(each.id)),
                optional=True,
            )
            for each in entities[:MOST_ENTITIES]
        ),
    ]
