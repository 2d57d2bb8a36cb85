"""A product of the catalogue in a menu."""

from bot.slack.views.blocks import Block, option
from jupiter_core.domain.product import Product


def product_option(product: Product) -> Block:
    """Its code and its prices below its name."""
    prices = ", ".join(each.words for each in product.prices)
    retired = "retired" if product.retired else ""
    below = " · ".join(filter(None, (product.code, prices, retired)))
    return option(product.name, product.id, below or None)
