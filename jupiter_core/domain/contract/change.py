"""Changes of a contract: new terms from old. What they bill is for `reschedule`.

Lines keep their positions, so that what was issued under the old terms is known under the new.
"""

from datetime import date
from decimal import Decimal

from jupiter_core.domain.contract.calendar import (
    ONE_DAY,
    contract_year,
    last_day_before,
    month_index,
    month_start,
    nearest_months,
)
from jupiter_core.domain.contract.lines import (
    ContractLine,
    OneTime,
    PriceChange,
    QuantityChange,
    Subscription,
)
from jupiter_core.domain.contract.terms import LONGEST_TERM, ContractTerms
from jupiter_core.domain.refusals import (
    NoPeriodLeft,
    NotAContractMonth,
    NothingChanged,
    OutsideTerm,
    StartsAfterEnd,
)
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.unit_price import UnitPrice

__all__ = [
    "with_added_fee",
    "with_added_product",
    "with_changed_price",
    "with_changed_quantity",
    "with_early_end",
    "with_new_end",
    "with_new_term",
]


def with_new_end(terms: ContractTerms, last_day: date) -> ContractTerms:
    """Ending with `last_day`, the last day of a contract month.

    Raises NotAContractMonth with the nearest days, or what `with_new_term` raises.
    """
    start, after, anchor = terms.start_date, last_day + ONE_DAY, terms.anchor_day
    months = month_index(start, after, anchor)
    if months is None or not 1 <= months <= LONGEST_TERM:
        nearest = nearest_months(start, after, 1, LONGEST_TERM, anchor)
        days = " or ".join(spelled_day(last_day_before(start, each, anchor)) for each in nearest)
        raise NotAContractMonth(spelled_day(last_day), days, "ends").at("last_day")
    return with_new_term(terms, months)


def with_new_term(terms: ContractTerms, term_months: int) -> ContractTerms:
    """Of another length. Escalators, prices and discounts after the new end are left out.

    Raises NothingChanged, StartsAfterEnd for a product that would never begin, or ValidationErrors.
    """
    if term_months == terms.term_months and not terms.ends_on:
        raise NothingChanged()
    end = month_start(terms.start_date, term_months, terms.anchor_day)
    _expect_all_begin(terms, end)
    lines = tuple(
        _ended(line, end, contract_year(term_months - 1))
        if isinstance(line, Subscription)
        else line
        for line in terms.lines
    )
    return _changed(terms, term_months=term_months, ends_on=None, lines=lines)


def with_added_product(
    terms: ContractTerms, product: Subscription, from_date: date
) -> ContractTerms:
    """With one more product from the first day of a contract month on, to the contract's end.

    Its price is as of the contract year in which it starts. Raises ValidationErrors at the new
    line.
    """
    day = _effective(terms, from_date)
    return _with_line(terms, product.model_copy(update={"starts_on": day}))


def with_added_fee(terms: ContractTerms, fee: OneTime) -> ContractTerms:
    """With one more fee, on the next coming invoice after its `bill_on`. Raises
    ValidationErrors."""
    return _with_line(terms, fee)


def with_changed_quantity(
    terms: ContractTerms, position: int, from_date: date, quantity: Decimal
) -> ContractTerms:
    """With another quantity of the subscription at `position` among the lines, at its price, from
    `from_date` until the next change that was agreed before; zero ends the product.

    Raises NotFound, NothingChanged, NoPeriodLeft at `from_date`, or ValidationErrors at
    `lines[n].quantity_changes[m].from_date`.
    """
    line, day = terms.subscription(position), _effective(terms, from_date)
    if line.quantity_on(day) == quantity:
        raise NothingChanged()
    change = QuantityChange(from_date=day, quantity=quantity)
    others = [each for each in line.quantity_changes if each.from_date != day]
    changes = tuple(sorted([*others, change], key=lambda each: each.from_date))
    return _with_line_at(terms, position, line.model_copy(update={"quantity_changes": changes}))


def with_early_end(
    terms: ContractTerms, last_day: date, fee: OneTime | None = None
) -> ContractTerms:
    """Ending with `last_day`, any day before the last that is agreed; the term stays what it was.
    The fee is billed with the end.

    Raises StartsAfterEnd for a product that would never begin, or ValidationErrors at `ends_on`.
    """
    if last_day >= terms.last_day:
        days = last_day, terms.start_date, terms.last_day - ONE_DAY
        raise OutsideTerm(*map(spelled_day, days)).at("last_day")
    _expect_all_begin(terms, last_day + ONE_DAY)
    due = (fee.model_copy(update={"bill_on": last_day}),) if fee else ()
    return _changed(terms, ends_on=last_day, lines=(*terms.lines, *due))


def with_changed_price(
    terms: ContractTerms, position: int, from_date: date, annual_price: UnitPrice
) -> ContractTerms:
    """With a new yearly price a unit for the subscription at `position` among the lines.

    It holds from `from_date`, the first day of a contract month, until the next price change
    that was agreed before, if there is one. Raises NotFound, NothingChanged, or ValidationErrors at
    `lines[n].price_changes[m].from_date`.
    """
    line = terms.subscription(position)
    from_date = _effective(terms, from_date)
    change = PriceChange(from_date=from_date, annual_price=annual_price)
    if change in line.price_changes:
        raise NothingChanged()
    others = [each for each in line.price_changes if each.from_date != from_date]
    changes = tuple(sorted([*others, change], key=lambda each: each.from_date))
    return _with_line_at(terms, position, line.model_copy(update={"price_changes": changes}))


def _effective(terms: ContractTerms, day: date) -> date:
    """When it counts from, which is what is agreed and shown. Raises NoPeriodLeft."""
    found = terms.effective(day)
    if found >= terms.end and found != day:
        raise NoPeriodLeft(spelled_day(day)).at("from_date")
    return found


def _expect_all_begin(terms: ContractTerms, end: date) -> None:
    for _, line in terms.subscriptions:
        if line.starts_on and line.starts_on >= end:
            raise StartsAfterEnd(line.description, spelled_day(line.starts_on)).at("last_day")


def _with_line_at(terms: ContractTerms, position: int, line: Subscription) -> ContractTerms:
    lines = list(terms.lines)
    lines[position] = line
    return _changed(terms, lines=tuple(lines))


def _with_line(terms: ContractTerms, line: ContractLine) -> ContractTerms:
    return _changed(terms, lines=(*terms.lines, line))


def _changed(terms: ContractTerms, **changes: object) -> ContractTerms:
    """Checked as a whole, which `model_copy` would not do."""
    # `model_copy` takes what it is given, unchecked.
    return ContractTerms.model_validate({**dict(terms), **changes})


def _ended(line: Subscription, end: date, years: int) -> Subscription:
    """Without what would apply only after the end."""
    discounted = tuple(year for year in line.discount_years if year <= years)
    discount_is_over = line.discount_years and not discounted
    return line.model_copy(
        update={
            "yearly_prices": line.yearly_prices[:years],
            "escalators": tuple(each for each in line.escalators if each.contract_year <= years),
            "discount_years": discounted,
            "indexation": line.indexation.until(years) if line.indexation else None,
            "discount_percent": Decimal(0) if discount_is_over else line.discount_percent,
            "price_changes": tuple(each for each in line.price_changes if each.from_date < end),
            "quantity_changes": tuple(
                each for each in line.quantity_changes if each.from_date < end
            ),
        }
    )
