"""Discounts and charges on a whole contract, and its taxes by name, on its invoices.

The figures are reckoned by hand.
"""

from decimal import Decimal

import pytest

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.contract.terms import ContractTerms, OneTime, UsageCredit
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import IssuedAtOtherPrices, TotalBelowZero, ValidationErrors
from jupiter_core.domain.schedule.build import Schedule, schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from jupiter_core.domain.tax import NamedTax
from tests.harness.contracts import a_contract, a_subscription, usd

GST = NamedTax(name="GST", rate=Decimal(5))
QST = NamedTax(name="QST", rate=Decimal("9.975"))


def off(percent: str = "", amount: str = "", **changes: object) -> Adjustment:
    size = {"percent": Decimal(percent)} if percent else {"amount": usd(amount)}
    return Adjustment(discount=Discount(**size, reason="Volume")).model_copy(update=changes)


def three_years(*prices: str, rate: str = "0", **changes: object) -> ContractTerms:
    ramp = tuple(usd(each) for each in prices)
    product = a_subscription(annual_price=None, yearly_prices=ramp, tax_rate=Decimal(rate))
    return a_contract(product, term_months=36, **changes)


def nets(schedule: Schedule) -> list[str]:
    return [str(each.net) for each in schedule.invoices]


def amounts(schedule: Schedule) -> list[str]:
    return [str(each.adjustments[0].discount.amount) for each in schedule.invoices]


def test_a_percentage_is_of_every_invoice() -> None:
    schedule = schedule_of(three_years("1000", "2000", rate="20", adjustments=(off("10"),)))
    assert nets(schedule) == ["900.00", "1800.00", "1800.00"]
    assert [str(each.tax) for each in schedule.invoices] == ["180.00", "360.00", "360.00"]
    assert schedule.contract_net == usd("4500")


def test_an_amount_is_shared_over_the_invoices_and_adds_up_to_it() -> None:
    schedule = schedule_of(three_years("1000", "2000", "3000", adjustments=(off(amount="100"),)))
    # 100.00 × 1/6, 2/6 and 3/6 are 16.666…, 33.333… and 50.00
    assert amounts(schedule) == ["16.67", "33.33", "50.00"]
    assert nets(schedule) == ["983.33", "1966.67", "2950.00"]
    equal = schedule_of(three_years("1000", adjustments=(off(amount="100"),)))
    assert amounts(equal) == ["33.34", "33.33", "33.33"]


def test_what_issued_invoices_carry_of_an_amount_is_not_taken_off_again() -> None:
    terms = three_years("1000", adjustments=(off(amount="100"),))
    first = schedule_of(terms).invoices[:1]
    more = three_years("1000", adjustments=(off(amount="150"),))
    # 150.00 − 33.34 over two
    assert amounts(reschedule(first, more)) == ["33.34", "58.33", "58.33"]
    assert nets(reschedule(first, terms)) == ["966.66", "966.67", "966.67"]


def test_a_discount_larger_than_the_contract_is_refused_at_its_place() -> None:
    with pytest.raises(TotalBelowZero) as refused:
        schedule_of(three_years("10", adjustments=(off(amount="30.01"),)))
    assert refused.value.path == "adjustments"


def test_every_line_bears_the_taxes_of_the_contract() -> None:
    terms = three_years("1234.50", adjustments=(), taxes=(GST, QST))
    first = schedule_of(terms).invoices[0]
    assert [str(each.amount) for each in first.totals.named] == ["61.73", "123.14"]
    assert str(first.total) == "1419.37"


def test_a_rate_beside_taxes_and_an_amount_in_another_currency_are_refused() -> None:
    with pytest.raises(ValidationErrors) as refused:
        three_years(
            "10",
            rate="7",
            taxes=(GST,),
            adjustments=(Adjustment(discount=Discount(amount=Money.of("1", "EUR"))),),
        )
    paths = [each.path for each in refused.value.refusals]
    assert paths == ["adjustments[0].amount", "lines[0].tax_rate"]


def test_what_is_stored_of_other_contracts_keeps_its_letters() -> None:
    terms = three_years("10")
    stored = canonical_json(terms) + canonical_json(schedule_of(terms))
    assert "adjustments" not in stored
    assert '"taxes"' not in stored


def test_invoices_come_to_prices_that_include_tax() -> None:
    terms = a_contract(
        a_subscription(annual_price=usd("1190"), tax_rate=Decimal(19)),
        OneTime(description="Onboarding", amount=usd("119"), tax_rate=Decimal(19)),
        UsageCredit(description="Credit", amount=usd("238")),
        adjustments=(off("10"),),
        prices_include_tax=True,
    )
    schedule = schedule_of(terms)
    # 1,190.00 + 119.00 − 238.00 = 1,071.00, less 10%; then 1,190.00, less 10%
    sums = [(str(each.net), str(each.tax), str(each.total)) for each in schedule.invoices]
    assert sums == [
        ("810.00", "153.90", "963.90"),
        ("900.00", "171.00", "1071.00"),
        ("900.00", "171.00", "1071.00"),
    ]
    for each in schedule.invoices:
        assert (each.totals.net, each.totals.total) == (each.net, each.total)
    assert schedule.contract_net == usd("2610")
    assert "prices_include_tax" not in canonical_json(a_contract())
    assert "prices_include_tax" not in canonical_json(schedule_of(a_contract()))


def test_shares_of_a_price_with_tax_add_up_to_it() -> None:
    product = a_subscription(annual_price=usd("100"), tax_rate=Decimal(19))
    monthly = a_contract(
        product, term_months=12, billing_frequency="monthly", prices_include_tax=True
    )
    totals = [each.total for each in schedule_of(monthly).invoices]
    assert {str(each) for each in totals} == {"8.33", "8.34"}
    assert Money.sum(totals, "USD") == usd("100")


def test_prices_with_tax_stay_so_once_an_invoice_is_issued() -> None:
    terms = three_years("1190", rate="19")
    issued = schedule_of(terms).invoices[:1]
    with pytest.raises(IssuedAtOtherPrices):
        reschedule(issued, terms.model_copy(update={"prices_include_tax": True}))
