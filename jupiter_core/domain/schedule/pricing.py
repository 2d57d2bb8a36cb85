"""What a subscription costs: an amount for each contract year, shared over periods.

A year in which the price changes has a segment for each price. A segment is rounded once;
its shares add up to it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from jupiter_core.domain.contract.calendar import MONTHS_A_YEAR
from jupiter_core.domain.contract.terms import ContractTerms, Subscription
from jupiter_core.domain.money import LARGEST_MINOR, Money, allocate
from jupiter_core.domain.refusals import AmountTooLarge
from jupiter_core.domain.schedule.price_words import Priced, exact_price, explained, priced_words
from jupiter_core.domain.schedule.shares import YearShares
from jupiter_core.domain.unit_price import UnitPrice

Slot = tuple[int, int]
"""A line's position in the contract, and a contract year."""


class Piece(NamedTuple):
    """A subscription's amount, in minor units, for the days from `first` on, before `end`.

    `price` is in words what a unit costs a year, `480.00 × 1.05`, and `unit` the same in minor
    units; `part` is what of the year it is: `3 of 12 months`, empty for all of it. Where there is a
    `discount` in percent, it is in the amount and the price; `listed` and `list_price` are those
    before it. `unit_list` is in minor units the list price of a unit for these days, if it has one.
    `known_until` is there where an index is not in the price, and is the last contract year whose
    index is.
    """

    contract_line: int
    contract_year: int
    first: date
    end: date
    minor: int
    quantity: Decimal = Decimal(1)
    unit: Fraction = Fraction(0)
    price: str = ""
    part: str = ""
    discount: Decimal = Decimal(0)
    listed: int = 0
    list_price: str = ""
    known_until: int | None = None
    unit_list: Fraction | None = None

    @property
    def slot(self) -> Slot:
        return self.contract_line, self.contract_year

    @property
    def words(self) -> str:
        """What a whole year costs: `250 × 480.00 × 1.05`."""
        return priced_words(self.quantity, self.price)

    @property
    def arithmetic(self) -> str:
        """For people: `250 × 480.00 × 1.05, 3 of 12 months`."""
        return explained(self.words, self.part)


@dataclass(frozen=True)
class _Price:
    """A yearly price a unit from `first` on; escalators of years after `agreed_in` raise it."""

    first: date
    agreed_in: int
    amount: UnitPrice | None
    """None for the ramp, whose price depends on the year."""


def pieces_of(
    terms: ContractTerms,
    bounds: Sequence[date] = (),
    shares: YearShares | None = None,
    billed_until: Mapping[Slot, int] | None = None,
) -> Iterator[Piece]:
    """All amounts of the subscriptions, shared where one of `bounds` (ascending) cuts.

    `billed_until` has the contract year up to which an index is in the price, where not as far as
    it is known. Raises AmountTooLarge at the line's price.
    """
    shares = shares or YearShares(terms)
    for index, line in terms.subscriptions:
        try:
            segments = list(_segments(terms, index, line, shares, billed_until or {}))
        except AmountTooLarge as refusal:
            price = "annual_price" if line.annual_price else "yearly_prices"
            raise refusal.at(f"lines[{index}].{price}") from None
        for segment in segments:
            yield from _shares(segment, bounds, shares)


def half_away(exact: Fraction) -> int:
    """The nearest whole number of what is not below zero; a half goes up."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _segments(
    terms: ContractTerms,
    index: int,
    line: Subscription,
    shares: YearShares,
    billed_until: Mapping[Slot, int],
) -> Iterator[Piece]:
    """The line's amounts, for each price and quantity in each contract year."""
    prices = list(_prices(terms, line, shares))
    starts = [price.first for price in prices]
    quantities = _quantities(terms, line)
    over, priced = terms.end, Priced()
    cuts = sorted({day for day in (*shares.years, *starts) if starts[0] <= day < over})
    for first, end in pairwise([*cuts, over]):
        agreed = prices[bisect_right(starts, first) - 1]
        year = shares.year_of(first)
        unit = agreed.amount or line.yearly_prices[min(year, len(line.yearly_prices)) - 1]
        until = billed_until.get((index, year))
        if until is None and terms.bills_years_ahead and line.is_provisional(year):
            until = line.known_until(year)
        rises = [*_rises(line, agreed.agreed_in, year, until)]
        discount = _discount_in(line, year)
        factors = [*rises, 1 - discount.scaleb(-2)] if discount else rises
        price, exact = priced.at(unit, factors)
        spans = _spans(first, end, quantities)
        amounts = _amounts(spans, exact, shares)
        list_price, listed = price, [0] * len(spans)
        if discount:
            list_price, exact_list = priced.at(unit, rises)
            listed = _amounts(spans, exact_list, shares)
        for span, minor, before in zip(spans, amounts, listed, strict=True):
            if (most := max(minor, before)) > LARGEST_MINOR:
                Money.of_minor(most, terms.currency)
            if span.quantity:
                part = shares.words(span.first, span.end)
                held = (span.first, span.end, minor, span.quantity, exact, price, part)
                listed_year = _listed_year(line, prices[0].agreed_in, year, until)
                yield Piece(index, year, *held, discount, before, list_price, until, listed_year)


_made = partial(tuple.__new__, Piece)
"""A piece of all its fields in their order. A schedule of 20 years has thousands."""


class _Span(NamedTuple):
    """Days with one quantity."""

    first: date
    end: date
    quantity: Decimal


