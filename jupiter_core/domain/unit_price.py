"""A price of one unit: an amount of money, or one with more decimals than the currency has.

Where it fits the currency it is `Money`, so that what was stored before keeps its letters.

>>> unit_price_of("0.1648", "USD").times(Decimal(7000)).words
'USD 1,153.60'
"""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, PlainSerializer

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import (
    EXACT,
    CurrencyCode,
    Money,
    decimals_of,
    known_currency,
    minor_digits,
    round_half_away,
)
from jupiter_core.domain.refusals import (
    InvalidAmount,
    ListPriceTooLow,
    MixedCurrencies,
    OutOfRange,
    TooManyPriceDecimals,
)

MOST_DECIMALS = 8


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0")


def _fine(value: Decimal) -> Decimal:
    """Raises OutOfRange for more decimals than 8."""
    if not value.is_finite() or decimals_of(value) > MOST_DECIMALS:
        raise OutOfRange("The decimals of a unit price", "0", str(MOST_DECIMALS))
    return value


class FinePrice(Frozen):
    """A price that has more decimals than its currency, in major units: `0.1648`."""

    price: Annotated[Decimal, AfterValidator(_fine), PlainSerializer(_plain, return_type=str)]
    currency: CurrencyCode

    def times(self, factor: Decimal) -> Money:
        """The product, rounded once, half away from zero, to the minor unit. Raises
        AmountTooLarge."""
        return Money.of_minor(round_half_away(EXACT.multiply(self.exact, factor)), self.currency)

    @property
    def exact(self) -> Decimal:
        """In minor units, of which it has a part: `16.48`."""
        return self.price.scaleb(minor_digits(self.currency), EXACT)

    @property
    def decimal(self) -> Decimal:
        """In major units, with the decimals that it needs."""
        return Decimal(_plain(self.price))

    @property
    def words(self) -> str:
        """`USD 0.1648`."""
        return f"{self.currency} {self.decimal:,f}"

    def rounded(self, exact: Fraction) -> "UnitPrice":
        """The price of `exact` minor units, rounded half up to 8 decimals."""
        tens = MOST_DECIMALS - minor_digits(self.currency)
        scaled = exact * 10**tens
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return unit_price_of(Decimal(whole).scaleb(-MOST_DECIMALS, EXACT), self.currency)

    def __neg__(self) -> "FinePrice":
        return self.model_copy(update={"price": -self.price})

    def __str__(self) -> str:
        return f"{self.decimal:f}"


UnitPrice = Money | FinePrice


def unit_price_of(price: str | Decimal, currency: str) -> UnitPrice:
    """From a plain decimal, as `Money.of`, with 8 decimals at most.

    Raises InvalidAmount, TooManyPriceDecimals, AmountTooLarge or UnknownCurrency.
    """
    code = known_currency(currency)
    # Its whole part says whether it is an amount, and one that is not too large.
    text = price if isinstance(price, str) else f"{price:f}" if price.is_finite() else str(price)
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0") if rest.isascii() and rest.isdigit() else rest
    if len(rest) <= minor_digits(code):
        return Money.of(price, code)
    if not (rest.isascii() and rest.isdigit()):
        raise InvalidAmount(text)
    Money.of(whole, code)
    if len(rest) > MOST_DECIMALS:
        raise TooManyPriceDecimals(text, MOST_DECIMALS)
    return FinePrice(price=Decimal(text), currency=code)


def price_of_minor(exact: Fraction, currency: str) -> UnitPrice | None:
    """The price that is exactly so many minor units, if 8 decimals can say it."""
    scaled = exact * 10 ** (MOST_DECIMALS - minor_digits(currency))
    if scaled.denominator != 1:
        return None
    return unit_price_of(Decimal(scaled.numerator).scaleb(-MOST_DECIMALS, EXACT), currency)


def rounded_price(exact: Fraction, currency: str, decimals: int) -> UnitPrice:
    """The price nearest to `exact` minor units with so many decimals, 8 at most; a half goes away
    from zero."""
    places = min(decimals, MOST_DECIMALS)
    scaled = abs(exact) * Fraction(10) ** (places - minor_digits(currency))
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    price = Decimal(whole if exact >= 0 else -whole)
    return unit_price_of(price.scaleb(-places, EXACT), currency)


def price_off(list_price: UnitPrice, unit_price: UnitPrice) -> UnitPrice:
    """What is taken off a list price, for a unit price that may be a credit's.

    Raises MixedCurrencies, or ListPriceTooLow where nothing is.
    """
    if list_price.currency != unit_price.currency:
        raise MixedCurrencies(list_price.currency, unit_price.currency)
    off = EXACT.subtract(list_price.decimal, abs(unit_price.decimal))
    if off <= 0:
        raise ListPriceTooLow(list_price.words, unit_price.words)
    return unit_price_of(off, list_price.currency)
