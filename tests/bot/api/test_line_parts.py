"""Sub-cent prices, units and discounts of lines over REST."""

from typing import Any

import pytest

from jupiter_core.commands.scheduled_invoices import generate_due_invoices
from tests.bot.api.test_contracts import a_contract, approved, submitted
from tests.factories import WORKSPACE
from tests.harness.api_client import System, an_invoice, pointers

USAGE = {"description": "Storage", "quantity": "7000", "unit_price": "0.1648", "unit": "E34"}


def test_a_line_has_a_fine_price_a_unit_and_a_discount() -> None:
    system = System()
    volume = {"percent": "12.5", "reason": "Volume", "code": "100"}
    calls = {"description": "Calls", "quantity": 1000000, "unit_price": 0.0045}
    made = system.made(lines=[{**USAGE, "discount": volume}, calls])
    storage, called = made["lines"]
    assert (storage["unit_price"], storage["unit"], storage["amount"]) == (
        *("0.1648", "E34"),
        "1009.40",
    )
    assert storage["discount"] == {
        "percent": "12.5",
        "base": "1153.60",
        "amount": "144.20",
        "reason": "Volume",
        "code": "100",
    }
    assert (called["amount"], called["unit"], called["discount"]) == ("4500.00", None, None)


def test_a_line_has_a_list_price_beside_its_price() -> None:
    system = System()
    seats = {"description": "Seats", "quantity": 3, "unit_price": "100", "list_price": "120.00"}
    reduced, usual = system.made(lines=[seats, USAGE])["lines"]
    assert (reduced["list_price"], reduced["unit_price"]) == ("120.00", "100.00")
    assert (reduced["amount"], usual["list_price"]) == ("300.00", None)


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"list_price": "0.1648"}, "#/lines/0/list_price"),
        ({"list_price": "0.123456789"}, "#/lines/0/list_price"),
        ({"list_price": ""}, "#/lines/0/list_price"),
        ({"unit_price": "0.123456789"}, "#/lines/0/unit_price"),
        ({"quantity": "1.1234567"}, "#/lines/0/quantity"),
        ({"unit": "hours"}, "#/lines/0/unit"),
        ({"discount": {"percent": "101"}}, "#/lines/0/discount/percent"),
        ({"discount": {}}, "#/lines/0/discount/amount"),
        ({"discount": {"amount": "1153.61"}}, "#/lines/0/discount"),
        ({"discount": {"percent": "5", "code": "1"}}, "#/lines/0/discount/code"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(wrong: dict[str, Any], pointer: str) -> None:
    answer = System().call("POST", "/invoices", an_invoice(lines=[{**USAGE, **wrong}]))
    assert (answer.status_code, list(pointers(answer))) == (422, [pointer])


def test_a_product_says_of_what_its_price_is() -> None:
    system = System()
    body = {
        "name": "Storage",
        "code": "GB",
        "unit": "E34",
        "prices": [{"currency": "USD", "unit_price": "0.1648"}],
    }
    product = system.call("POST", "/products", body).json()
    assert (product["unit"], product["prices"][0]["unit_price"]) == ("E34", "0.1648")
    line = system.made(lines=[{"product": {"code": "GB"}, "quantity": "7000"}])["lines"][0]
    assert (line["unit"], line["amount"]) == ("E34", "1153.60")


def test_a_contract_has_a_fine_price_and_a_unit() -> None:
    system = System()
    line = {
        "kind": "subscription",
        "description": "Storage",
        "quantity": "7000",
        "unit": "E34",
        "annual_price": "0.1648",
    }
    answer = system.call("POST", "/contracts", a_contract(lines=[line]))
    kept = answer.json()["terms"]["lines"][0]
    assert (kept["annual_price"], kept["unit"]) == ("0.1648", "E34")
    assert answer.json()["total"] == "3460.80"  # three years of 1,153.60


SEATS = {
    "kind": "subscription",
    "description": "Seats",
    "quantity": "250",
    "annual_price": "480.00",
    "list_price": "600.00",
    "escalators": [{"contract_year": 2, "percent": "5"}],
}


def test_a_contracts_lines_have_list_prices_and_their_invoices_show_them() -> None:
    system = System()
    fee = {"kind": "one_time", "description": "Setup", "amount": "40000", "list_price": "50000"}
    contract = submitted(system, lines=[SEATS, fee], start_date="2026-11-22")
    kept, once = contract["terms"]["lines"]
    assert (kept["list_price"], once["list_price"]) == ("600.00", "50000.00")
    approved(system, contract)
    with system.store.write(WORKSPACE) as uow:
        generate_due_invoices(uow, contract["id"])
    (invoice,) = system.call("GET", "/invoices").json()["items"]
    lines = system.call("GET", f"/invoices/{invoice['id']}").json()["lines"]
    assert [(each["unit_price"], each["list_price"]) for each in lines] == [
        ("480.00", "600.00"),
        ("40000.00", "50000.00"),
    ]


@pytest.mark.parametrize("listed", ["480.00", "0", "0.123456789", "lots"])
def test_a_contracts_list_price_that_is_none_is_told_at_its_place(listed: str) -> None:
    wrong = a_contract(lines=[{**SEATS, "list_price": listed}])
    answer = System().call("POST", "/contracts", wrong)
    assert (answer.status_code, [*pointers(answer)]) == (422, ["#/lines/0/list_price"])
