"""The discount of a contract's line as invoices show it: list amounts, and what is taken off.

The figures are reckoned by hand.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings

from jupiter_core.domain.contract.lines import Escalator, QuantityChange
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.schedule.build import schedule_of
from tests.harness.contracts import a_contract, a_subscription, contracts, usd


def items(terms: ContractTerms) -> list[tuple[str, str, str, str, str]]:
    """Quantity, price, list amount, discount and amount of each line, as an invoice has them."""
    return [
        (
            str(each.quantity),
            str(each.unit_price),
            str(each.gross),
            each.discount.words if each.discount else "",
            str(each.amount),
        )
        for invoice in schedule_of(terms).invoices
        for each in (line.item for line in invoice.lines)
    ]


def a_discounted(percent: str = "10", **changes: Any) -> ContractTerms:
    deal = {key: changes.pop(key) for key in [*changes] if key in ContractTerms.model_fields}
    product = {"quantity": Decimal(250), "annual_price": usd("480"), **changes}
    line = a_subscription(discount_percent=Decimal(percent), **product)
    return a_contract(line, **{"term_months": 24, **deal})


def test_an_invoice_shows_the_list_amount_and_the_percentage_off() -> None:
    rise = (Escalator(contract_year=2, percent=Decimal(5)),)
    terms = a_discounted(escalators=rise)
    # 250 × 480.00 less 12,000.00; 250 × 504.00 less 12,600.00
    assert items(terms) == [
        ("250", "480.00", "120000.00", "10%", "108000.00"),
        ("250", "504.00", "126000.00", "10%", "113400.00"),
    ]
    first, second = (each.lines[0] for each in schedule_of(terms).invoices)
    assert (first.arithmetic, first.item_arithmetic) == ("250 × 480.00 × 0.9", "250 × 480.00")
    assert second.item_arithmetic == "250 × 480.00 × 1.05"


def test_a_year_without_the_discount_has_none() -> None:
    assert items(a_discounted(discount_years=(1,))) == [
        ("250", "480.00", "120000.00", "10%", "108000.00"),
        ("250", "480.00", "120000.00", "", "120000.00"),
    ]


def test_a_product_given_away_is_shown_at_its_list_price() -> None:
    assert items(a_discounted("100", discount_years=(1,)))[0] == (
        *("250", "480.00", "120000.00", "100%", "0.00"),
    )


def test_where_rounding_stands_between_them_the_discount_is_an_amount() -> None:
    # 10.01 less 50% is 5.005, rounded up to 5.01; 50% of 10.01 is 5.01 too, which leaves 5.00
    terms = a_discounted("50", quantity=Decimal(1), annual_price=usd("10.01"), term_months=12)
    assert items(terms) == [("1", "10.01", "10.01", "USD 5.00", "5.01")]
    (line,) = schedule_of(terms).invoices[0].lines
    assert line.item.discount
    assert line.item.discount.reason == "50%"


def test_shares_of_a_year_have_shares_of_the_list_amount() -> None:
    year = {"term_months": 12, "billing_frequency": "monthly"}
    monthly = a_discounted("12.5", quantity=Decimal(3), annual_price=usd("100"), **year)
    # 300.00 and 262.50 a year: 25.00 a month, and 21.88 six times, then 21.87
    found = items(monthly)
    assert {each[2] for each in found} == {"25.00"}
    assert [each[4] for each in found] == ["21.88"] * 6 + ["21.87"] * 6
    # 12.5% of 25.00 is 3.125, rounded to 3.13: one cent beside what 21.88 leaves
    assert {each[3] for each in found} == {"USD 3.12", "12.5%"}


def test_seats_added_inside_a_year_are_discounted_like_the_others() -> None:
    more = (QuantityChange(from_date=date(2027, 7, 1), quantity=Decimal(350)),)
    found = items(a_discounted(quantity_changes=more, term_months=12))
    # 250 seats for half a year, then 350: 60,000.00 and 84,000.00
    assert [(each[2], each[4]) for each in found] == [
        ("60000.00", "54000.00"),
        ("84000.00", "75600.00"),
    ]


def test_a_line_without_a_discount_is_stored_as_it_always_was() -> None:
    assert "before_discount" not in canonical_json(schedule_of(a_contract()))


@settings(max_examples=60, deadline=None)
@given(contracts())
def test_any_line_of_an_invoice_comes_to_the_amount_of_the_schedule(terms: ContractTerms) -> None:
    for invoice in schedule_of(terms).invoices:
        for line in invoice.lines:
            assert line.item.amount == line.amount
            if line.before_discount:
                line.before_discount.discount.expect_within(line.before_discount.amount)
                assert line.item.gross == line.before_discount.amount
                assert Money.zero(terms.currency).minor <= line.amount.minor
