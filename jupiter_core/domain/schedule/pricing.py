"""What a subscription costs: an amount for each contract year, shared over periods.

A year in which the price changes has a segment for each price. A segment is rounded once;
its shares add up to it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import prod

from jupiter_core.domain.contract.calendar import MONTHS_A_YEAR, contract_year, month_index
from jupiter_core.domain.contract.terms import ContractTerms, Subscription
from jupiter_core.domain.money import Money, allocate
from jupiter_core.domain.refusals import AmountTooLarge
from jupiter_core.domain.totals import plain


@dataclass(frozen=True)
class Piece:
    """A subscription's amount, in minor units, for contract months `first` up to `end`.

    `words` are the price of a whole year: `250 × 480.00 × 1.05`.
    """

    contract_line: int
    contract_year: int
    first: int
    end: int
    minor: int
    words: str

    @property
    def arithmetic(self) -> str:
        """For people: `250 × 480.00 × 1.05, 3 of 12 months`."""
        return explained(self.words, self.end - self.first)


@dataclass(frozen=True)
class _Price:
    """A yearly price a unit from month `first`; escalators of years after `agreed_in` raise it."""

    first: int
    agreed_in: int
    amount: Money | None
    """None for the ramp, whose price depends on the year."""


def pieces_of(terms: ContractTerms, bounds: Sequence[int]) -> Iterator[Piece]:
    """All amounts of the subscriptions, shared where one of `bounds` (months, ascending) cuts.

    Raises AmountTooLarge at the line.
    """
    for index, line in terms.subscriptions:
        try:
            segments = list(_segments(terms, index, line))
        except AmountTooLarge as refusal:
            raise refusal.at(f"lines[{index}]") from None
        for segment in segments:
            yield from _shares(segment, bounds)


def half_away(exact: Fraction) -> int:
    """The nearest whole number of what is not below zero; a half goes up."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _segments(terms: ContractTerms, index: int, line: Subscription) -> Iterator[Piece]:
    """The line's amounts, one for each price in each contract year; rounded once."""
    prices = list(_prices(terms, line))
    starts = [price.first for price in prices]
    years = range(0, terms.term_months, MONTHS_A_YEAR)
    cuts = sorted({month for month in (*years, *starts) if month >= starts[0]})
    for first, end in pairwise([*cuts, terms.term_months]):
        price = prices[bisect_right(starts, first) - 1]
        year = contract_year(first)
        unit = price.amount or line.yearly_prices[min(year, len(line.yearly_prices)) - 1]
        factors = [*_factors(line, price.agreed_in, year)]
        # Fractions, so that the only rounding is the one in the next line.
        exact = Fraction(line.quantity) * unit.minor * prod(map(Fraction, factors))
        minor = half_away(exact * Fraction(end - first, MONTHS_A_YEAR))
        Money.of_minor(minor, terms.currency)
        words = _words(line.quantity, unit, factors)
        yield Piece(index, year, first, end, minor, words)


def _prices(terms: ContractTerms, line: Subscription) -> Iterator[_Price]:
    """The prices in the order in which they hold; of two from one month, the changed one."""
    changes = {
        month_index(terms.start_date, each.from_date) or 0: each.annual_price
        for each in line.price_changes
    }
    starts = month_index(terms.start_date, line.starts_on) or 0 if line.starts_on else 0
    if starts not in changes:
        yield _Price(starts, contract_year(starts), line.annual_price)
    for month in sorted(changes):
        yield _Price(month, contract_year(month), changes[month])


def _factors(line: Subscription, agreed_in: int, year: int) -> Iterator[Decimal]:
    """What the price is multiplied by in `year`: the escalators, then the discount."""
    for each in sorted(line.escalators, key=lambda each: each.contract_year):
        if agreed_in < each.contract_year <= year and each.percent:
            yield 1 + each.percent.scaleb(-2)
    if line.discount_percent and (not line.discount_years or year in line.discount_years):
        yield 1 - line.discount_percent.scaleb(-2)


def _words(quantity: Decimal, unit: Money, factors: Sequence[Decimal]) -> str:
    counted = [plain(quantity)] if quantity != 1 else []
    return " × ".join([*counted, f"{unit.decimal:,f}", *map(plain, factors)])


def _shares(segment: Piece, bounds: Sequence[int]) -> Iterator[Piece]:
    """The segment cut at `bounds`, by months, by largest remainder, earliest first."""
    inner = bounds[bisect_right(bounds, segment.first) : bisect_left(bounds, segment.end)]
    spans = list(pairwise([segment.first, *inner, segment.end]))
    amounts = allocate(segment.minor, [end - first for first, end in spans])
    for (first, end), minor in zip(spans, amounts, strict=True):
        yield replace(segment, first=first, end=end, minor=minor)


def explained(words: str, months: int) -> str:
    """With the share of the year; empty for a price as it is, for a whole year."""
    if months < MONTHS_A_YEAR:
        return f"{words}, {months} of {MONTHS_A_YEAR} months"
    return words if "×" in words else ""
