"""How amounts, numbers and dates are spelled."""

from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.spelling import spelling

LANGUAGE = st.sampled_from(sorted(LANGUAGES))


@pytest.mark.parametrize(
    ("typed", "currency", "printed"),
    [
        ("1345000.00", "USD", "1,345,000.00"),
        ("-25000", "USD", "-25,000.00"),
        ("0", "JPY", "0"),
        ("1234567", "JPY", "1,234,567"),
        ("1.5", "KWD", "1.500"),
        ("0.0001", "CLF", "0.0001"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(
    typed: str, currency: str, printed: str
) -> None:
    assert spelling("en").amount(Money.of(typed, currency)) == printed


@given(LANGUAGE, st.integers(-(10**15), 10**15), st.sampled_from(["USD", "JPY", "KWD", "CLF"]))
def test_amounts_are_those_of_babel_with_the_decimals_of_iso(
    language: str, minor: int, currency: str
) -> None:
    digits = minor_digits(currency)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    money = Money.of_minor(minor, currency)
    wanted = format_decimal(money.decimal, format=pattern, locale=language)
    assert spelling(language).amount(money) == wanted


@given(LANGUAGE, st.decimals(min_value=0, max_value=10**9, places=6))
def test_quantities_are_those_of_babel(language: str, value: Decimal) -> None:
    wanted = format_decimal(value, format="#,##0.######", locale=language)
    assert spelling(language).quantity(value) == wanted


@pytest.mark.parametrize(
    ("language", "amount", "day"),
    [
        ("en", "EUR\u00a01,234.50", "4 Sep 2026"),
        ("de", "1.234,50\u00a0EUR", "04.09.2026"),
        ("fr", "1\u202f234,50\u00a0EUR", "4 sept. 2026"),
        ("es", "1.234,50\u00a0EUR", "4 sept 2026"),
        ("it", "1.234,50\u00a0EUR", "4 set 2026"),
        ("nl", "EUR\u00a01.234,50", "4 sep 2026"),
        ("pt", "EUR\u00a01.234,50", "4 de set. de 2026"),
        ("ja", "EUR\u00a01,234.50", "2026年9月4日"),
    ],
)
def test_each_language_has_its_own_way(language: str, amount: str, day: str) -> None:
    spell = spelling(language)
    assert spell.amount_with_currency(Money.of("1234.50", "EUR")) == amount
    assert spell.day(date(2026, 9, 4)) == day


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2025, 3, 1), "1er mars 2025"),
        (date(2027, 1, 1), "1er janv. 2027"),
        (date(2027, 1, 11), "11 janv. 2027"),
        (date(2027, 1, 21), "21 janv. 2027"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(day: date, written: str) -> None:
    assert spelling("fr").day(day) == written
