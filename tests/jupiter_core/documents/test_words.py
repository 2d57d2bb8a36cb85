"""How amounts, dates and terms are spelled."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.documents import words
from jupiter_core.domain.money import Money


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
    assert words.amount(Money.of(typed, currency)) == printed


def test_a_quantity_has_the_decimals_it_needs() -> None:
    assert words.quantity(Decimal("250.000000")) == "250"
    assert words.quantity(Decimal("1250.000001")) == "1,250.000001"


def test_a_day_cannot_be_taken_for_a_month() -> None:
    assert words.day(date(2026, 9, 4)) == "4 Sep 2026"


def test_an_iban_of_any_length_is_in_fours() -> None:
    assert words.iban_in_fours("NO9386011117947") == "NO93 8601 1117 947"
