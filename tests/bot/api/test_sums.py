"""Several taxes, discounts on the whole, certificates and the tax in another currency over REST."""

from datetime import UTC, datetime
from typing import Any

from httpx import Response

from jupiter_core.commands.scheduled_invoices import generate_due_invoices
from jupiter_core.domain.invoice import State
from tests.bot.api.test_contracts import SEED, a_contract, approved, submitted
from tests.factories import WORKSPACE
from tests.harness.api_client import System, an_invoice, pointers
from tests.harness.api_deals import issued

TAXES = [
    {"name": "GST", "rate": "5", "number": "123456789 RT0001"},
    {"name": "QST", "rate": "9.975"},
]
LINE = {"description": "Platform", "unit_price": "1234.50"}


def listing(system: System, taxes: list[dict[str, str]]) -> Response:
    """The entity as it is, with these taxes on its list."""
    own = ("id", "bank_accounts", "bank_details_pending", "archived")
    read = system.call("GET", "/sender-profiles/sender-us").json()
    body = {name: value for name, value in read.items() if name not in own}
    changed = {**body, "taxes": taxes}
    return system.call("PUT", "/sender-profiles/sender-us", changed, if_match="*")


def sent(system: System, **changes: Any) -> Response:
    """The answer to an invoice."""
    return system.call("POST", "/invoices", an_invoice(**changes))


def test_an_entity_lists_its_taxes_and_a_line_names_them() -> None:
    system = System()
    entity = listing(system, TAXES).json()
    assert [(each["name"], each["rate"]) for each in entity["taxes"]] == [
        ("GST", "5"),
        ("QST", "9.975"),
    ]
    line = {**LINE, "taxes": [{"name": "qst"}, {"name": "gst"}]}
    totals = system.made(lines=[line])["totals"]
    assert [(each["name"], each["base"], each["tax"]) for each in totals["named_taxes"]] == [
        ("GST", "1234.50", "61.73"),
        ("QST", "1234.50", "123.14"),
    ]
    assert (totals["net"], totals["tax"], totals["total"]) == ("1234.50", "184.87", "1419.37")


def test_prices_are_sent_with_tax_and_told_net_beside_what_was_sent() -> None:
    system = System()
    line = {**LINE, "quantity": 3, "unit_price": "100.00", "tax_rate": "19", "list_price": "119"}
    off = {"percent": "10", "reason": "Launch"}
    made = system.made(lines=[line], adjustments=[off], prices_include_tax=True)
    # 300.00 − 30.00; 252.10 − 25.21 = 226.89, × 19% = 43.1091
    totals = made["totals"]
    assert (totals["net"], totals["tax"], totals["total"]) == ("226.89", "43.11", "270.00")
    (entered,) = totals["adjustments_with_tax"]
    assert (entered["base"], entered["amount"]) == ("300.00", "30.00")
    (told,) = made["lines"]
    assert (made["prices_include_tax"], told["amount"], told["list_price"]) == (
        *(True, "252.10"),
        "100.00",
    )
    assert told["with_tax"] == {
        "unit_price": "100.00",
        "list_price": "119.00",
        "discount": None,
        "amount": "300.00",
    }
    net = system.made(lines=[line])
    assert (net["prices_include_tax"], net["lines"][0]["with_tax"]) == (False, None)


def test_a_tax_that_is_not_listed_and_one_beside_a_rate_are_refused_at_the_line() -> None:
    system = System()
    listing(system, TAXES)
    answer = sent(system, lines=[{**LINE, "taxes": [{"name": "PST"}]}])
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_tax")
    both = {**LINE, "taxes": [{"name": "GST"}], "tax_rate": "7"}
    answer = sent(system, lines=[both])
    assert list(pointers(answer)) == ["#/lines/0/taxes"]
    assert list(pointers(listing(system, [*TAXES, TAXES[0]]))) == ["#/taxes"]


def test_discounts_and_charges_on_the_whole_are_shared_over_the_rates() -> None:
    totals = System().made(
        lines=[
            {**LINE, "unit_price": "999.99", "tax_rate": "19"},
            {**LINE, "unit_price": "33.33", "quantity": "3", "tax_rate": "7"},
        ],
        adjustments=[
            {"percent": "10", "reason": "Launch"},
            {"amount": "20.00", "charge": True, "tax_rate": "19", "reason": "Freight"},
        ],
    )["totals"]
    # 110.00 = 100.00 + 10.00; (899.99 + 20.00) × 19% = 174.7981; 89.99 × 7% = 6.2993
    assert (totals["subtotal"], totals["net"]) == ("1099.98", "1009.98")
    assert (totals["tax"], totals["total"]) == ("181.10", "1191.08")
    discount, charge = totals["adjustments"]
    assert [(each["tax_rate"], each["amount"]) for each in discount["shares"]] == [
        ("7", "10.00"),
        ("19", "100.00"),
    ]
    assert (charge["charge"], charge["reason"], charge["amount"]) == (True, "Freight", "20.00")


