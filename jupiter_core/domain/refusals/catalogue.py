"""Refusals of products, and of lines that are filled from them."""

from jupiter_core.domain.refusals.base import Refusal


class InvalidProductCode(Refusal):
    """It has a space or a character that a line of words could not carry."""

    template = (
        "“{typed}” is not a product code. Use letters, digits and . _ - / + # without spaces."
    )
    typed: str


class NoPriceInCurrency(Refusal):
    """`known` lists the currencies that it has prices in."""

    template = (
        "{product} has no price in {currency}. Enter a unit price, or add one to the catalogue "
        "(prices there: {known})."
    )
    product: str
    currency: str
    known: str


class ProductRetired(Refusal):
    """It stays on the lines that have it."""

    template = "{product} is retired. Choose another product."
    product: str
