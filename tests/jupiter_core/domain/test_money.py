"""Money: what is an amount, how it is rounded, how it is shared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.money import (
    LARGEST_MINOR,
    Money,
    allocate,
    decimals_of,
    known_currency,
    minor_digits,
    round_half_away,
)
from jupiter_core.domain.refusals import (
    AmountTooLarge,
    InvalidAmount,
    MixedCurrencies,
    Refusal,
    TooManyDecimals,
    UnknownCurrency,
)

amounts = st.integers(-LARGEST_MINOR, LARGEST_MINOR)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=24).filter(any)


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1345000.00", "USD", 134500000),
        ("-25000", "USD", -2500000),
        ("+0.1", "USD", 10),
        ("1.200", "USD", 120),
        ("-0", "USD", 0),
        ("1200000", "JPY", 1200000),
        ("1200000.0", "JPY", 1200000),
        ("1.125", "KWD", 1125),
    ],
)
def test_an_amount_is_kept_in_the_minor_units_of_its_currency(
    typed: str, currency: str, minor: int
) -> None:
    assert Money.of(typed, currency) == Money(minor=minor, currency=currency)


@pytest.mark.parametrize(("typed", "currency"), [("1.001", "USD"), ("1.5", "JPY"), ("1", "KWD")])
def test_a_currency_has_so_many_decimals_and_no_more(typed: str, currency: str) -> None:
    if minor_digits(currency) == 3:
        typed = "1.0001"
    with pytest.raises(TooManyDecimals) as refusal:
        Money.of(typed, currency)
    assert refusal.value.digits == minor_digits(currency)


@pytest.mark.parametrize("typed", [f"1.{'0' * 33}1", f"0.{'9' * 31}"])
def test_decimals_beyond_the_precision_of_arithmetic_are_still_too_many(typed: str) -> None:
    with pytest.raises(TooManyDecimals):
        Money.of(typed, "USD")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        " 12",
        "12 ",
        "1_000",
        "1e3",
        "١٢",
        "１２",
        "NaN",
        "sNaN",
        "Infinity",
        "-Infinity",
        "1.",
        ".5",
        "1,000",
        "--1",
        "1\n",
        "$1",
        "0x10",
        "1e999999999",
        "1\x00",
    ],
)
def test_what_is_no_plain_decimal_is_no_amount(typed: str) -> None:
    with pytest.raises(InvalidAmount):
        Money.of(typed, "USD")


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_decimal_that_is_no_number_is_no_amount(value: str) -> None:
    with pytest.raises(InvalidAmount):
        Money.of(Decimal(value), "USD")


@pytest.mark.parametrize("value", ["1E+999999", "-1E+16", "10000000000000.01", "9" * 400])
def test_an_amount_beyond_the_largest_is_refused(value: str) -> None:
    with pytest.raises(AmountTooLarge):
        Money.of(Decimal(value), "USD")


@pytest.mark.parametrize(
    ("minor", "currency", "sentence"),
    [
        (
            9_999_899_999_900_001,
            "USD",
            (
                "USD 99,998,999,999,000.01 is too large. "
                "The largest amount that can be invoiced is USD 10,000,000,000,000.00."
            ),
        ),
        (
            -9_999_899_999_900_001,
            "JPY",
            (
                "JPY -9,999,899,999,900,001 is too large. "
                "The largest amount that can be invoiced is JPY 1,000,000,000,000,000."
            ),
        ),
        (
            9_999_899_999_900_001,
            "KWD",
            (
                "KWD 9,999,899,999,900.001 is too large. "
                "The largest amount that can be invoiced is KWD 1,000,000,000,000.000."
            ),
        ),
    ],
)
def test_an_amount_that_is_too_large_is_said_in_the_notation_of_its_currency(
    minor: int, currency: str, sentence: str
) -> None:
    with pytest.raises(AmountTooLarge) as refused:
        Money.of_minor(minor, currency)
    assert refused.value.sentence == sentence
    with pytest.raises(AmountTooLarge) as refused:
        Money.of(str(Decimal(minor).scaleb(-minor_digits(currency))), currency)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("value", ["9" * 400, "1E+999999", "-1E+999999"])
def test_however_large_an_amount_is_its_sentence_is_short(value: str) -> None:
    with pytest.raises(AmountTooLarge) as refused:
        Money.of(Decimal(value), "USD")
    assert len(refused.value.sentence) < 150


def test_the_largest_amount_is_one() -> None:
    assert Money.of("10000000000000.00", "USD").minor == LARGEST_MINOR


@pytest.mark.parametrize("code", ["", "usd", "XXX", "XAU", "ZZZ", "US", "$"])
def test_an_amount_needs_a_currency_of_iso_4217_that_has_minor_units(code: str) -> None:
    with pytest.raises(UnknownCurrency):
        Money.of("1", code)


def test_a_currency_code_is_canonical_in_capitals() -> None:
    assert known_currency(" usd ") == known_currency(known_currency(" usd ")) == "USD"


@given(minor=amounts, currency=st.sampled_from(["USD", "JPY", "KWD", "HUF"]))
def test_an_amount_is_read_back_from_what_it_is_printed_as(minor: int, currency: str) -> None:
    money = Money(minor=minor, currency=currency)
    assert Money.of(str(money), currency) == Money.of(money.decimal, currency) == money


@given(st.text())
def test_any_text_is_an_amount_or_refused(typed: str) -> None:
    try:
        money = Money.of(typed, "USD")
    except Refusal:
        return
    assert money.decimal == Decimal(typed)


@pytest.mark.parametrize(
    ("value", "whole"),
    [("0.5", 1), ("-0.5", -1), ("1.5", 2), ("2.5", 3), ("-2.5", -3), ("2.4999", 2), ("-2.51", -3)],
)
def test_a_half_goes_away_from_zero(value: str, whole: int) -> None:
    assert round_half_away(Decimal(value)) == whole


@given(minor=amounts, factor=st.decimals(0, 1, places=6))
def test_a_credit_is_rounded_as_the_mirror_of_its_charge(minor: int, factor: Decimal) -> None:
    charge = Money(minor=minor, currency="USD").times(factor)
    assert Money(minor=-minor, currency="USD").times(factor).minor == -charge.minor
    assert abs(Decimal(charge.minor) - minor * factor) <= Decimal("0.5")


def test_amounts_of_two_currencies_do_not_add_up() -> None:
    one, other = Money.of("1", "USD"), Money.of("1", "EUR")
    with pytest.raises(MixedCurrencies):
        _ = one + other
    with pytest.raises(MixedCurrencies):
        _ = one - other
    with pytest.raises(MixedCurrencies):
        Money.sum([one, other], "USD")


def test_a_sum_beyond_the_largest_amount_is_refused() -> None:
    largest = Money(minor=LARGEST_MINOR, currency="USD")
    with pytest.raises(AmountTooLarge):
        _ = largest + Money(minor=1, currency="USD")


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("0", 0),
        ("0.000", 0),
        ("1E+5", 0),
        ("100", 0),
        ("1.50", 1),
        ("0.000001", 6),
        ("1E-9", 9),
        (f"1.{'0' * 40}1", 41),
    ],
)
def test_decimals_are_counted_exactly(value: str, count: int) -> None:
    assert decimals_of(Decimal(value)) == count


@given(total=amounts, weights=weights)
def test_shares_add_up_and_none_is_a_unit_away_from_its_fair_part(
    total: int, weights: list[int]
) -> None:
    shares = allocate(total, weights)
    assert sum(shares) == total
    whole = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * whole - total * weight) < whole


@given(total=amounts, weights=weights)
def test_the_shares_of_a_credit_mirror_those_of_its_charge(total: int, weights: list[int]) -> None:
    assert allocate(-total, weights) == [-share for share in allocate(total, weights)]


def test_what_is_left_over_goes_to_the_earliest_of_equals() -> None:
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]
    assert allocate(-100, [1, 1, 1]) == [-34, -33, -33]
    assert allocate(1, [0, 1, 1]) == [0, 1, 0]
