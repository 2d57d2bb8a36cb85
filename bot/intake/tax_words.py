"""The tax of a line as people write it: a rate in percent, or why none is charged."""

from decimal import Decimal

from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES
from bot.intake.notation.numbers import percent_of
from jupiter_core.domain.product import ProductTax
from jupiter_core.domain.refusals import InvalidNumber, Refusal
from jupiter_core.domain.totals import TaxCategory, tax_rate_of

_LONGEST = 40
_WORDS = {words.casefold(): value for value, words in TAX_CHOICES.items() if value != CHARGED}
_WORDS |= {value.casefold(): value for value in TAX_CHOICES if value != CHARGED}
_WORDS |= {"intra-community": "K", "not taxable": "O", "none": "O", "zero-rated": "Z", "z": "Z"}
SAMPLES = "19, 8.875%, reverse charge, intra-community supply, export, exempt or not taxed"


class InvalidTax(Refusal):
    """`typed` is neither a rate nor a reason why none is charged."""

    template = "“{typed}” is not a tax. Write it like {samples}."
    typed: str
    samples: str = SAMPLES


def tax_of(typed: str) -> ProductTax:
    """Raises InvalidTax, or OutOfRange for a rate.

    >>> tax_of("19 %").words
    '19%'
    >>> tax_of("Reverse charge").words
    '0% AE'
    """
    word = " ".join(typed.split()).casefold()
    if word in _WORDS:
        return ProductTax(category=TaxCategory(_WORDS[word]))
    try:
        rate = percent_of(typed) if word else Decimal(0)
    except InvalidNumber:
        raise InvalidTax(typed.strip()[:_LONGEST]) from None
    return ProductTax(rate=tax_rate_of(rate))


def tax_words(tax: ProductTax | None) -> str:
    """As `tax_of` reads it again; nothing for none."""
    if tax is None:
        return ""
    if tax.category in (None, TaxCategory.STANDARD):
        return f"{tax.rate.normalize():f}"
    return TAX_CHOICES.get(tax.category.value, tax.category.value.lower()).lower()
