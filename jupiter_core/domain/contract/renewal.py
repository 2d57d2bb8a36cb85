"""The contract that follows another: when it is proposed, and with which terms.

It begins on the day after the old one's last, with the same term, billing and net terms. Its
subscriptions cost what their next contract year would: a price that rose into the last contract
year rises by the same percentage once more; where nothing rises it, the last price holds on. List
prices rise with them. What was agreed once (fees, usage credits, discounts of named years) is not
agreed again.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.calendar import ONE_DAY, is_month_end
from jupiter_core.domain.contract.lines import Subscription
from jupiter_core.domain.contract.terms import ContractTerms, expect_to_end_in_time
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import EndsTooLate, NothingToRenew
from jupiter_core.domain.unit_price import FinePrice, UnitPrice

NOTICE_DAYS = 90


class Dismissal(Frozen):
    """Somebody said that it is not renewed, and why."""

    by: Actor
    at: datetime
    reason: str


class Renewal(Frozen):
    """What became of renewing a contract. `ends_on` is the last day for which it was proposed, None
    where a person was first; `contract_id` is the contract that renews it, once there is one."""

    ends_on: date | None = None
    contract_id: str = ""
    dismissal: Dismissal | None = None


def is_renewable(terms: ContractTerms) -> bool:
    """Whether anything in it recurs, and another term ends in time."""
    try:
        expect_to_end_in_time(terms.last_day + ONE_DAY, terms.term_months)
    except EndsTooLate:
        return False
    return any(line.quantity_on(terms.last_day) for _, line in terms.subscriptions)


def is_near(terms: ContractTerms, today: date, notice_days: int) -> bool:
    """Whether its last day is at most so many days away, and not past. One that ends early is not
    up for renewal."""
    return terms.ends_on is None and today <= terms.last_day <= today + timedelta(days=notice_days)


def renewal_terms(terms: ContractTerms, name: str) -> ContractTerms:
    """Raises NothingToRenew with the contract's name, EndsTooLate at `term_months`, or
    AmountTooLarge."""
    goes_on = [line for _, line in terms.subscriptions if line.quantity_on(terms.last_day)]
    lines = tuple(_renewed(terms, line) for line in goes_on)
    if not lines:
        raise NothingToRenew(name)
    start = terms.last_day + ONE_DAY
    try:
        expect_to_end_in_time(start, terms.term_months)
    except EndsTooLate as refusal:
        raise refusal.at("term_months") from None
    # `model_copy` takes what it is given, unchecked.
    new: dict[str, object] = {"start_date": start, "lines": lines, "ends_on": None}
    new["acceptances"] = ()
    if not is_month_end(start):
        new["month_end"] = False
    return ContractTerms.model_validate({**dict(terms), **new})


def next_price(terms: ContractTerms, line: Subscription) -> UnitPrice:
    """The yearly price a unit in the contract year after the last, without discounts: rounded once,
    half away from zero, to the currency's minor unit; to 8 decimals where the price has more
    than the currency."""
    return _next(terms, line, *_last_price(terms, line))


def _next(terms: ContractTerms, line: Subscription, agreed_in: int, price: UnitPrice) -> UnitPrice:
    factor = Fraction(1)
    for each in line.rises(terms.years):
        if agreed_in < each.contract_year <= terms.years:
            factor *= 1 + Fraction(each.percent) / 100
    rises = (each.percent for each in line.escalators if each.contract_year == terms.years)
    factor *= 1 + Fraction(next(rises, 0)) / 100
    exact = Fraction(price.exact) * factor
    if isinstance(price, FinePrice):
        return price.rounded(exact)
    minor = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Money.of_minor(minor, terms.currency)


def _last_price(terms: ContractTerms, line: Subscription) -> tuple[int, UnitPrice]:
    """The price that was agreed last, and the contract year as of which it was: only escalators of
    later years raise it."""
    if line.price_changes:
        last = max(line.price_changes, key=lambda each: each.from_date)
        return terms.year_of(last.from_date), last.annual_price
    agreed_in = terms.year_of(line.starts_on or terms.start_date)
    return agreed_in, line.annual_price or line.yearly_prices[-1]


def _renewed(terms: ContractTerms, line: Subscription) -> Subscription:
    """For all of the new term, its escalators in the same contract years as before."""
    dropped: dict[str, object] = {"starts_on": None, "price_changes": (), "yearly_prices": ()}
    dropped |= {"quantity": line.quantity_on(terms.last_day), "quantity_changes": ()}
    if line.discount_years:
        dropped |= {"discount_years": (), "discount_percent": line.discount_percent * 0}
    if line.indexation:
        dropped["indexation"] = line.indexation.renewed()
    price = next_price(terms, line)
    return line.model_copy(
        update={
            **dropped,
            "annual_price": price,
            "list_price": _next_list_price(terms, line, price),
        }
    )


def _next_list_price(
    terms: ContractTerms, line: Subscription, price: UnitPrice
) -> UnitPrice | None:
    """Risen like the price; None where it is not above it any more."""
    if line.list_price is None:
        return None
    listed = _next(terms, line, terms.year_of(line.starts_on or terms.start_date), line.list_price)
    return listed if listed.exact > price.exact else None
