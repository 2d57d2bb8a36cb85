"""The price of a unit: more decimals than its currency, one rounding a line, old letters kept."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain.contract.lines import Subscription
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    AmountTooLarge,
    InvalidAmount,
    Refusal,
    TooManyPriceDecimals,
)
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import FinePrice, unit_price_of
from tests.harness.contracts import the_seed_deal

_PLACES = {"USD": 2, "JPY": 0, "KWD": 3}


@pytest.mark.parametrize(
    ("quantity", "price", "currency", "amount"),
    [
        ("7000", "0.1648", "USD", "1153.60"),
        ("1000000", "0.0045", "USD", "4500.00"),
        ("3", "0.335", "USD", "1.01"),  # 1.005
        ("3", "-0.335", "USD", "-1.01"),
        ("1234567", "0.12345678", "JPY", "152416"),  # 152,415.66
        ("1.5", "0.0003", "KWD", "0.000"),  # 0.00045
        ("1000", "0.0045", "KWD", "4.500"),
        ("0.000001", "500000.00", "USD", "0.50"),
        ("1000000000", "0.00000001", "USD", "10.00"),
    ],
)
def test_a_line_is_rounded_once_half_away_from_zero(
    quantity: str, price: str, currency: str, amount: str
) -> None:
    line = LineItem(
        description="Calls",
        quantity=Decimal(quantity),
        unit_price=unit_price_of(price, currency),
    )
    assert line.amount == Money.of(amount, currency)


@settings(max_examples=80)
@given(
    st.decimals("-99999", "99999", places=8),
    st.decimals("0.000001", "9999999", places=6),
    st.sampled_from(sorted(_PLACES)),
)
def test_any_line_is_the_rounded_product(price: Decimal, quantity: Decimal, currency: str) -> None:
    with localcontext(prec=60):
        unit = Decimal(1).scaleb(-_PLACES[currency])
        wanted = (price * quantity).quantize(unit, rounding=ROUND_HALF_UP)
    unit_price = unit_price_of(price, currency)
    line = LineItem(description="-", quantity=quantity, unit_price=unit_price)
    assert line.amount.decimal == wanted
    assert unit_price.decimal == price


@pytest.mark.parametrize(
    ("price", "currency", "stored"),
    [
        ("1200000.00", "USD", '{"currency":"USD","minor":120000000}'),
        ("0.10000000", "USD", '{"currency":"USD","minor":10}'),
        ("0.1648", "USD", '{"currency":"USD","price":"0.1648"}'),
        ("-0.5", "JPY", '{"currency":"JPY","price":"-0.5"}'),
        ("0.125", "KWD", '{"currency":"KWD","minor":125}'),
        ("1000.12500", "USD", '{"currency":"USD","price":"1000.125"}'),
    ],
)
def test_a_price_that_fits_its_currency_is_stored_as_money(
    price: str, currency: str, stored: str
) -> None:
    unit_price = unit_price_of(price, currency)
    line = LineItem(description="-", quantity=Decimal(1), unit_price=unit_price)
    assert canonical_json(unit_price) == stored
    assert LineItem.model_validate_json(line.model_dump_json()).unit_price == unit_price


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("0.123456789", TooManyPriceDecimals),
        ("1e-3", InvalidAmount),
        ("0.12a", InvalidAmount),
        ("0.١٢٣٤", InvalidAmount),
        ("99999999999999.1234", AmountTooLarge),
        ("", InvalidAmount),
        (".1234", InvalidAmount),
    ],
)
def test_what_is_no_price_is_refused(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        unit_price_of(typed, "USD")


def test_a_fine_price_reads_like_money() -> None:
    price = FinePrice(price=Decimal("-1234.56780000"), currency="USD")
    assert (price.words, str(price)) == ("USD -1,234.5678", "-1234.5678")
    assert (-price).decimal == Decimal("1234.5678")


def test_a_contract_bills_a_fine_price_by_its_unit() -> None:
    seed = the_seed_deal()
    line = Subscription(
        description="Storage",
        quantity=Decimal(7000),
        annual_price=unit_price_of("0.1648", "USD"),
        unit=Unit.GIGABYTE,
    )
    terms = seed.model_copy(update={"lines": (line,), "currency": "USD"})
    item = schedule_of(terms).invoices[0].lines[0].item
    assert (item.quantity, str(item.unit_price)) == (Decimal(7000), "0.1648")
    assert item.unit is Unit.GIGABYTE
    assert item.amount == Money.of("1153.60", "USD")
    assert canonical_json(Subscription(description="x")).count("unit") == 0
