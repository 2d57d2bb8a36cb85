"""What a line of the contract builder's form means, or every mistake at its field."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from bot.intake.drafts.contract import ContractLineForm
from bot.intake.errors import ErrorCollector
from bot.intake.notation.amounts import short_money_of, short_prices_of
from bot.intake.notation.contract import escalators_of, price_changes_of, years_of
from bot.intake.notation.fields import chosen, day_of
from bot.intake.notation.numbers import decimal_of, percent_of
from jupiter_core.domain.contract.calendar import contract_year
from jupiter_core.domain.contract.checks import line_mistakes
from jupiter_core.domain.contract.lines import (
    ContractLine,
    CreditUse,
    OneTime,
    Subscription,
    UsageCredit,
    description_of,
    discount_percent_of,
)
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms
from jupiter_core.domain.refusals import AmountTooLarge
from jupiter_core.domain.schedule.pricing import pieces_of
from jupiter_core.domain.totals import quantity_of, tax_rate_of

_FIELDS = {"yearly_prices": "annual_price"}
"""One field holds a price, or a price for each year."""


class Frame(NamedTuple):
    """What a line is held against. Without a start or a term its years are not checked."""

    currency: str
    start: date | None
    term_months: int | None

    @property
    def years(self) -> int:
        return contract_year(self.term_months - 1) if self.term_months else 20


def contract_line_of(line: ContractLineForm, frame: Frame) -> ContractLine:
    """What a line means. Raises ValidationErrors, each at the name of its field."""
    errors = ErrorCollector()
    values = {name: errors.part(name, read) for name, read in _readers(line, frame)}
    errors.expect_none()
    meant = _MADE[line.kind](values)
    if frame.start and frame.term_months:
        found = line_mistakes(meant, frame.currency, frame.start, frame.term_months)
        for each in found:
            errors.add(each.at(field_of(each.path or "")), each=True)
        errors.expect_none()
        try:
            _expect_billable(meant, frame)
        except AmountTooLarge as refusal:
            errors.add(refusal.at("annual_price"))
    errors.expect_none()
    return meant


def _expect_billable(line: ContractLine, frame: Frame) -> None:
    """Raises AmountTooLarge where a year of it is more than can be invoiced."""
    if isinstance(line, Subscription) and frame.start and frame.term_months:
        terms = ContractTerms(
            currency=frame.currency,
            start_date=frame.start,
            term_months=frame.term_months,
            billing_frequency=BillingFrequency.UPFRONT,
            net_terms=0,
            lines=(line,),
        )
        list(pieces_of(terms, (0, frame.term_months)))


def field_of(path: str) -> str:
    """The field for a path within a line: `yearly_prices[1]` is typed in `annual_price`."""
    found = re.match(r"[a-z_]+", path)
    root = found[0] if found else "description"
    return _FIELDS.get(root, root)


def _readers(line: ContractLineForm, frame: Frame) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield "description", lambda: description_of(line.description)
    if line.kind == "subscription":
        yield "quantity", lambda: quantity_of(decimal_of(line.quantity.strip()))
        price = line.annual_price.strip()
        yield (
            "annual_price",
            lambda: short_prices_of(chosen(price, "A yearly price"), frame.currency),
        )
        yield "escalators", lambda: escalators_of(line.escalators, frame.years)
        yield "discount_percent", lambda: discount_percent_of(percent_of(line.discount_percent))
        yield "discount_years", lambda: years_of(line.discount_years)
        yield "starts_on", lambda: _day_or_none(line.starts_on)
        yield "price_changes", lambda: price_changes_of(line.price_changes, frame.currency)
    else:
        amount = line.amount.strip()
        yield "amount", lambda: short_money_of(chosen(amount, "An amount"), frame.currency)
        yield "bill_on", lambda: _day_or_none(line.bill_on)
        yield "apply", lambda: CreditUse(line.apply)
        yield "expires_on", lambda: _day_or_none(line.expires_on)
    yield "tax_rate", lambda: _rate_or_none(line.tax_rate)


def _day_or_none(typed: str) -> date | None:
    return day_of(typed, "A day") if typed else None


def _rate_or_none(typed: str) -> Decimal | None:
    return tax_rate_of(percent_of(typed)) if typed.strip() else None


def _subscription(values: Mapping[str, Any]) -> Subscription:
    prices = values["annual_price"]
    ramp = len(prices) > 1
    return Subscription(
        description=values["description"],
        quantity=values["quantity"],
        annual_price=None if ramp else prices[0],
        yearly_prices=prices if ramp else (),
        escalators=values["escalators"],
        discount_percent=values["discount_percent"],
        discount_years=values["discount_years"],
        tax_rate=values["tax_rate"] or Decimal(0),
        starts_on=values["starts_on"],
        price_changes=values["price_changes"],
    )


def _one_time(values: Mapping[str, Any]) -> OneTime:
    return OneTime(
        description=values["description"],
        amount=values["amount"],
        bill_on=values["bill_on"],
        tax_rate=values["tax_rate"] or Decimal(0),
    )


def _usage_credit(values: Mapping[str, Any]) -> UsageCredit:
    return UsageCredit(
        description=values["description"],
        amount=values["amount"],
        apply=values["apply"],
        tax_rate=values["tax_rate"],
        expires_on=values["expires_on"],
    )


_MADE: Mapping[str, Callable[[Mapping[str, Any]], ContractLine]] = {
    "subscription": _subscription,
    "one_time": _one_time,
    "usage_credit": _usage_credit,
}