def _spans(first: date, end: date, quantities: Sequence[tuple[date, Decimal]]) -> list[_Span]:
    inner = [day for day, _ in quantities if first < day < end]
    return [_Span(a, b, _quantity_on(a, quantities)) for a, b in pairwise([first, *inner, end])]


def _amounts(spans: Sequence[_Span], unit: Fraction, shares: YearShares) -> list[int]:
    """What each costs at one yearly price a unit, in minor units.

    The first quantity is rounded once for all of the days, and so are the units more or fewer from
    each later day on: what is added costs the same whether the rest was billed before or not.
    """
    end, total, before = spans[-1].end, 0, Decimal(0)
    for span in spans:
        more = span.quantity - before
        rounded = _rounded(abs(more), unit, shares.months(span.first, end))
        total, before = total + (rounded if more > 0 else -rounded), span.quantity
    if len(spans) == 1:
        return [total]
    weights = [Fraction(each.quantity) * shares.months(each.first, each.end) for each in spans]
    return allocate(total, _whole(weights)) if any(weights) else [0] * len(spans)


def _rounded(units: Decimal, unit: Fraction, months: Fraction) -> int:
    """What so many units cost for these twelfths of a year. One fraction, which need not be in its
    lowest terms before it is rounded."""
    count, among = units.as_integer_ratio()
    above = count * unit.numerator * months.numerator
    below = among * unit.denominator * months.denominator * MONTHS_A_YEAR
    return (2 * above + below) // (2 * below)


def _whole(weights: Sequence[Fraction]) -> list[int]:
    """The same proportions in whole numbers."""
    common = lcm(*(each.denominator for each in weights))
    return [int(each * common) for each in weights]


def _prices(terms: ContractTerms, line: Subscription, shares: YearShares) -> Iterator[_Price]:
    """The prices in the order in which they hold; of two from one day, the changed one."""
    changes = {terms.effective(each.from_date): each.annual_price for each in line.price_changes}
    start = terms.effective(line.starts_on) if line.starts_on else terms.start_date
    if start not in changes:
        yield _Price(start, shares.year_of(start), line.annual_price)
    for day in sorted(changes):
        yield _Price(day, shares.year_of(day), changes[day])


def _quantities(terms: ContractTerms, line: Subscription) -> list[tuple[date, Decimal]]:
    """The quantities, each with the day from which it counts, the first from the beginning."""
    changes = {terms.effective(each.from_date): each.quantity for each in line.quantity_changes}
    return [(date.min, line.quantity), *sorted(changes.items())]


def _quantity_on(day: date, quantities: Sequence[tuple[date, Decimal]]) -> Decimal:
    return next(quantity for since, quantity in reversed(quantities) if since <= day)


def _discount_in(line: Subscription, year: int) -> Decimal:
    """In percent; zero in a year without one."""
    if line.discount_years and year not in line.discount_years:
        return Decimal(0)
    return line.discount_percent


def _rises(
    line: Subscription, agreed_in: int, year: int, known_until: int | None
) -> Iterator[Decimal]:
    """What the price is multiplied by in `year`, the discount aside: the escalators."""
    for each in sorted(line.rises(year, known_until), key=lambda each: each.contract_year):
        if agreed_in < each.contract_year <= year and each.percent:
            yield 1 + each.percent.scaleb(-2)


def _listed_year(
    line: Subscription, agreed_in: int, year: int, known_until: int | None
) -> Fraction | None:
    """In minor units, the list price of a unit for all of that contract year."""
    if line.list_price is None:
        return None
    return exact_price(line.list_price, [*_rises(line, agreed_in, year, known_until)])


def _shares(segment: Piece, bounds: Sequence[date], shares: YearShares) -> Iterator[Piece]:
    """The segment cut at `bounds`, by largest remainder, earliest first."""
    inner = bounds[bisect_right(bounds, segment.first) : bisect_left(bounds, segment.end)]
    spans, weights = _weighed((segment.first, *inner, segment.end), shares)
    index, year, _, _, _, quantity, unit, price, _, discount, _, list_price, until, by_year = (
        segment
    )
    amounts = allocate(segment.minor, weights)
    if not segment.listed and by_year is None:  # nearly all of a long schedule
        same = quantity, unit, price
        rest = discount, 0, list_price, until, None
        for (first, end, part), minor in zip(spans, amounts, strict=True):
            yield _made((index, year, first, end, minor, *same, part, *rest))
        return
    listed = allocate(segment.listed, weights) if segment.listed else [0] * len(weights)
    for (first, end, part), minor, before in zip(spans, amounts, listed, strict=True):
        by_unit = None if by_year is None else by_year * shares.months(first, end) / MONTHS_A_YEAR
        yield _made(
            (
                *(index, year, first, end, minor, quantity, unit, price, part),
                *(discount, before, list_price, until, by_unit),
            )
        )


def _weighed(
    cuts: tuple[date, ...], shares: YearShares
) -> tuple[list[tuple[date, date, str]], list[int]]:
    """The spans between the days in words of a year, and their shares in whole numbers."""
    if cuts not in shares.weighed:
        spans = [(first, end, shares.words(first, end)) for first, end in pairwise(cuts)]
        months = [shares.months(first, end) for first, end, _ in spans]
        shares.weighed[cuts] = (spans, _whole(months))
    return shares.weighed[cuts]
