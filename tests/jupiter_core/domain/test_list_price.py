"""A list price and the discount on it that leads to the unit price: BT-148 and BT-147."""

from decimal import Decimal
from typing import Any

import pytest

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import ListPriceTooLow, MixedCurrencies
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit_price import unit_price_of
from tests.factories import a_content, a_line


def a_listed(price: str, listed: str, currency: str = "USD", **changes: Any) -> LineItem:
    return LineItem(
        description="Seats",
        quantity=Decimal(3),
        unit_price=unit_price_of(price, "USD"),
        list_price=unit_price_of(listed, currency),
        **changes,
    )


@pytest.mark.parametrize(
    ("price", "listed", "off"),
    [
        ("100.00", "120.00", "20.00"),
        ("0.1648", "0.2", "0.0352"),
        ("100", "100.00000001", "0.00000001"),
        ("-40.00", "50.00", "10.00"),
        ("0", "9.99", "9.99"),
        ("999999999999.99", "999999999999.99999999", "0.00999999"),
    ],
)
def test_the_price_discount_leads_from_the_list_price_to_the_unit_price(
    price: str, listed: str, off: str
) -> None:
    line = a_listed(price, listed)
    assert line.price_discount == unit_price_of(off, "USD")
    assert line.amount == a_listed(price, listed).unit_price.times(Decimal(3))
    assert LineItem.model_validate_json(canonical_json(line)) == line


@pytest.mark.parametrize(
    ("listed", "currency", "refusal"),
    [
        ("100.00", "USD", ListPriceTooLow),
        ("99.99", "USD", ListPriceTooLow),
        ("-120.00", "USD", ListPriceTooLow),
        ("120.00", "EUR", MixedCurrencies),
    ],
)
def test_what_is_no_list_price_is_refused_at_its_line(
    listed: str, currency: str, refusal: type[Exception]
) -> None:
    content = a_content(lines=(a_line(), a_listed("100.00", listed, currency)))
    with pytest.raises(refusal) as refused:
        content.checked()
    assert refused.value.path == "lines[1].list_price"  # type: ignore[attr-defined]


def test_a_line_without_one_is_stored_as_it_always_was() -> None:
    line = a_line()
    assert line.price_discount is None
    assert "list_price" not in canonical_json(line)
    assert line.gross == Money.of("1200000.00", "USD")
