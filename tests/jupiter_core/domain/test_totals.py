"""Totals: net, tax by rate, total; and what cannot be billed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    AmountTooLarge,
    MixedCurrencies,
    NoLines,
    OutOfRange,
    TaxBelowZero,
    TotalBelowZero,
)
from jupiter_core.domain.totals import (
    LineItem,
    billable,
    plain,
    quantity_of,
    tax_rate_of,
    totals_of,
)
from tests.factories import a_content, a_line, the_deal_lines

rates = st.sampled_from(["0", "0.00", "7", "19", "19.0", "8.875", "20", "100"])
lines = st.builds(
    lambda quantity, minor, rate: LineItem(
        description="Line",
        quantity=quantity,
        unit_price=Money(minor=minor, currency="USD"),
        tax_rate=Decimal(rate),
    ),
    quantity=st.decimals("0.000001", 1000, places=6),
    minor=st.integers(-(10**9), 10**9),
    rate=rates,
)
some_lines = st.lists(lines, max_size=30)


def test_the_deal_is_one_million_three_hundred_and_forty_five_thousand() -> None:
    totals = totals_of(the_deal_lines(), "USD")
    assert str(totals.total) == str(totals.net) == "1345000.00"
    assert totals.tax.minor == 0


@given(some_lines)
def test_the_net_is_the_sum_of_the_lines_and_the_total_adds_the_tax(lines: list[LineItem]) -> None:
    totals = totals_of(lines, "USD")
    assert totals.net.minor == sum(line.amount.minor for line in lines)
    assert totals.tax.minor == sum(each.tax.minor for each in totals.taxes)
    assert totals.total == totals.net + totals.tax


@given(some_lines)
def test_the_tax_of_a_rate_is_rounded_once_on_the_sum_of_its_lines(lines: list[LineItem]) -> None:
    totals = totals_of(lines, "USD")
    assert [each.rate for each in totals.taxes] == sorted({line.tax_rate for line in lines})
    for each in totals.taxes:
        net = sum(line.amount.minor for line in lines if line.tax_rate == each.rate)
        assert each.net.minor == net
        assert abs(each.tax.minor - net * each.rate / 100) <= Decimal("0.5")


@given(some_lines, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(lines: list[LineItem], random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert totals_of(shuffled, "USD") == totals_of(lines, "USD")


@given(some_lines)
def test_a_line_says_the_same_after_it_was_written_down(lines: list[LineItem]) -> None:
    for line in lines:
        read = LineItem.model_validate_json(line.model_dump_json())
        assert read == line
        assert read.model_dump_json() == line.model_dump_json()


def test_one_rate_in_two_spellings_is_one_tax_line() -> None:
    lines = [a_line(tax_rate="19", price="0.03"), a_line(tax_rate="19.00", price="0.03")]
    (tax,) = totals_of(lines, "USD").taxes
    assert (plain(tax.rate), tax.tax.minor) == ("19", 1)


def test_a_total_below_zero_cannot_be_billed() -> None:
    with pytest.raises(TotalBelowZero):
        billable(totals_of([a_line(price="-0.01")], "USD"))


def test_a_total_of_zero_can_be_billed() -> None:
    totals = totals_of([a_line(price="5.00"), a_line(price="-5.00")], "USD")
    assert billable(totals).total.minor == 0


def test_a_credit_of_another_rate_cannot_take_a_tax_below_zero() -> None:
    lines = [a_line(price="1000.00"), a_line(price="-10.00", tax_rate="19")]
    with pytest.raises(TaxBelowZero) as refusal:
        billable(totals_of(lines, "USD"))
    assert refusal.value.rate == "19"


@pytest.mark.parametrize("value", ["0", "-1", "1000000000.1", "NaN", "Infinity", "0.0000001"])
def test_what_is_no_quantity_is_refused(value: str) -> None:
    with pytest.raises(OutOfRange):
        quantity_of(Decimal(value))


def test_a_quantity_with_hidden_decimals_is_refused() -> None:
    with pytest.raises(OutOfRange):
        quantity_of(Decimal(f"1.{'0' * 35}1"))


@pytest.mark.parametrize("value", ["-0.0001", "100.0001", "0.00001", "NaN", f"1.{'0' * 35}1"])
def test_what_is_no_tax_rate_is_refused(value: str) -> None:
    with pytest.raises(OutOfRange):
        tax_rate_of(Decimal(value))


def test_a_rate_of_minus_zero_is_written_as_zero() -> None:
    assert a_line(tax_rate="-0").model_dump(mode="json")["tax_rate"] == "0"


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1000"), ("250.00", "250"), ("8.8750", "8.875"), ("100", "100"), ("0.10", "0.1")],
)
def test_a_number_is_written_without_exponent_and_without_trailing_zeros(
    value: str, text: str
) -> None:
    assert plain(Decimal(value)) == text


def _refused(refusal: type[Exception], content: Content) -> None:
    with pytest.raises(refusal):
        content.checked()


def test_an_invoice_needs_lines_all_in_its_own_currency() -> None:
    _refused(NoLines, a_content(lines=()))
    _refused(MixedCurrencies, a_content(lines=(a_line(), a_line(currency="EUR"))))


def test_a_service_does_not_end_before_it_begins() -> None:
    days = {"service_start": date(2027, 2, 1), "service_end": date(2027, 1, 31)}
    line = a_line().model_copy(update=days)
    with pytest.raises(OutOfRange) as refused:
        a_content(lines=(a_line(), line)).checked()
    assert refused.value.path == "lines[1].service_end"
    one_day = line.model_copy(update={"service_end": date(2027, 2, 1)})
    assert a_content(lines=(one_day,)).checked().lines == (one_day,)


@pytest.mark.parametrize("day", ["1999-12-31", "2101-01-01", "9999-12-31", "0001-01-01"])
def test_an_issue_date_whose_due_date_might_not_exist_is_refused(day: str) -> None:
    content = a_content().model_dump(mode="json")
    with pytest.raises((OutOfRange, ValidationError)):
        Content.model_validate({**content, "issue_date": day})


def test_a_line_and_a_sum_that_are_too_large_are_named() -> None:
    most = a_line(price="10000000000000.00")
    twice = a_line(quantity="2", price="10000000000000.00")
    for wrong, path in (((most, most), "lines"), ((most, twice), "lines[1].unit_price")):
        with pytest.raises(AmountTooLarge) as refused:
            totals_of(wrong, "USD")
        assert refused.value.path == path
        assert refused.value.sentence.startswith("USD 20,000,000,000,000.00 is too large.")


def test_a_document_without_rounding_is_spelled_as_before_there_was_any() -> None:
    assert "tax_rounding" not in canonical_json(a_content())
