"""Money: integer minor units and an ISO 4217 currency; every rounding has a name here.

The number of minor digits is ISO's (JPY 0, USD 2, KWD 3), not CLDR's.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from jupiter_core.domain.currencies import MINOR_DIGITS
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import (
    AmountTooLarge,
    InvalidAmount,
    MixedCurrencies,
    TooManyDecimals,
    UnknownCurrency,
)

LARGEST_MINOR = 10**15
"""No amount is larger, so that any sum of a few thousand lines still fits a 64-bit column."""
_LARGEST_PLACE = len(str(LARGEST_MINOR)) - 1
_MOST_SPELLED = 30
"""So many digits after the first one are written out, where an amount is too large."""
EXACT = Context(prec=80)
"""In which no product of an amount and a quantity is rounded before it is said to be."""
_CODES_SEEN = 512
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def minor_digits(currency: str) -> int:
    """Digits after the point in `currency`. Raises UnknownCurrency for funds and test codes too."""
    digits = MINOR_DIGITS.get(currency)
    if digits is None:
        raise UnknownCurrency(currency)
    return digits


@lru_cache(_CODES_SEEN)
def known_currency(code: str) -> str:
    """The canonical code. Raises UnknownCurrency."""
    canonical = code.strip().upper()
    minor_digits(canonical)
    return canonical


CurrencyCode = Annotated[str, AfterValidator(known_currency)]


def smallest(currency: str) -> "Money":
    """One minor unit, `USD 0.01`. Raises UnknownCurrency."""
    minor_digits(currency)
    return Money(minor=1, currency=currency)


def round_half_away(value: Decimal) -> int:
    """The nearest whole number; a half goes away from zero."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP, context=EXACT))


def decimals_of(value: Decimal) -> int:
    """Digits after the point, trailing zeros aside. Exact, where `normalize` would round."""
    text = str(value)
    if "E" not in text:  # nearly always, and told in a fifth of the time
        return len(text.partition(".")[2].rstrip("0"))
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0 or not any(digits):
        return 0
    trailing = next(at for at, digit in enumerate(reversed(digits)) if digit)
    return max(0, -exponent - trailing)


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Shares of `total` in proportion to `weights`, by largest remainder, earliest first.

    The shares add up to `total` exactly. The sign is put back at the end, so that a credit
    mirrors its invoice. Weights are not negative and not all zero.
    """
    whole = sum(weights)
    amount = abs(total)
    # Of the amount without its sign, since `//` of a negative number rounds away from zero.
    shares = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(amount * weights[i] % whole))
    for index in by_remainder[: amount - sum(shares)]:
        shares[index] += 1
    return [share if total >= 0 else -share for share in shares]


class Money(Frozen):
    """An amount in minor units of one currency."""

    minor: int = Field(ge=-LARGEST_MINOR, le=LARGEST_MINOR)
    currency: CurrencyCode

    @classmethod
    def of(cls, amount: str | Decimal, currency: str) -> Self:
        """From a plain decimal such as `-25000.00`: ASCII digits, no exponent, no spaces.

        Raises InvalidAmount, TooManyDecimals, AmountTooLarge or UnknownCurrency.
        """
        digits = minor_digits(currency)
        if isinstance(amount, str) and not _PLAIN.fullmatch(amount):
            raise InvalidAmount(amount)
        value = Decimal(amount)
        if not value.is_finite():
            raise InvalidAmount(str(amount))
        # Before it is made an integer: 1e999999999 has a billion digits.
        if value and value.adjusted() > _LARGEST_PLACE:
            raise _too_large(value, currency)
        if decimals_of(value) > digits:
            raise TooManyDecimals(str(amount), currency, digits)
        scaled = int(value.scaleb(digits))
        if abs(scaled) > LARGEST_MINOR:
            raise _too_large(value, currency)
        return cls(minor=scaled, currency=currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(minor=0, currency=currency)

    @classmethod
    def sum(cls, amounts: Iterable["Money"], currency: str) -> "Money":
        """The sum; zero of `currency` when there are none. Raises MixedCurrencies."""
        return cls.of_minor(sum(amount._minor_in(currency) for amount in amounts), currency)

    @classmethod
    def of_minor(cls, minor: int, currency: str) -> Self:
        """From minor units. Raises AmountTooLarge."""
        if abs(minor) > LARGEST_MINOR:
            raise _too_large(Decimal(minor).scaleb(-minor_digits(currency)), currency)
        return cls(minor=minor, currency=currency)

    def times(self, factor: Decimal) -> "Money":
        """The product, rounded once, half away from zero, to the minor unit."""
        return Money.of_minor(round_half_away(EXACT.multiply(self.exact, factor)), self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money.of_minor(self.minor + other._minor_in(self.currency), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money.of_minor(self.minor - other._minor_in(self.currency), self.currency)

    def _minor_in(self, currency: str) -> int:
        if self.currency != currency:
            raise MixedCurrencies(self.currency, currency)
        return self.minor

    def __neg__(self) -> "Money":
        return Money.of_minor(-self.minor, self.currency)

    @property
    def exact(self) -> Decimal:
        """In minor units."""
        return Decimal(self.minor)

    @property
    def decimal(self) -> Decimal:
        """In major units, with the currency's digits: `Decimal('1345000.00')`."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    @property
    def words(self) -> str:
        """As people read it: `USD 1,345,000.00`, with ISO's decimals, the code rather than a
        symbol."""
        return f"{self.currency} {self.decimal:,f}"

    def __str__(self) -> str:
        return f"{self.decimal:f}"


def _too_large(value: Decimal, currency: str) -> AmountTooLarge:
    """With as many digits of `value` as can be read at a glance."""
    most = Money(minor=LARGEST_MINOR, currency=currency).words
    if value.adjusted() > _MOST_SPELLED:
        first = value.as_tuple().digits[0]
        return AmountTooLarge(f"{currency} {first} with {value.adjusted()} digits after it", most)
    digits = minor_digits(currency)
    return AmountTooLarge(f"{currency} {value:,.{max(digits, decimals_of(value))}f}", most)