def test_a_discount_that_is_neither_or_too_large_is_refused_at_its_place() -> None:
    system = System()
    answer = sent(system, lines=[LINE], adjustments=[{"reason": "Launch"}])
    assert list(pointers(answer)) == ["#/adjustments/0/amount"]
    answer = sent(system, lines=[LINE], adjustments=[{"percent": "101"}])
    assert list(pointers(answer)) == ["#/adjustments/0/percent"]
    answer = sent(system, lines=[LINE], adjustments=[{"amount": "9999.00"}])
    assert answer.json()["code"] == "total_below_zero"


def test_the_tax_is_told_in_another_currency_with_its_rate_and_source() -> None:
    other = {"currency": "EUR", "rate": "0.9231", "source": "ECB", "on": "2026-11-20"}
    line = {**LINE, "unit_price": "1000.00", "tax_rate": "19"}
    invoice = System().made(lines=[line], tax_currency=other)
    # 190.00 × 0.9231 = 175.389
    assert invoice["totals"]["tax_currency"] == {**other, "tax": "175.39"}


def test_a_customers_certificate_stands_on_the_exempt_line() -> None:
    system = System()
    certificate = {
        "number": "1-23-4567-8",
        "tax": "Sales tax",
        "jurisdiction": "TX",
        "valid_until": "2020-12-31",
    }
    body = {
        "name": "Lone Star Ltd",
        "address": {
            "street": "1 Main St",
            "city": "Austin",
            "region": "TX",
            "postal_code": "78701",
            "country": "US",
        },
        "certificates": [certificate],
    }
    customer = system.call("POST", "/customers", body).json()
    assert customer["certificates"] == [certificate]
    line = {**LINE, "tax_category": "E", "certificate": "1-23-4567-8"}
    invoice = system.made(customer={"id": customer["id"]}, lines=[line])
    assert invoice["lines"][0]["certificate"] == certificate
    assert "certificate_expired" in [each["code"] for each in invoice["warnings"]]


def test_a_credit_note_takes_back_each_of_several_taxes() -> None:
    system = System()
    listing(system, TAXES)
    line = {**LINE, "taxes": [{"name": "GST"}, {"name": "QST"}]}
    invoice = issued(system, lines=[line])
    path = f"/invoices/{invoice['id']}/credit-notes"
    body = {"reason": "Signed twice"}
    note = system.call("POST", path, body, if_match="*").json()
    assert [each["tax"] for each in note["totals"]["named_taxes"]] == ["61.73", "123.14"]


def test_a_contracts_discount_and_taxes_are_on_its_invoices_and_in_its_terms() -> None:
    system = System()
    listing(system, TAXES)
    line = {"kind": "subscription", "description": "Platform", "annual_price": "1234.50"}
    said = {
        "lines": [line],
        "adjustments": [{"percent": "10", "reason": "Volume"}],
        "taxes": [{"name": "GST"}, {"name": "QST"}],
    }
    contract = submitted(system, **said)
    assert contract["terms"]["adjustments"] == [{"percent": "10", "reason": "Volume"}]
    assert contract["terms"]["taxes"] == [{"name": "GST"}, {"name": "QST"}]
    first = contract["schedule"]["invoices"][0]
    # 1,234.50 − 123.45 = 1,111.05; × 5% = 55.5525; × 9.975% = 110.82723…
    assert (first["net"], first["tax"]) == ("1111.05", "166.38")
    assert [each["tax"] for each in first["named_taxes"]] == ["55.55", "110.83"]
    approved(system, contract)
    system.clock.set(datetime(2027, 1, 1, 12, tzinfo=UTC))
    with system.store.write(WORKSPACE) as uow:
        assert generate_due_invoices(uow, contract["id"]) == 1
        (invoice,) = uow.invoices.of_contract(contract["id"])
    assert invoice.content.adjustments[0].discount.reason == "Volume"
    assert (str(invoice.total), invoice.state) == ("1277.43", State.APPROVED)
    body = {**said, "taxes": [{"name": "PST"}]}
    refused = system.call("POST", "/contracts", a_contract(**body))
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_tax")


def test_a_contract_is_sent_at_prices_with_tax() -> None:
    system = System()
    line = {"kind": "subscription", "description": "Platform", "annual_price": "119.00"}
    said = {"lines": [{**line, "tax_rate": "19"}], "prices_include_tax": True}
    contract = submitted(system, **said)
    assert contract["terms"]["prices_include_tax"] is True
    first = contract["schedule"]["invoices"][0]
    assert (first["net"], first["tax"], first["total"]) == ("100.00", "19.00", "119.00")
    approved(system, contract)
    system.clock.set(datetime(2027, 1, 1, 12, tzinfo=UTC))
    with system.store.write(WORKSPACE) as uow:
        assert generate_due_invoices(uow, contract["id"]) == 1
        (invoice,) = uow.invoices.of_contract(contract["id"])
    assert (str(invoice.total), invoice.state) == ("119.00", State.APPROVED)
    assert str(invoice.content.lines[0].unit_price) == "100.00"


def test_a_preview_without_an_entity_says_no_false_tax() -> None:
    body = {**SEED, "lines": [SEED["lines"][0]], "taxes": [{"name": "GST"}]}
    answer = System().call("POST", "/contracts/preview", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "taxes_of_nobody")
