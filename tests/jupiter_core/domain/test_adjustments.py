"""Discounts and charges on the whole: what they come to, and how they are shared over taxes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.discount import Discount, discount_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    MixedCurrencies,
    OutOfRange,
    PercentOrAmount,
    TotalBelowZero,
)
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import LineItem, Totals, totals_of
from tests.factories import a_content, a_line


def percent(value: str, **changes: object) -> Adjustment:
    return Adjustment(discount=Discount(percent=Decimal(value))).model_copy(update=changes)


def amount(value: str, currency: str = "EUR", **changes: object) -> Adjustment:
    discount = Discount(amount=Money.of(value, currency))
    return Adjustment(discount=discount).model_copy(update=changes)


def a_euro_line(price: str, rate: str = "19", quantity: str = "1") -> LineItem:
    return a_line("Platform", quantity, price, "EUR", rate)


def sums(*adjustments: Adjustment, lines: tuple[LineItem, ...]) -> Totals:
    return totals_of(lines, "EUR", adjustments=adjustments)


TWO_RATES = (a_euro_line("999.99"), a_euro_line("33.33", "7", "3"))


def shares(totals: Totals) -> list[list[tuple[str, str]]]:
    return [
        [(str(share.key.rate), str(share.amount)) for share in each.shares]
        for each in totals.adjustments
    ]


def test_a_percentage_is_of_the_lines_and_is_shared_over_their_rates_to_the_cent() -> None:
    totals = sums(percent("10"), lines=TWO_RATES)
    # 1,099.98 × 10% = 109.998; shared 99.99 : 999.99 → 9.9990…, 100.0009… of 110.00
    assert str(totals.subtotal) == "1099.98"
    assert shares(totals) == [[("7", "10.00"), ("19", "100.00")]]
    # 899.99 × 19% = 170.9981; 89.99 × 7% = 6.2993
    assert [(str(each.net), str(each.tax)) for each in totals.taxes] == [
        ("89.99", "6.30"),
        ("899.99", "171.00"),
    ]
    assert (str(totals.net), str(totals.total)) == ("989.98", "1167.28")


def test_an_amount_at_a_rate_of_its_own_is_charged_there_alone() -> None:
    freight = amount("20.00", charge=True, tax_rate=Decimal(19))
    totals = sums(freight, lines=(a_euro_line("100.00", "7"),))
    assert [(str(each.rate), str(each.net)) for each in totals.taxes] == [
        ("7", "100.00"),
        ("19", "20.00"),
    ]
    assert (str(totals.charges), str(totals.total)) == ("20.00", "130.80")


def test_several_are_each_of_what_the_lines_come_to() -> None:
    totals = sums(percent("10"), percent("5"), lines=(a_euro_line("200.00", "0"),))
    assert [str(each.amount) for each in totals.adjustments] == ["20.00", "10.00"]
    assert (str(totals.allowances), str(totals.total)) == ("30.00", "170.00")


def test_a_percentage_with_a_rate_is_of_the_lines_of_that_rate() -> None:
    totals = sums(percent("50", tax_rate=Decimal(7)), lines=TWO_RATES)
    assert shares(totals) == [[("7", "50.00")]]  # 99.99 × 50% = 49.995


def test_credits_bear_no_share_of_a_discount() -> None:
    lines = (a_euro_line("100.00"), a_euro_line("-10.00", "0"))
    assert shares(sums(amount("9.00"), lines=lines)) == [[("19", "9.00")]]


def test_a_discount_is_shared_over_several_taxes_too() -> None:
    gst = NamedTax(name="GST", rate=Decimal(5))
    line = a_euro_line("100.00", "0").model_copy(update={"taxes": (gst,)})
    totals = sums(percent("10"), lines=(line,))
    assert [(str(each.base), str(each.amount)) for each in totals.named] == [("90.00", "4.50")]


def test_a_discount_larger_than_the_lines_is_refused() -> None:
    content = a_content(currency="EUR", lines=(a_euro_line("10.00", "0"),))
    with pytest.raises(TotalBelowZero):
        content.model_copy(update={"adjustments": (amount("10.01"),)}).checked()


def test_an_amount_in_another_currency_is_refused_at_its_place() -> None:
    content = a_content(currency="EUR", lines=(a_euro_line("10.00"),))
    with pytest.raises(MixedCurrencies) as refused:
        content.model_copy(update={"adjustments": (amount("1.00", "USD"),)}).checked()
    assert refused.value.path == "adjustments[0].amount"


@given(
    st.lists(st.tuples(st.integers(1, 10**7), st.sampled_from(["0", "7", "19"])), min_size=1),
    st.decimals("0.01", 100, places=2),
)
def test_the_sums_of_the_standard_hold_whatever_is_taken_off(
    drawn: list[tuple[int, str]], off: Decimal
) -> None:
    lines = tuple(a_euro_line(f"{minor / 100:.2f}", rate) for minor, rate in drawn)
    totals = sums(percent(str(off)), amount("1.00", charge=True), lines=lines)
    assert totals.subtotal == Money.sum((each.amount for each in lines), "EUR")  # BR-CO-10
    told = [each for applied in totals.adjustments for each in applied.shares]
    assert totals.allowances + totals.charges == Money.sum((each.amount for each in told), "EUR")
    assert totals.net == totals.subtotal - totals.allowances + totals.charges  # BR-CO-13
    assert totals.net == Money.sum((each.net for each in totals.taxes), "EUR")
    assert totals.total == totals.net + totals.tax  # BR-CO-15


def test_a_discount_is_a_percentage_or_an_amount() -> None:
    with pytest.raises(PercentOrAmount):
        discount_of(None, None, "")
    with pytest.raises(PercentOrAmount):
        discount_of(Decimal(5), Money.of("1.00", "EUR"), "")
    for wrong in ("0", "100.01", "0.00001"):
        with pytest.raises(OutOfRange):
            discount_of(Decimal(wrong), None, "")
