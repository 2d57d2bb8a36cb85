"""The list price of a contract's line as its invoices show it.

The figures are reckoned by hand.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain.contract.billing import BillingFrequency
from jupiter_core.domain.contract.checks import line_mistakes
from jupiter_core.domain.contract.cpi import Indexation, IndexValue
from jupiter_core.domain.contract.lines import Escalator, OneTime, PriceChange, QuantityChange
from jupiter_core.domain.contract.renewal import renewal_terms
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.tax_included import net_prices
from jupiter_core.domain.unit_price import unit_price_of
from tests.harness.contracts import a_contract, a_subscription, contracts, usd


def listed(terms: ContractTerms) -> list[tuple[str, str, str, str]]:
    """Quantity, unit price, list price and price discount of each line of the invoices."""
    return [
        (
            str(each.quantity),
            str(each.unit_price),
            str(each.list_price or ""),
            str(each.price_discount or ""),
        )
        for invoice in schedule_of(terms).invoices
        for each in (line.item for line in invoice.lines)
    ]


def seats(term: int = 24, frequency: str = "annual", **changes: Any) -> ContractTerms:
    product = {"quantity": Decimal(250), "annual_price": usd("480"), "list_price": usd("600")}
    line = a_subscription(**{**product, **changes})
    return a_contract(line, term_months=term, billing_frequency=BillingFrequency(frequency))


def test_each_invoice_shows_the_list_price_and_what_is_taken_off() -> None:
    assert listed(seats()) == [("250", "480.00", "600.00", "120.00")] * 2


def test_an_escalator_raises_the_list_price_with_the_price_so_that_the_discount_stays() -> None:
    rise = (Escalator(contract_year=2, percent=Decimal(5)),)
    # 480 × 1.05 = 504 and 600 × 1.05 = 630: a fifth off, as before
    assert listed(seats(escalators=rise))[1] == ("250", "504.00", "630.00", "126.00")


def test_an_index_raises_it_in_the_same_way() -> None:
    clause = Indexation(
        index="CPI",
        base=Decimal(100),
        values=(IndexValue(contract_year=2, value=Decimal(104)),),
    )
    assert listed(seats(indexation=clause))[1] == ("250", "499.20", "624.00", "124.80")


def test_a_month_has_a_twelfth_of_it() -> None:
    found = listed(seats(12, "monthly"))
    assert found == [("250", "40.00", "50.00", "10.00")] * 12


def test_a_line_that_cannot_count_its_units_has_it_for_all_of_them() -> None:
    # 7 × 100.00 is 58.33 or 58.34 a month, which is no price times 7; 7 × 120.00 ÷ 12 is 70.00.
    found = listed(
        seats(12, "monthly", quantity=Decimal(7), annual_price=usd("100"), list_price=usd("120"))
    )
    assert {each[0] for each in found} == {"1"}
    assert {each[2] for each in found} == {"70.00"}


def test_a_ramp_shows_it_until_it_is_reached() -> None:
    ramp = (usd("400"), usd("600"), usd("650"))
    terms = seats(36, annual_price=None, yearly_prices=ramp)
    assert [each[2] for each in listed(terms)] == ["600.00", "", ""]


def test_a_price_that_is_agreed_anew_leaves_the_list_price() -> None:
    rise = (Escalator(contract_year=2, percent=Decimal(10)),)
    anew = (PriceChange(from_date=date(2028, 1, 1), annual_price=usd("500")),)
    assert listed(seats(escalators=rise, price_changes=anew)) == [
        ("250", "480.00", "600.00", "120.00"),
        ("250", "500.00", "660.00", "160.00"),
    ]


def test_a_discount_of_the_contract_comes_after_the_price_discount() -> None:
    terms = seats(12, discount_percent=Decimal(10))
    (line,) = schedule_of(terms).invoices[0].lines
    assert listed(terms) == [("250", "480.00", "600.00", "120.00")]
    assert line.item.discount and line.item.discount.words == "10%"
    assert str(line.item.amount) == "108000.00"


def test_a_product_given_away_has_its_list_price() -> None:
    assert listed(seats(12, annual_price=usd("0"))) == [("250", "0.00", "600.00", "600.00")]


def test_seats_added_inside_a_year_have_the_same_one() -> None:
    more = (QuantityChange(from_date=date(2027, 7, 1), quantity=Decimal(350)),)
    # half a year of 480.00 and of 600.00
    assert listed(seats(12, quantity_changes=more)) == [
        ("250", "240.00", "300.00", "60.00"),
        ("350", "240.00", "300.00", "60.00"),
    ]


def test_a_fine_price_has_a_list_price_as_fine() -> None:
    prices: dict[str, Any] = {
        "annual_price": unit_price_of("0.1648", "USD"),
        "list_price": unit_price_of("0.2", "USD"),
    }
    assert listed(seats(12, quantity=Decimal(7000), **prices)) == [
        ("7000", "0.1648", "0.20", "0.0352")
    ]


def test_a_fee_has_one_too() -> None:
    fee = OneTime(description="Onboarding", amount=usd("40000"), list_price=usd("50000"))
    terms = a_contract(a_subscription(), fee, term_months=12)
    assert listed(terms)[1] == ("1", "40000.00", "50000.00", "10000.00")


def test_prices_that_include_tax_have_a_net_list_price() -> None:
    product: dict[str, Any] = {
        "annual_price": usd("119"),
        "list_price": usd("238"),
        "tax_rate": Decimal(19),
    }
    terms = seats(12, quantity=Decimal(1), **product)
    terms = terms.model_copy(update={"prices_include_tax": True})
    (invoice,) = schedule_of(terms).invoices
    (net,) = net_prices([each.item for each in invoice.lines], (), "USD").lines
    assert (str(net.unit_price), str(net.list_price)) == ("100.00", "200.00")


def test_a_renewal_goes_on_with_it_as_it_has_risen() -> None:
    rise = (Escalator(contract_year=2, percent=Decimal(5)),)
    line = renewal_terms(seats(escalators=rise), "Seats").subscription(0)
    # 480 × 1.05 × 1.05 and 600 × 1.05 × 1.05
    assert (str(line.annual_price), str(line.list_price)) == ("529.20", "661.50")
    dear = (PriceChange(from_date=date(2028, 1, 1), annual_price=usd("700")),)
    assert renewal_terms(seats(price_changes=dear), "Seats").subscription(0).list_price is None


@pytest.mark.parametrize(
    ("prices", "path"),
    [
        ({"list_price": usd("480")}, "list_price"),
        ({"list_price": Money.of("600", "EUR")}, "list_price"),
        ({"annual_price": None, "yearly_prices": (usd("700"), usd("800"))}, "list_price"),
        ({"annual_price": None, "yearly_prices": (usd("500"), usd("800"))}, ""),
    ],
)
def test_it_has_to_be_above_the_lowest_price_and_in_the_currency(
    prices: dict[str, Any], path: str
) -> None:
    product = {"annual_price": usd("480"), "list_price": usd("600"), **prices}
    found = line_mistakes(a_subscription(**product), "USD", date(2027, 1, 1), 24)
    assert [each.path for each in found] == ([path] if path else [])


def test_a_line_without_one_is_stored_as_it_always_was() -> None:
    terms = a_contract()
    assert "list_price" not in canonical_json(terms)
    assert "list_price" not in canonical_json(schedule_of(terms))


@settings(max_examples=40, deadline=None)
@given(contracts(), st.integers(1, 10**7))
def test_a_list_price_changes_no_sum_and_is_above_the_price_wherever_it_is_shown(
    terms: ContractTerms, minor: int
) -> None:
    price = Money.of_minor(minor, terms.currency)
    first, *rest = terms.lines
    dear = terms.model_copy(
        update={"lines": (first.model_copy(update={"list_price": price}), *rest)}
    )
    sums = [(each.net, each.total) for each in schedule_of(dear).invoices]
    assert sums == [(each.net, each.total) for each in schedule_of(terms).invoices]
    for invoice in schedule_of(dear).invoices:
        for line in invoice.lines:
            off = line.item.price_discount
            assert off is None or off.exact > 0
