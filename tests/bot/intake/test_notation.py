"""Numbers as people type them: read in the one way they can be meant, or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.notation.numbers import decimal_of, money_of, percent_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    InvalidAmount,
    InvalidNumber,
    Refusal,
    TooManyDecimals,
    UnknownCurrency,
)

NUMBERS = {
    "250": "250",
    " 250 ": "250",
    "1,200,000.00": "1200000.00",
    "1.200.000,00": "1200000.00",
    "1 200 000,50": "1200000.50",
    "1\u00a0200\u202f000": "1200000",
    "1'200'000.50": "1200000.50",
    "1’200": "1200",
    "1,234": "1234",
    "1.234": "1.234",
    "1.234.567": "1234567",
    "1,23": "1.23",
    "0,5": "0.5",
    "0,123": "0.123",
    ".5": "0.5",
    "-25000": "-25000",
    "− 25 000": "-25000",
    "–1": "-1",
    "(25,000)": "-25000",
    "+7": "7",
    "007": "7",
    "\ufeff1,200\u200b,000\u200e": "1200000",
}
NO_NUMBERS = (
    *("", " ", "-", "()", "(5", "5)", "--5", "5-", "abc", "1e3", "0x1", "NaN", "Infinity", "1_000"),
    *("5.", ",5", "1,2345", "12,34.5", "1.23.4", "1,23,4", "1,234 567", "1 23", "12 34", "1,,234"),
    *("01,234", "0.123,45", "1,234.567.890", "٣", "１２", "½", "1\x002", "5%", "$5", "1" * 41),
)
AMOUNTS = {
    "480": "480.00",
    "$480": "480.00",
    "480 $": "480.00",
    "-$480.5": "-480.50",
    "$-480": "-480.00",
    "($25,000)": "-25000.00",
    "USD 1,200,000.00": "1200000.00",
    "1.200.000,00 usd": "1200000.00",
    "−25 000": "-25000.00",
}
NO_AMOUNTS = (
    *("", "$", "USD", "4$80", "12USD34", "€5", "£5", "¥5", "EUR 5", "$$5", "$5$", "US$5", "5 Usd"),
    *("NaN", "1e3", "<!channel>", "1\u202e2", "💶5", "x" * 10_000, " " * 10_000 + "x"),
)


@pytest.mark.parametrize(("typed", "meant"), NUMBERS.items())
def test_a_number_is_read_as_it_can_only_be_meant(typed: str, meant: str) -> None:
    assert decimal_of(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_or_two_is_refused(typed: str) -> None:
    with pytest.raises(InvalidNumber) as refusal:
        decimal_of(typed)
    assert len(refusal.value.sentence) < 150


@pytest.mark.parametrize(("typed", "meant"), AMOUNTS.items())
def test_an_amount_may_bear_its_own_sign_or_code_at_an_end(typed: str, meant: str) -> None:
    assert money_of(typed, "USD") == Money.of(meant, "USD")


@pytest.mark.parametrize("typed", NO_AMOUNTS)
def test_what_is_no_amount_or_that_of_another_currency_is_refused(typed: str) -> None:
    with pytest.raises(InvalidAmount) as refusal:
        money_of(typed, "USD")
    assert len(refusal.value.sentence) < 150


@pytest.mark.parametrize(
    ("typed", "currency"),
    [("1.200", "USD"), ("0,123", "USD"), ("480.001", "USD"), ("1.5", "JPY"), ("1.000", "JPY")],
)
def test_more_decimals_than_the_currency_has_are_refused_though_they_be_zeros(
    typed: str, currency: str
) -> None:
    with pytest.raises(TooManyDecimals):
        money_of(typed, currency)


def test_three_decimals_are_an_amount_where_the_currency_has_them() -> None:
    assert money_of("1.200", "KWD").minor == 1200
    assert money_of("¥1,200", "JPY").minor == 1200
    assert money_of("1.200,50 €", "EUR").minor == 120050


def test_an_amount_without_a_currency_is_refused_for_that() -> None:
    with pytest.raises(UnknownCurrency):
        money_of("5", "")


@pytest.mark.parametrize(
    ("typed", "meant"), [("", "0"), (" ", "0"), ("19", "19"), ("8.875 %", "8.875"), ("7,5%", "7.5")]
)
def test_a_percentage_may_bear_its_sign_and_nothing_is_zero(typed: str, meant: str) -> None:
    assert percent_of(typed) == Decimal(meant)


@given(
    minor=st.integers(-(10**12), 10**12),
    currency=st.sampled_from(["USD", "EUR", "HUF"]),
    marks=st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("\u00a0", ",")]),
)
def test_an_amount_written_in_full_is_read_back(
    minor: int, currency: str, marks: tuple[str, str]
) -> None:
    money = Money(minor=minor, currency=currency)
    written = f"{money.decimal:,f}".translate({44: marks[0], 46: marks[1]})
    assert money_of(written, currency) == money


@given(st.text(st.sampled_from("0123456789.,' -+()$%")))
def test_whatever_is_typed_is_a_number_or_refused(typed: str) -> None:
    for read in (decimal_of, percent_of, lambda text: money_of(text, "USD")):
        try:
            read(typed)
        except Refusal as refusal:
            assert refusal.sentence
