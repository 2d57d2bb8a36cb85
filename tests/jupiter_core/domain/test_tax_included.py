"""Prices that include tax: the total is what was entered, and the rest is EN 16931's."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_content import at_net_prices
from jupiter_core.domain.refusals import NoNetPrice
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.tax_included import net_prices
from jupiter_core.domain.totals import LineItem, totals_of
from jupiter_core.domain.unit_price import unit_price_of
from tests.factories import a_content

GST = NamedTax(name="GST", rate=Decimal(5))
QST = NamedTax(name="QST", rate=Decimal("9.975"))
PST_ON_GST = NamedTax(name="PST", rate=Decimal(10), compound=True)


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def a_priced(price: str, rate: str = "19", quantity: str = "1", **changes: Any) -> LineItem:
    return LineItem(
        description="Seats",
        quantity=Decimal(quantity),
        unit_price=unit_price_of(price, "EUR"),
        tax_rate=Decimal(rate),
        **changes,
    )


def off(percent: str = "", amount: str = "", reason: str = "") -> Discount:
    size = {"percent": Decimal(percent)} if percent else {"amount": eur(amount)}
    return Discount(reason=reason, **size)


@pytest.mark.parametrize(
    ("price", "rate", "quantity", "net", "tax", "unit_price"),
    [
        ("119.00", "19", "1", "100.00", "19.00", "100.00"),
        # 300.00 ÷ 1.19 = 252.1008…; 252.10 × 19% = 47.899; 84.0336… is 84.034 × 3 = 252.102
        ("100.00", "19", "3", "252.10", "47.90", "84.034"),
        ("100.00", "0", "3", "300.00", "0.00", "100.00"),
        ("107.00", "7", "2", "200.00", "14.00", "100.00"),
        ("-119.00", "19", "2", "-200.00", "-38.00", "-100.00"),
        # 7,000 × 0.1648 = 1,153.60; ÷ 1.2 = 961.333…; 961.33 × 20% = 192.266
        ("0.1648", "20", "7000", "961.33", "192.27", "0.137333"),
    ],
)
def test_the_net_and_the_tax_make_what_was_entered(
    price: str, rate: str, quantity: str, net: str, tax: str, unit_price: str
) -> None:
    found = net_prices([a_priced(price, rate, quantity)], (), "EUR")
    totals = found.totals("EUR")
    assert (totals.net, totals.tax, found.rounding) == (eur(net), eur(tax), ())
    assert str(found.lines[0].unit_price) == unit_price
    assert found.lines[0].as_entered == a_priced(price, rate, quantity)


def test_where_no_net_makes_the_total_the_tax_is_a_cent_beside_the_rate() -> None:
    # 0.86 + 0.16 = 1.02 and 0.87 + 0.17 = 1.04; 1.03 ÷ 1.19 = 0.8655
    found = net_prices([a_priced("1.03")], (), "EUR")
    totals = found.totals("EUR")
    assert (totals.net, totals.tax, totals.total) == (eur("0.87"), eur("0.16"), eur("1.03"))
    assert [str(each.difference) for each in found.rounding] == ["-0.01"]


def test_lines_of_a_rate_share_its_net_to_the_cent() -> None:
    # 3.00 ÷ 1.19 = 2.5210…; 0.8403… each: the first of them is a cent more
    found = net_prices([a_priced("1.00")] * 3, (), "EUR")
    assert [str(each.amount) for each in found.lines] == ["0.84", "0.84", "0.84"]
    assert found.totals("EUR").total == eur("3.00")
    # 0.30 ÷ 1.19 = 0.2521; 0.25 + 0.05
    found = net_prices([a_priced("0.10"), a_priced("0.10"), a_priced("0.10")], (), "EUR")
    assert [str(each.amount) for each in found.lines] == ["0.09", "0.08", "0.08"]
    assert found.totals("EUR").total == eur("0.30")


def test_discounts_of_lines_are_told_net() -> None:
    lines = [
        a_priced("119.00", discount=off(percent="10")),  # 107.10: 100.00 less 10.00
        a_priced("238.00", discount=off(amount="11.90", reason="Goodwill")),  # 200.00 less 10.00
        a_priced("59.50", discount=off(percent="100")),
    ]
    found = net_prices(lines, (), "EUR")
    assert [str(each.gross) for each in found.lines] == ["100.00", "200.00", "50.00"]
    assert [str(each.amount) for each in found.lines] == ["90.00", "190.00", "0.00"]
    assert found.lines[1].discount == off(amount="10.00", reason="Goodwill")
    assert found.totals("EUR").total == eur("333.20")


def test_a_list_price_is_told_net() -> None:
    line = a_priced("119.00", list_price=eur("142.80"))
    found = net_prices([line], (), "EUR").lines[0]
    assert (found.list_price, found.price_discount) == (eur("120.00"), eur("20.00"))


def test_discounts_and_charges_on_the_whole_include_tax() -> None:
    whole = (
        Adjustment(discount=off(percent="10", reason="Launch")),
        Adjustment(discount=off(amount="11.90", reason="Freight"), charge=True, tax_rate=19),
    )
    lines = [a_priced("119.00"), a_priced("107.00", "7")]
    found = net_prices(lines, whole, "EUR")
    # 226.00 − 22.60 + 11.90; net 100 − 10 + 10 at 19%, 100 − 10 at 7%
    totals = found.totals("EUR")
    assert (totals.total, totals.net) == (eur("215.30"), eur("190.00"))
    assert [(each.discount.reason, str(each.discount.amount)) for each in found.adjustments] == [
        ("Launch (10%)", "10.00"),
        ("Launch (10%)", "10.00"),
        ("Freight", "10.00"),
    ]
    charged = Adjustment(discount=off(amount="1.03"), charge=True, tax_rate=20)
    totals = net_prices([a_priced("10.00", "0")], (charged,), "EUR").totals("EUR")
    assert (totals.total, totals.net) == (eur("11.03"), eur("10.86"))  # 1.03 ÷ 1.2 = 0.858


def test_several_taxes_and_a_tax_on_tax_are_taken_out() -> None:
    both = a_priced("114.98", "0", taxes=(GST, QST))
    found = net_prices([both], (), "EUR").totals("EUR")
    # 100.00, 5.00, and 9.975 rounded
    assert (found.net, [str(each.amount) for each in found.named]) == (
        eur("100.00"),
        ["5.00", "9.98"],
    )
    on_tax = a_priced("115.50", "0", taxes=(GST, PST_ON_GST))
    found = net_prices([on_tax], (), "EUR").totals("EUR")
    # 10% of 105.00
    assert [str(each.amount) for each in found.named] == ["5.00", "10.50"]


def test_what_several_taxes_leave_is_told_at_the_last_which_no_other_is_reckoned_from() -> None:
    first = NamedTax(name="First", rate=Decimal(100))
    on_first = NamedTax(name="On it", rate=Decimal(50), compound=True)
    for cents in range(1, 40):
        line = a_priced(f"0.{cents:02}", "0", taxes=(first, on_first))
        found = net_prices([line], (), "EUR")
        assert found.totals("EUR").total == eur(f"0.{cents:02}")
        assert {each.name for each in found.rounding} <= {"On it"}


def test_a_quantity_too_large_for_any_price_is_refused_at_its_line() -> None:
    content = a_content(
        currency="EUR", lines=(a_priced("1.00"), a_priced("0.07", quantity="12345678.9"))
    )
    with pytest.raises(NoNetPrice) as refused:
        at_net_prices(content)
    assert refused.value.path == "lines[1].quantity"


def test_a_content_is_given_back_as_it_was_entered() -> None:
    whole = (Adjustment(discount=off(percent="10")),)
    content = a_content(currency="EUR", lines=(a_priced("119.00"),), adjustments=whole)
    net = at_net_prices(content)
    assert (net.prices_include_tax, net.as_entered) == (True, content)
    assert at_net_prices(net.as_entered) == net
    assert type(net).model_validate_json(canonical_json(net)) == net
    for name in ("prices_include_tax", "with_tax"):
        assert name not in canonical_json(content)


prices = st.decimals("-9999.99", "99999.99", places=2)
rates = st.sampled_from(["0", "5.5", "7", "8.875", "19", "20", "25", "27", "100"])
quantities = st.sampled_from(["1", "2", "3", "7", "0.333333", "12.5", "1000", "99999"])
discounts = st.one_of(
    st.none(),
    st.decimals("0.0001", "100", places=4).map(lambda each: Discount(percent=each)),
)
taxes = st.sampled_from([(), (), (GST,), (GST, QST), (GST, PST_ON_GST), (QST, GST)])


@st.composite
def any_lines(draw: st.DrawFn) -> list[LineItem]:
    def line() -> LineItem:
        named = draw(taxes)
        rate = "0" if named else draw(rates)
        return a_priced(
            str(draw(prices)), rate, draw(quantities), taxes=named, discount=draw(discounts)
        )

    return [line() for _ in range(draw(st.integers(1, 5)))]


def entered_total(lines: Sequence[LineItem]) -> Decimal:
    """Reckoned with decimals alone."""
    total = Decimal(0)
    for line in lines:
        price = Decimal(str(line.unit_price)) * line.quantity
        gross = price.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        percent = line.discount.percent if line.discount and line.discount.percent else Decimal(0)
        total += gross - (gross * percent / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return total


@settings(max_examples=150, deadline=None)
@given(any_lines())
def test_any_lines_come_to_what_was_entered(lines: list[LineItem]) -> None:
    found = net_prices(lines, (), "EUR")
    totals = found.totals("EUR")
    assert totals.total.decimal == entered_total(lines)
    assert Money.sum((each.amount for each in found.lines), "EUR") == totals.net
    for each in totals.taxes:
        # BR-CO-17 within a cent for each tax
        exact = each.net.decimal * each.rate / 100
        assert abs(each.tax.decimal - exact) <= Decimal("0.015") * max(len(each.taxes) + 1, 1)
    for rounded in found.rounding:
        assert abs(rounded.difference.minor) <= max(len(rounded.taxes), 1) + 1
    for line, net in zip(lines, found.lines, strict=True):
        exact = line.amount.decimal * 100 / (100 + line.all_rates)
        assert abs(net.amount.decimal - exact) <= Decimal("0.05")
        assert net.as_entered == line


@settings(max_examples=100, deadline=None)
@given(
    any_lines(),
    st.decimals("0.0001", "99", places=4),
    st.decimals("0.01", "500", places=2),
    st.booleans(),
)
def test_any_discounts_and_charges_on_the_whole_come_to_what_was_entered(
    lines: list[LineItem], percent: Decimal, amount: Decimal, charge: bool
) -> None:
    whole = (
        Adjustment(discount=Discount(percent=percent)),
        Adjustment(discount=off(amount=str(amount)), charge=charge),
        Adjustment(discount=off(amount=str(amount)), charge=True, tax_rate=Decimal("13.5")),
    )
    entered = totals_of(lines, "EUR", adjustments=whole)
    assert net_prices(lines, whole, "EUR").totals("EUR").total == entered.net
