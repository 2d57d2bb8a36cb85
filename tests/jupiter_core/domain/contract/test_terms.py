"""What a contract must be; every mistake is said at once, at its path."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.contract.terms import (
    ContractLine,
    Escalator,
    OneTime,
    PriceChange,
    UsageCredit,
)
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import OutOfRange, Required, ValidationErrors
from jupiter_core.domain.spelled_day import spelled_day
from tests.harness.contracts import a_contract, a_subscription, the_seed_deal, usd


def mistakes(*lines: ContractLine, **changes: object) -> dict[str, str]:
    with pytest.raises(ValidationErrors) as refused:
        a_contract(*lines, **changes)
    return {each.path or "": each.sentence for each in refused.value.refusals}


def escalator(year: int, percent: str = "5") -> Escalator:
    return Escalator(contract_year=year, percent=Decimal(percent))


def test_the_seed_deal_is_three_years_to_the_day() -> None:
    terms = the_seed_deal()

    assert (terms.years, terms.last_day) == (3, date(2029, 12, 31))
    assert [n for n, _ in terms.credits] == [3]


def test_an_escalator_belongs_to_a_later_year_of_the_term_and_once() -> None:
    line = a_subscription(escalators=(escalator(1), escalator(2), escalator(2), escalator(4)))

    outside = "An escalator must be in contract year 2 to 3 here."
    assert mistakes(line) == {
        "lines[0].escalators[0].contract_year": outside,
        "lines[0].escalators[2].contract_year": "Contract year 2 is given twice.",
        "lines[0].escalators[3].contract_year": outside,
    }


def test_a_contract_of_one_year_has_no_escalators() -> None:
    found = mistakes(a_subscription(escalators=(escalator(2),)), term_months=12)

    assert found["lines[0].escalators[0].contract_year"].startswith("An escalator has no contract")


def test_a_subscription_has_one_price_or_a_ramp() -> None:
    both = a_subscription(yearly_prices=(usd("1"),))
    neither = a_subscription(annual_price=None)
    longer = a_subscription(annual_price=None, yearly_prices=(usd("1"),) * 4)

    assert list(mistakes(both, neither, longer)) == [
        "lines[0].yearly_prices",
        "lines[1].annual_price",
        "lines[2].yearly_prices[3]",
    ]


def test_amounts_are_in_the_contracts_currency_and_not_below_zero() -> None:
    found = mistakes(
        a_subscription(annual_price=usd("-1")),
        OneTime(description="Fee", amount=Money.of("1", "EUR")),
        UsageCredit(description="Credit", amount=usd("0")),
    )

    assert found == {
        "lines[0].annual_price": "A price cannot be below zero.",
        "lines[1].amount": "This amount is in EUR; the invoice is in USD.",
        "lines[2].amount": (
            "Give the credit as a positive amount; invoices show it as a deduction."
        ),
    }


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        (date(2027, 3, 1), "28 Feb 2027 or 31 Mar 2027"),
        (date(2026, 1, 31), "31 Jan 2027"),
        (date(2030, 1, 31), "31 Dec 2029"),
    ],
    ids=["inside a month", "before the term", "after the term"],
)
def test_an_added_product_begins_with_a_contract_month_of_the_term(day: date, nearest: str) -> None:
    found = mistakes(a_subscription(starts_on=day), start_date=date(2027, 1, 31))

    assert found["lines[0].starts_on"] == (
        f"No month of the contract begins on {spelled_day(day)} here. The nearest: {nearest}."
    )


def test_a_price_changes_once_from_a_day_on_which_the_product_runs() -> None:
    changes = [date(2027, 6, 1), date(2028, 6, 1), date(2028, 6, 1)]
    line = a_subscription(
        starts_on=date(2028, 1, 1),
        price_changes=tuple(PriceChange(from_date=day, annual_price=usd("1")) for day in changes),
    )

    assert mistakes(line) == {
        "lines[0].price_changes[0].from_date": (
            "No month of the contract begins on 1 Jun 2027 here. The nearest: 1 Jan 2028."
        ),
        "lines[0].price_changes[2].from_date": "1 Jun 2028 is given twice.",
    }


def test_a_contract_bills_something_and_has_a_bounded_number_of_lines() -> None:
    credit = UsageCredit(description="Credit", amount=usd("1"))

    assert "at least one subscription" in mistakes(credit)["lines"]
    assert "up to 200 lines" in mistakes(*[a_subscription()] * 201)["lines"]


def test_what_is_billed_upfront_is_billed_in_advance() -> None:
    found = mistakes(billing_frequency="upfront", billing_timing="arrears")

    assert list(found) == ["billing_timing"]


def test_a_contract_ends_while_invoices_can_be_dated() -> None:
    assert "31 Dec 2100" in mistakes(start_date=date(2099, 1, 1))["term_months"]


@pytest.mark.parametrize(
    "changes",
    [
        {"discount_percent": Decimal("100.1")},
        {"discount_percent": Decimal("0.00001")},
        {"quantity": Decimal(0)},
        {"tax_rate": Decimal(-1)},
    ],
    ids=str,
)
def test_numbers_of_a_line_have_bounds(changes: dict[str, Decimal]) -> None:
    with pytest.raises(OutOfRange):
        a_subscription(**changes)


def test_an_escalator_has_bounds_and_a_line_a_description() -> None:
    with pytest.raises(OutOfRange):
        escalator(2, "-100.1")
    with pytest.raises(Required):
        a_subscription(description="  ")
    with pytest.raises(OutOfRange):
        a_contract(term_months=241)
