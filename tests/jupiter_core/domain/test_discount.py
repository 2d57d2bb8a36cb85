"""A discount: what it takes off, and what is none."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain.discount import Discount, DiscountCode, discount_of
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import DiscountAboveBase, MixedCurrencies

percents = st.decimals("0.0001", "100", places=4)
minors = st.integers(-(10**15), 10**15)


def _usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.mark.parametrize(
    ("percent", "base", "off"),
    [
        ("10", "100.00", "10.00"),
        ("12.5", "0.20", "0.03"),
        ("12.5", "-0.20", "-0.03"),
        ("33.3333", "1200000.00", "399999.60"),
        ("100", "0.01", "0.01"),
        ("0.0001", "1.00", "0.00"),
    ],
)
def test_a_percentage_is_rounded_once_half_away_from_zero(
    percent: str, base: str, off: str
) -> None:
    assert Discount(percent=Decimal(percent)).off(_usd(base)) == _usd(off)


@settings(max_examples=60)
@given(percents, minors)
def test_a_percentage_is_the_decimal_product_of_any_amount(percent: Decimal, minor: int) -> None:
    exact = Decimal(minor) * percent / 100
    wanted = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    base = Money(minor=minor, currency="USD")
    assert Discount(percent=percent).off(base).minor == wanted


@settings(max_examples=60)
@given(percents, minors)
def test_a_credited_discount_mirrors_the_one_it_credits(percent: Decimal, minor: int) -> None:
    base = Money(minor=minor, currency="JPY")
    discount = Discount(percent=percent)
    assert discount.off(-base) == -discount.off(base)
    if minor:
        assert Discount(amount=Money(minor=abs(minor), currency="JPY")).off(base) == base
        discount.expect_within(base)


def test_an_amount_is_taken_off_with_the_sign_of_its_base() -> None:
    discount = discount_of(None, _usd("250.00"), " Launch  partner ")
    assert discount.off(_usd("1000.00")) == _usd("250.00")
    assert discount.off(_usd("-1000.00")) == _usd("-250.00")
    assert (discount.words, discount.reason) == ("USD 250.00", "Launch partner")


@pytest.mark.parametrize("base", ["99.99", "0.00", "-99.99"])
def test_an_amount_beyond_its_base_is_refused(base: str) -> None:
    with pytest.raises(DiscountAboveBase):
        Discount(amount=_usd("100.00")).expect_within(_usd(base))


def test_an_amount_in_another_currency_is_refused() -> None:
    with pytest.raises(MixedCurrencies):
        Discount(amount=_usd("1.00")).expect_within(Money.of("10.00", "EUR"))


def test_it_is_stored_in_the_fewest_words_and_read_back() -> None:
    discount = Discount(percent=Decimal("10.00"))
    assert canonical_json(discount) == '{"percent":"10"}'
    assert Discount.model_validate_json(canonical_json(discount)) == discount
    special = Discount(amount=_usd("5.00"), code=DiscountCode.SPECIAL_REBATE)
    assert canonical_json(special) == '{"amount":{"currency":"USD","minor":500},"code":"100"}'
