"""The lines of a contract file, read by kind."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.intake.files.json_tree import Entry, Fields
from jupiter_core.domain.contract.lines import (
    ContractLine,
    CreditUse,
    Escalator,
    OneTime,
    PriceChange,
    Subscription,
    UsageCredit,
    description_of,
    discount_percent_of,
    escalator_percent_of,
)
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import quantity_of, tax_rate_of


class LineKind(StrEnum):
    """What a line's `kind` may say."""

    SUBSCRIPTION = "subscription"
    ONE_TIME = "one_time"
    USAGE_CREDIT = "usage_credit"


_KEYS = {
    "subscription": (
        "kind",
        "description",
        "quantity",
        "annual_price",
        "yearly_prices",
        "escalators",
        "discount_percent",
        "discount_years",
        "tax_rate",
        "starts_on",
        "price_changes",
    ),
    "one_time": ("kind", "description", "amount", "bill_on", "tax_rate"),
    "usage_credit": ("kind", "description", "amount", "apply", "tax_rate", "expires_on"),
}
_NO_YEAR = 0
"""In place of a year that could not be read: its mistake is said already."""


def read_line(entry: Entry, currency: str, *, dated: bool) -> ContractLine:
    """A line; what is a mistake has a harmless value in its place.

    Unless `dated`, the contract has no start to hold the line's dates against.
    """
    kind = entry.peek("kind")
    if kind == "subscription":
        return _subscription(entry.fields(*_KEYS[kind]), currency, dated)
    if kind == "one_time":
        return _one_time(entry.fields(*_KEYS[kind]), currency)
    if kind == "usage_credit":
        return _usage_credit(entry.fields(*_KEYS[kind]), currency)
    keys = dict.fromkeys(key for each in _KEYS.values() for key in each)
    entry.fields(*keys).need("kind", "A kind", lambda each: each.choice(LineKind))
    return OneTime(description="?", amount=Money.zero(currency))


def _subscription(fields: Fields, currency: str, dated: bool) -> Subscription:
    starts_on = fields.get("starts_on", Entry.day)
    changes = tuple(_price_change(each, currency) for each in fields.items("price_changes"))
    price = fields.get("annual_price", lambda each: _amount(each, currency))
    quantity = fields.get("quantity", lambda each: each.decimal(quantity_of))
    discount = fields.get("discount_percent", lambda each: each.decimal(discount_percent_of))
    return Subscription.model_construct(
        description=_description(fields),
        quantity=quantity or Decimal(1),
        annual_price=price,
        yearly_prices=tuple(_amount(each, currency) for each in fields.items("yearly_prices")),
        escalators=tuple(_escalator(each) for each in fields.items("escalators")),
        discount_percent=discount or Decimal(0),
        discount_years=tuple(each.whole() or _NO_YEAR for each in fields.items("discount_years")),
        tax_rate=_tax_rate(fields) or Decimal(0),
        starts_on=starts_on if dated else None,
        price_changes=changes if dated else (),
    )


def _escalator(entry: Entry) -> Escalator:
    fields = entry.fields("contract_year", "percent")
    year = fields.need("contract_year", "A contract year", Entry.whole)
    percent = fields.need(
        "percent", "A percentage", lambda each: each.decimal(escalator_percent_of)
    )
    return Escalator.model_construct(contract_year=year or _NO_YEAR, percent=percent or Decimal(0))


def _price_change(entry: Entry, currency: str) -> PriceChange:
    fields = entry.fields("from_date", "annual_price")
    return PriceChange.model_construct(
        from_date=fields.need("from_date", "A date", Entry.day) or date.min,
        annual_price=_needed_amount(fields, "annual_price", "A yearly price", currency),
    )


def _one_time(fields: Fields, currency: str) -> OneTime:
    return OneTime.model_construct(
        description=_description(fields),
        amount=_needed_amount(fields, "amount", "An amount", currency),
        bill_on=fields.get("bill_on", Entry.day),
        tax_rate=_tax_rate(fields) or Decimal(0),
    )


def _usage_credit(fields: Fields, currency: str) -> UsageCredit:
    use = fields.get("apply", lambda each: each.choice(CreditUse))
    return UsageCredit.model_construct(
        description=_description(fields),
        amount=_needed_amount(fields, "amount", "An amount", currency),
        apply=use or CreditUse.UNTIL_EXHAUSTED,
        tax_rate=_tax_rate(fields),
        expires_on=fields.get("expires_on", Entry.day),
    )


def _description(fields: Fields) -> str:
    read = fields.need("description", "A description", lambda each: each.text(description_of))
    return read or "?"


def _tax_rate(fields: Fields) -> Decimal | None:
    return fields.get("tax_rate", lambda each: each.decimal(tax_rate_of))


def _needed_amount(fields: Fields, key: str, what: str, currency: str) -> Money:
    read = fields.need(key, what, lambda each: _amount(each, currency))
    return read or Money.zero(currency)


def _amount(entry: Entry, currency: str) -> Money:
    """The amount; zero in place of a mistake."""
    return entry.money(currency) or Money.zero(currency)
