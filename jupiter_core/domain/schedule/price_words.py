"""A unit's yearly price: exactly, and in words: `250 × 480.00 × 1.05, 3 of 12 months`."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import prod

from jupiter_core.domain.tax import plain
from jupiter_core.domain.unit_price import UnitPrice


class Priced:
    """What a unit costs a year, in words and in minor units; most years of a line have the factors
    of the one before. A fraction, so that the only rounding is that of the amount."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, tuple[Decimal, ...]], tuple[UnitPrice, str, Fraction]] = {}

    def at(self, unit: UnitPrice, factors: Sequence[Decimal]) -> tuple[str, Fraction]:
        """Of a price and what it is multiplied by."""
        key = id(unit), tuple(factors)
        if key not in self._known:
            words, exact = price_words(unit, factors), exact_price(unit, factors)
            self._known[key] = unit, words, exact
        _, words, exact = self._known[key]
        return words, exact


def price_words(unit: UnitPrice, factors: Sequence[Decimal]) -> str:
    """`480.00 × 1.05`."""
    return " × ".join([f"{unit.decimal:,f}", *map(plain, factors)])


def exact_price(unit: UnitPrice, factors: Sequence[Decimal]) -> Fraction:
    """In minor units."""
    ratios = [unit.exact.as_integer_ratio(), *(each.as_integer_ratio() for each in factors)]
    return Fraction(prod(each[0] for each in ratios), prod(each[1] for each in ratios))


def priced_words(quantity: Decimal, price: str) -> str:
    """`250 × 480.00`; of one unit, the price alone."""
    return price if quantity == 1 else f"{plain(quantity)} × {price}"


def explained(words: str, part: str) -> str:
    """With the share of the year; empty for a price as it is, for a whole year."""
    if part:
        return f"{words}, {part}"
    return words if "×" in words else ""
