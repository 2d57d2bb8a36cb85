"""Early-payment discounts: how they are written, and to the cent."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.early_payment import EarlyPayment, early_payment_of
from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.refusals import InvalidEarlyPayment, OutOfRange


@pytest.mark.parametrize(
    ("typed", "words"),
    [("2/10", "2/10"), (" 2 % / 10 ", "2/10"), ("1,5/14", "1.5/14"), ("2.00/10", "2/10")],
)
def test_it_is_read_as_people_write_it(typed: str, words: str) -> None:
    term = early_payment_of(typed)
    assert term and term.words == words
    assert early_payment_of(words) == term or term.percent == early_payment_of(words).percent  # type: ignore[union-attr]


def test_nothing_typed_is_no_discount() -> None:
    assert early_payment_of(" ") is None


@pytest.mark.parametrize("typed", ["2", "10 days", "2/10/30", "-2/10", "٢/١٠", "2/1000"])
def test_what_is_no_discount_is_refused(typed: str) -> None:
    with pytest.raises(InvalidEarlyPayment):
        early_payment_of(typed)


@pytest.mark.parametrize("typed", ["0/10", "51/10", "2/366"])
def test_what_nobody_grants_is_refused(typed: str) -> None:
    with pytest.raises(OutOfRange):
        early_payment_of(typed)


def test_two_percent_within_ten_days_by_hand() -> None:
    term = EarlyPayment(percent=Decimal(2), days=10)
    total = Money.of("1345000.00", "USD")
    assert (str(term.discount(total)), str(term.pays(total))) == ("26900.00", "1318100.00")
    assert term.last_day(date(2026, 11, 22)) == date(2026, 12, 2)
    with pytest.raises(OutOfRange):
        term.expect_within(9)


@given(
    minor=st.integers(0, 10**13),
    percent=st.decimals("0.01", "50", places=2),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_both_sums_are_the_total_to_the_minor_unit(
    minor: int, percent: Decimal, currency: str
) -> None:
    term = EarlyPayment(percent=percent, days=10)
    total = Money(minor=minor, currency=currency)
    off, pays = term.discount(total), term.pays(total)
    assert off.minor + pays.minor == minor
    assert 0 <= off.minor <= minor
    major = Decimal(minor).scaleb(-minor_digits(currency)) * percent / 100
    unit = Decimal(1).scaleb(-minor_digits(currency))
    assert off.decimal == major.quantize(unit, rounding=ROUND_HALF_UP)
