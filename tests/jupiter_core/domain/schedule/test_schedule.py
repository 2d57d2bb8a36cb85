"""Schedules where the agreed vectors are silent."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.contract.calendar import month_start
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    ContractTerms,
    Escalator,
    OneTime,
    PriceChange,
    UsageCredit,
)
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import AmountTooLarge
from jupiter_core.domain.schedule.build import ScheduledLine, schedule_of
from tests.harness.contracts import a_contract, a_subscription, the_seed_deal, usd


def lines_of(terms: ContractTerms) -> list[ScheduledLine]:
    return [line for each in schedule_of(terms).invoices for line in each.lines]


def test_the_arithmetic_of_the_seed_deal_is_shown() -> None:
    first, second, _ = schedule_of(the_seed_deal()).invoices

    assert [line.arithmetic for line in first.lines] == ["", "250 × 480.00", "", ""]
    assert [line.arithmetic for line in second.lines] == [
        "1,200,000.00 × 1.05",
        "250 × 480.00 × 1.05",
    ]
    assert (second.lines[1].quantity, second.lines[1].unit_price) == (Decimal(250), usd("504"))


def test_discount_and_share_of_a_year_are_in_the_arithmetic() -> None:
    product = a_subscription(quantity=Decimal(3), discount_percent=Decimal("12.5"))
    terms = a_contract(product, billing_frequency="quarterly", term_months=3)

    (line,) = lines_of(terms)

    assert line.arithmetic == "3 × 120,000.00 × 0.875, 3 of 12 months"
    assert (line.amount, line.unit_price) == (usd("78750"), usd("26250"))


def test_a_unit_price_is_not_told_where_it_would_not_multiply_to_the_amount() -> None:
    product = a_subscription(quantity=Decimal(3), annual_price=usd("100"))
    terms = a_contract(product, billing_frequency="quarterly", term_months=12)

    assert {(line.amount, line.unit_price) for line in lines_of(terms)} == {(usd("75"), usd("25"))}
    odd = a_subscription(quantity=Decimal(7), annual_price=usd("100"))
    shares = lines_of(a_contract(odd, billing_frequency="monthly", term_months=12))
    assert {(line.quantity, line.unit_price) for line in shares} == {(None, None)}


def test_a_product_that_starts_later_is_billed_from_its_month_by_its_months() -> None:
    later = a_subscription(
        description="Analytics",
        annual_price=usd("1000"),
        starts_on=date(2027, 6, 1),
        escalators=(Escalator(contract_year=2, percent=Decimal(10)),),
    )
    lines = lines_of(a_contract(a_subscription(), later, term_months=24))

    assert [(str(line.service_start), str(line.amount)) for line in lines] == [
        ("2027-01-01", "120000.00"),
        ("2027-06-01", "583.33"),
        ("2028-01-01", "120000.00"),
        ("2028-01-01", "1100.00"),
    ]


def test_a_price_of_a_later_start_has_only_the_escalators_of_later_years() -> None:
    later = a_subscription(
        starts_on=date(2028, 1, 1),
        escalators=(Escalator(contract_year=3, percent=Decimal(10)),),
    )

    assert [str(line.amount) for line in lines_of(a_contract(later))] == ["120000.00", "132000.00"]


def test_a_price_change_splits_its_year_into_lines_each_rounded_once() -> None:
    product = a_subscription(
        annual_price=usd("100"),
        price_changes=(PriceChange(from_date=date(2027, 6, 1), annual_price=usd("200")),),
    )
    lines = lines_of(a_contract(product, term_months=12))

    assert [(str(line.service_end), str(line.amount)) for line in lines] == [
        ("2027-05-31", "41.67"),
        ("2027-12-31", "116.67"),
    ]


def test_periods_in_which_no_product_runs_have_no_invoice() -> None:
    later = a_subscription(starts_on=date(2027, 7, 1))
    terms = a_contract(later, billing_frequency="quarterly", term_months=12)

    assert [(each.sequence, str(each.issue_on)) for each in schedule_of(terms).invoices] == [
        (1, "2027-07-01"),
        (2, "2027-10-01"),
    ]


def test_fees_alone_are_billed_at_the_start_or_on_their_day_and_share_a_day() -> None:
    terms = a_contract(
        OneTime(description="Late", amount=usd("3"), bill_on=date(2027, 9, 1)),
        OneTime(description="Setup", amount=usd("1")),
        OneTime(description="Later", amount=usd("4"), bill_on=date(2027, 9, 1)),
    )

    assert [
        (str(each.issue_on), [line.description for line in each.lines])
        for each in schedule_of(terms).invoices
    ] == [("2027-01-01", ["Setup"]), ("2027-09-01", ["Late", "Later"])]


def test_subscriptions_come_before_fees_and_credits_last() -> None:
    terms = a_contract(
        UsageCredit(description="Credit", amount=usd("1")),
        OneTime(description="Setup", amount=usd("1")),
        a_subscription(),
    )

    first = schedule_of(terms).invoices[0]
    assert [line.description for line in first.lines] == ["Platform", "Setup", "Credit"]


def test_an_expired_credit_is_not_drawn_on_and_remains() -> None:
    credit = UsageCredit(description="Credit", amount=usd("200000"), expires_on=date(2028, 1, 1))
    schedule = schedule_of(a_contract(a_subscription(), credit))

    assert [str(each.net) for each in schedule.invoices] == ["0.00", "40000.00", "120000.00"]
    late = credit.model_copy(update={"expires_on": date(2027, 12, 31)})
    assert schedule_of(a_contract(a_subscription(), late)).credit_remaining == usd("80000")


def test_two_credits_of_one_rate_do_not_pay_twice() -> None:
    credit = UsageCredit(description="Credit", amount=usd("100000"))
    schedule = schedule_of(a_contract(a_subscription(), credit, credit, term_months=12))

    assert schedule.invoices[0].net == usd("0")
    assert schedule.credit_remaining == usd("80000")


def test_a_leap_day_is_the_end_of_february_in_other_years() -> None:
    days = [str(month_start(date(2028, 2, 29), months)) for months in (0, 1, 12, 24, 48)]

    assert days == ["2028-02-29", "2028-03-29", "2029-02-28", "2030-02-28", "2032-02-29"]


@pytest.mark.parametrize("currency", ["JPY", "KWD"])
def test_ten_years_by_month_keep_their_day_and_add_up(currency: str) -> None:
    product = a_subscription(
        annual_price=Money.of("1000001", currency),
        escalators=tuple(
            Escalator(contract_year=year, percent=Decimal("3.3333")) for year in range(2, 11)
        ),
    )
    terms = a_contract(
        product,
        currency=currency,
        start_date=date(2028, 1, 31),
        term_months=120,
        billing_frequency="monthly",
    )
    schedule = schedule_of(terms)

    assert len(schedule.invoices) == 120
    assert schedule.invoices[1].issue_on == date(2028, 2, 29)
    assert schedule.invoices[-1].period_end == date(2038, 1, 30)
    years = schedule_of(terms.model_copy(update={"billing_frequency": BillingFrequency.ANNUAL}))
    assert schedule.contract_net == years.contract_net


def test_no_digit_is_lost_in_a_product_of_twenty_years() -> None:
    product = a_subscription(
        annual_price=usd("1000000.01"),
        escalators=tuple(
            Escalator(contract_year=year, percent=Decimal("0.0001")) for year in range(2, 21)
        ),
    )
    last = lines_of(a_contract(product, term_months=240))[-1]

    exact = 100000001 * 1000001**19
    assert last.amount.minor == (2 * exact + 1000000**19) // (2 * 1000000**19)


def test_an_amount_beyond_all_invoices_is_refused_at_its_line() -> None:
    product = a_subscription(quantity=Decimal(10**9), annual_price=usd("10000000"))

    with pytest.raises(AmountTooLarge) as refused:
        schedule_of(a_contract(a_subscription(), product))

    assert refused.value.path == "lines[1].annual_price"
