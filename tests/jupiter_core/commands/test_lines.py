"""Lines with sub-cent prices, units and discounts, from the draft to credit notes and copies."""

from decimal import Decimal

import pytest

from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import DiscountAboveBase
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import unit_price_of
from tests.factories import a_line
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def a_usage(discount: Discount | None = None) -> LineItem:
    """7,000 GB at 0.1648."""
    return LineItem(
        description="Storage",
        quantity=Decimal(7000),
        unit_price=unit_price_of("0.1648", "USD"),
        tax_rate=Decimal(20),
        unit=Unit.GIGABYTE,
        discount=discount,
    )


def test_a_discount_is_taken_off_the_rounded_line() -> None:
    line = a_usage(Discount(percent=Decimal("12.5"), reason="Volume"))
    # 1,153.60 × 12.5% = 144.20
    assert (line.gross, line.amount) == (usd("1153.60"), usd("1009.40"))
    assert a_usage(Discount(amount=usd("153.60"))).amount == usd("1000.00")


def test_a_credit_in_full_and_a_part_with_its_rest_come_to_the_cent() -> None:
    desk = MemoryWorkspace()
    line = a_usage(Discount(percent=Decimal("12.5"), reason="Volume"))
    invoice = desk.issued(lines=(line, a_line(price="10.01", tax_rate="20")))
    # 1,009.40 + 10.01 = 1,019.41; 20% is 203.882
    assert (invoice.content.totals.net, invoice.total) == (usd("1019.41"), usd("1223.29"))
    part = desk.approve(desk.credit(invoice, Part(description="Storage", net=usd("9.40"))))
    assert part.total == usd("11.28")
    rest = desk.approve(desk.credit(desk.now(invoice)))
    assert rest.content.lines[0].discount == line.discount
    assert rest.total == usd("1212.01")  # 1,223.29 − 11.28
    assert desk.now(invoice).amount_due == usd("0")
    expect_all_promises_kept(desk)


def test_a_discount_beyond_its_line_is_refused_at_the_line() -> None:
    desk = MemoryWorkspace()
    line = a_line(price="100.00").model_copy(update={"discount": Discount(amount=usd("100.01"))})
    with pytest.raises(DiscountAboveBase) as refused:
        desk.submit(lines=(a_line(), line))
    assert refused.value.path == "lines[1].discount"
    assert str(refused.value) == "A discount of USD 100.01 cannot be taken off USD 100.00."


def test_a_line_without_them_is_stored_as_it_always_was() -> None:
    line = LineItem(description="x", quantity=Decimal(1), unit_price=usd("5.00"))
    assert canonical_json(line) == (
        '{"arithmetic":"","credit":"","description":"x","quantity":"1","service_end":null,'
        '"service_start":null,"tax_category":null,"tax_rate":"0",'
        '"unit_price":{"currency":"USD","minor":500}}'
    )
    whole = a_usage(Discount(amount=usd("5.00")))
    assert LineItem.model_validate_json(canonical_json(whole)) == whole
