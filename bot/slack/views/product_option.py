"""A product of the catalogue in a menu, and the field of a line in which it is chosen."""

from bot.slack.views.blocks import Block, context, field, option, plain
from jupiter_core.domain.product import Product


def product_option(product: Product) -> Block:
    """Its code and its prices below its name."""
    prices = ", ".join(product.price_words)
    retired = "retired" if product.retired else ""
    below = " · ".join(filter(None, (product.code, prices, retired)))
    return option(product.name, product.id, below or None)


def product_field(action_id: str, chosen: Product | None, tail: str) -> Block:
    """Choosing one fills in the fields below."""
    menu: Block = {
        "type": "external_select",
        "action_id": action_id,
        "min_query_length": 0,
        "placeholder": plain("Type a name or a code", 150),
    }
    if chosen:
        menu["initial_option"] = option(chosen.title, chosen.id)
    hint = "Fills in the fields below; change them as you like."
    return field(f"product.{tail}", "Product", menu, optional=True, dispatching=True, hint=hint)


def warned(warning: str) -> list[Block]:
    """A line of small print, where there is something to say."""
    return [context(f"⚠ {warning}")] if warning else []
