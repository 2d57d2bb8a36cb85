"""What must fit together in the lines of a contract; each mistake at its path within the line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jupiter_core.domain.contract.calendar import (
    contract_year,
    last_day_before,
    month_index,
    month_start,
    nearest_months,
)
from jupiter_core.domain.contract.cpi import indexation_mistakes
from jupiter_core.domain.contract.lines import ContractLine, OneTime, Subscription, UsageCredit
from jupiter_core.domain.contract.milestone import Milestones, milestones_mistakes
from jupiter_core.domain.refusals import (
    BelowZero,
    CreditNotPositive,
    ListPriceTooLow,
    MixedCurrencies,
    MorePricesThanYears,
    NotAContractMonth,
    NotAContractYear,
    NothingToBill,
    NoYearLeft,
    OutsideTerm,
    Refusal,
    RepeatedDate,
    RepeatedYear,
    Required,
    RisesInTwoWays,
    TooManyContractLines,
    TwoPrices,
)
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.terms import issue_date_of
from jupiter_core.domain.unit_price import UnitPrice

MOST_LINES = 200


def lines_mistakes(lines: Sequence[ContractLine]) -> Iterator[Refusal]:
    """What is wrong with the lines as a whole."""
    if len(lines) > MOST_LINES:
        yield TooManyContractLines(MOST_LINES).at("lines")
    if not any(isinstance(line, Subscription | OneTime | Milestones) for line in lines):
        yield NothingToBill().at("lines")


class _Days(NamedTuple):
    """The days of a contract on which a line may begin or change: the first of its months, whose
    day of the month is `anchor`, or any."""

    start: date
    term_months: int
    anchor: int
    any_day: bool

    @property
    def last(self) -> date:
        return last_day_before(self.start, self.term_months, self.anchor)

    def month_of(self, day: date) -> int:
        """The index of the contract month in which it lies; the first, where it is before that."""
        if day < self.start:
            return 0
        return nearest_months(self.start, day, 0, self.term_months - 1, self.anchor)[0]


def line_mistakes(
    line: ContractLine,
    currency: str,
    start: date,
    term_months: int,
    *,
    anchor: int = 0,
    any_day: bool = False,
) -> Iterator[Refusal]:
    """What is wrong with a line of a contract with this currency, start and term. `anchor` is the
    day on which its months begin, where not the start's own; `any_day` says that lines may begin
    and change within a month."""
    days = _Days(start, term_months, anchor, any_day)
    if isinstance(line, Subscription):
        yield from _price_mistakes(line, currency)
        yield from _year_mistakes(line, days)
        yield from _date_mistakes(line, days)
        yield from _index_mistakes(line, days)
    elif isinstance(line, OneTime):
        yield from _amount_mistakes(line.amount, "amount", "A fee", currency)
        yield from _list_price_mistakes(line.list_price, (line.amount,), currency)
        if line.bill_on:
            yield from _issue_date_mistakes(line.bill_on)
        elif line.own_invoice:
            yield Required("A day for an invoice of its own").at("bill_on")
    elif isinstance(line, Milestones):
        yield from milestones_mistakes(line, currency)
    else:
        yield from _credit_mistakes(line, currency)


def _issue_date_mistakes(day: date) -> Iterator[Refusal]:
    try:
        issue_date_of(day)
    except Refusal as refusal:
        yield refusal.at("bill_on")


def _credit_mistakes(line: UsageCredit, currency: str) -> Iterator[Refusal]:
    if line.amount.currency != currency:
        yield MixedCurrencies(line.amount.currency, currency).at("amount")
    if line.amount.minor <= 0:
        yield CreditNotPositive().at("amount")


def _amount_mistakes(amount: UnitPrice, path: str, what: str, currency: str) -> Iterator[Refusal]:
    if amount.currency != currency:
        yield MixedCurrencies(amount.currency, currency).at(path)
    elif amount.exact < 0:
        yield BelowZero(what).at(path)


def _price_mistakes(line: Subscription, currency: str) -> Iterator[Refusal]:
    if line.annual_price and line.yearly_prices:
        yield TwoPrices().at("yearly_prices")
    if not line.annual_price and not line.yearly_prices:
        yield Required("A yearly price").at("annual_price")
    if line.annual_price:
        yield from _amount_mistakes(line.annual_price, "annual_price", "A price", currency)
    for n, price in enumerate(line.yearly_prices):
        yield from _amount_mistakes(price, f"yearly_prices[{n}]", "A price", currency)
    for n, change in enumerate(line.price_changes):
        path = f"price_changes[{n}].annual_price"
        yield from _amount_mistakes(change.annual_price, path, "A price", currency)
    prices = (line.annual_price,) if line.annual_price else line.yearly_prices
    yield from _list_price_mistakes(line.list_price, prices, currency)


def _list_price_mistakes(
    listed: UnitPrice | None, prices: Sequence[UnitPrice], currency: str
) -> Iterator[Refusal]:
    """Of a ramp, one price that is below it is enough."""
    if listed is None:
        return
    if listed.currency != currency:
        yield MixedCurrencies(listed.currency, currency).at("list_price")
        return
    known = [each for each in prices if each.currency == currency]
    lowest = min(known, key=lambda each: each.exact, default=None)
    if lowest and listed.exact <= lowest.exact:
        yield ListPriceTooLow(listed.words, lowest.words).at("list_price")


def _year_mistakes(line: Subscription, days: _Days) -> Iterator[Refusal]:
    years = contract_year(days.term_months - 1)
    first = contract_year(days.month_of(line.starts_on) if line.starts_on else 0)
    escalated = {
        f"escalators[{n}].contract_year": e.contract_year for n, e in enumerate(line.escalators)
    }
    yield from _outside(escalated, "An escalator", first + 1, years)
    discounted = {f"discount_years[{n}]": year for n, year in enumerate(line.discount_years)}
    yield from _outside(discounted, "A discount", first, years)
    if len(line.yearly_prices) > years:
        yield MorePricesThanYears(years).at(f"yearly_prices[{years}]")


def _index_mistakes(line: Subscription, days: _Days) -> Iterator[Refusal]:
    if line.indexation is None:
        return
    if line.yearly_prices:
        yield RisesInTwoWays().at("yearly_prices")
    for refusal in indexation_mistakes(line.indexation, contract_year(days.term_months - 1)):
        yield refusal.at(f"indexation.{refusal.path}")


def _outside(years: Mapping[str, int], what: str, first: int, last: int) -> Iterator[Refusal]:
    """The years, by path, that lie outside of `first` to `last`, or are there twice."""
    known = set()
    allowed = f"{first} to {last}" if first < last else f"{last}"
    for path, year in years.items():
        if first > last:
            yield NoYearLeft(what, last).at(path)
        elif not first <= year <= last:
            yield NotAContractYear(what, allowed).at(path)
        elif year in known:
            yield RepeatedYear(year).at(path)
        known.add(year)


def _date_mistakes(line: Subscription, days: _Days) -> Iterator[Refusal]:
    if line.starts_on:
        yield from _day_mistakes(line.starts_on, "starts_on", days, days.start)
    first = line.starts_on or days.start
    for name, dates in (
        ("price_changes", [each.from_date for each in line.price_changes]),
        ("quantity_changes", [each.from_date for each in line.quantity_changes]),
    ):
        for n, day in enumerate(dates):
            path = f"{name}[{n}].from_date"
            yield from _day_mistakes(day, path, days, first)
            if day in dates[:n]:
                yield RepeatedDate(spelled_day(day)).at(path)


def _day_mistakes(day: date, path: str, days: _Days, earliest: date) -> Iterator[Refusal]:
    if days.any_day:
        if not earliest <= day <= days.last:
            yield OutsideTerm(*map(spelled_day, (day, earliest, days.last))).at(path)
        return
    first = month_index(days.start, earliest, days.anchor) or 0
    month, last = month_index(days.start, day, days.anchor), days.term_months - 1
    if month is None or not first <= month <= last:
        nearest = (
            spelled_day(month_start(days.start, each, days.anchor))
            for each in nearest_months(days.start, day, first, last, days.anchor)
        )
        yield NotAContractMonth(spelled_day(day), " or ".join(nearest)).at(path)
