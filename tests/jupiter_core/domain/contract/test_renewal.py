"""The terms of the contract that follows another, their prices reckoned by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from jupiter_core.domain.contract.renewal import (
    is_near,
    is_renewable,
    next_price,
    renewal_terms,
)
from jupiter_core.domain.contract.terms import (
    ContractTerms,
    Escalator,
    OneTime,
    PriceChange,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.references import Reference
from jupiter_core.domain.refusals import EndsTooLate, NothingToRenew
from jupiter_core.domain.schedule.build import schedule_of
from tests.harness.contracts import a_contract, a_subscription, contracts, the_seed_deal, usd


def rises(*years: int, percent: str = "5") -> tuple[Escalator, ...]:
    return tuple(Escalator(contract_year=year, percent=Decimal(percent)) for year in years)


def renewed(*lines: Subscription, **changes: object) -> list[str]:
    terms = renewal_terms(a_contract(*lines, **changes), "Acme 2027")
    return [str(line.annual_price) for _, line in terms.subscriptions]


def test_it_begins_on_the_day_after_the_old_one_with_the_same_term_and_billing() -> None:
    old = the_seed_deal()
    new = renewal_terms(old, "Acme 2027")
    assert (old.last_day, new.start_date) == (date(2029, 12, 31), date(2030, 1, 1))
    for field in ("currency", "term_months", "billing_frequency", "billing_timing", "net_terms"):
        assert getattr(new, field) == getattr(old, field)


def test_what_was_agreed_once_is_not_agreed_again() -> None:
    new = renewal_terms(the_seed_deal(), "Acme 2027")
    assert [line.description for line in new.lines] == ["Platform Enterprise", "Analytics add-on"]
    assert not any(isinstance(line, OneTime | UsageCredit) for line in new.lines)


def test_its_late_fee_and_references_hold_on() -> None:
    fee, project = late_fee_of("1.5% a month"), Reference(key="project", value="P-77")
    old = a_contract(a_subscription(), late_fee=fee, references=(project,))
    new = renewal_terms(old, "Acme 2027")
    assert (new.late_fee, new.references) == (fee, (project,))


def test_a_price_that_rose_every_year_rises_once_more() -> None:
    # 100,000 × 1.05 × 1.05 = 110,250 in year 3; × 1.05 = 115,762.50
    line = a_subscription(annual_price=usd("100000"), escalators=rises(2, 3))
    assert renewed(line) == ["115762.50"]


def test_a_price_that_rose_once_and_then_held_holds_on() -> None:
    # 1,200,000 × 1.05 in years 2 and 3; 480 × 1.05 = 504
    assert [
        str(line.annual_price) for _, line in renewal_terms(the_seed_deal(), "-").subscriptions
    ] == [
        *("1260000.00", "504.00"),
    ]


def test_without_an_escalator_the_last_price_holds_on() -> None:
    assert renewed(a_subscription(annual_price=usd("120000"))) == ["120000.00"]


def test_of_a_ramp_the_last_price_holds_on() -> None:
    ramp = a_subscription(
        annual_price=None, yearly_prices=(usd("60000"), usd("90000"), usd("120000"))
    )
    assert renewed(ramp) == ["120000.00"]


def test_a_price_agreed_later_is_raised_only_by_later_escalators() -> None:
    # 150,000 from 1 July 2028 (year 2): × 1.03 in year 3 = 154,500; × 1.03 = 159,135
    line = a_subscription(
        annual_price=usd("100000"),
        escalators=(*rises(2), *rises(3, percent="3")),
        price_changes=(PriceChange(from_date=date(2028, 7, 1), annual_price=usd("150000")),),
    )
    assert renewed(line) == ["159135.00"]


def test_a_product_that_was_added_later_is_there_from_the_first_day() -> None:
    # 10,000 as of year 2; × 1.1 in year 3 = 11,000; × 1.1 = 12,100
    line = a_subscription(
        annual_price=usd("10000"), escalators=rises(3, percent="10"), starts_on=date(2028, 1, 1)
    )
    assert renewed(line) == ["12100.00"]
    (new,) = renewal_terms(a_contract(line), "-").lines
    assert isinstance(new, Subscription)
    assert new.starts_on is None


def test_a_price_is_rounded_once_half_away_from_zero() -> None:
    # 0.33 × 1.05 × 1.05 = 0.363825 in year 3, not rounded there; × 1.05 = 0.38201625
    line = a_subscription(annual_price=usd("0.33"), escalators=rises(2, 3))
    assert renewed(line) == ["0.38"]
    # 0.10 × 1.05 = 0.105
    assert renewed(a_subscription(annual_price=usd("0.10"), escalators=rises(3))) == ["0.11"]


def test_a_discount_of_every_year_goes_on_and_one_of_named_years_does_not() -> None:
    always = a_subscription(discount_percent=Decimal(10))
    once = a_subscription(discount_percent=Decimal(10), discount_years=(1,))
    new = renewal_terms(a_contract(always, once), "-")
    # 120,000 × 0.9 + 120,000
    assert str(schedule_of(new).invoices[0].total) == "228000.00"


def test_a_stub_year_is_a_contract_year_too() -> None:
    # 30 months: years 1, 2 and half of 3; 100 × 1.05 × 1.05 = 110.25; × 1.05 = 115.7625
    line = a_subscription(annual_price=usd("100"), escalators=rises(2, 3))
    assert renewed(line, term_months=30) == ["115.76"]


def test_where_nothing_recurs_nothing_is_renewed() -> None:
    fee = OneTime(description="Onboarding", amount=usd("50000"))
    assert not is_renewable(a_contract(fee))
    with pytest.raises(NothingToRenew, match="Acme 2027 has no subscription"):
        renewal_terms(a_contract(fee), "Acme 2027")


def test_a_term_that_would_end_after_the_last_day_of_all_is_not_proposed() -> None:
    late = a_contract(start_date=date(2090, 1, 1), term_months=120)
    assert not is_renewable(late)
    with pytest.raises(EndsTooLate):
        renewal_terms(late, "-")


@pytest.mark.parametrize(
    ("today", "near"),
    [
        (date(2029, 10, 1), False),
        (date(2029, 10, 2), True),
        (date(2029, 12, 31), True),
        (date(2030, 1, 1), False),
    ],
)
def test_it_is_near_from_ninety_days_before_the_last_day_to_that_day(
    today: date, near: bool
) -> None:
    assert is_near(the_seed_deal(), today, 90) is near


@settings(deadline=None, max_examples=100)
@given(contracts())
def test_any_renewal_has_a_schedule_and_the_last_price_or_one_rise_of_it(
    terms: ContractTerms,
) -> None:
    new = renewal_terms(terms, "-")
    schedule_of(new)
    assert new.start_date > terms.last_day
    for (_, old), (_, line) in zip(terms.subscriptions, new.subscriptions, strict=True):
        assert line.annual_price == next_price(terms, old)
        assert (line.quantity, line.tax_rate) == (old.quantity, old.tax_rate)
        if not old.escalators and not old.price_changes:
            last = old.annual_price or old.yearly_prices[-1]
            assert line.annual_price == last


@settings(deadline=None, max_examples=60)
@given(contracts())
def test_the_price_is_within_half_a_unit_of_the_exact_one(terms: ContractTerms) -> None:
    for _, line in terms.subscriptions:
        if line.price_changes or line.starts_on:
            continue
        exact = Fraction((line.annual_price or line.yearly_prices[-1]).exact)
        for each in line.escalators:
            exact *= Fraction(100 + each.percent) / 100
            if each.contract_year == -(-terms.term_months // 12):
                exact *= Fraction(100 + each.percent) / 100
        assert abs(Fraction(next_price(terms, line).exact) - exact) <= Fraction(1, 2)
    assert Money.zero(terms.currency).minor == 0
