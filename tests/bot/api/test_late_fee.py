"""The late fee of the terms over REST: said, as usual for the customer or the entity, or none."""

import pytest

from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.late_fee import late_fee_of
from tests.factories import WORKSPACE
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_deals import issued

LINE = {"description": "Seats", "unit_price": "100.00"}
BODY: Json = {
    "customer": {"id": "customer-acme"},
    "sender": {"id": "sender-us"},
    "currency": "USD",
    "lines": [LINE],
}


@pytest.fixture
def system() -> System:
    return System()


def usual(system: System, *, customer: str = "", entity: str = "") -> None:
    with system.store.write(WORKSPACE) as uow:
        bought = uow.customers.get("customer-acme")
        fee = DealDefaults(late_fee=late_fee_of(customer))
        uow.customers.save(bought.model_copy(update={"defaults": fee}))
        sold = uow.sender_profiles.get("sender-us")
        fee = DealDefaults(late_fee=late_fee_of(entity))
        uow.sender_profiles.save(sold.model_copy(update={"defaults": fee}))


def terms_of(made: Json) -> str | None:
    return made["late_fee"]["terms"] if "late_fee" in made else None


def test_it_is_kept_as_terms_write_it_in_the_invoices_own_currency(system: System) -> None:
    made = system.call("POST", "/invoices", {**BODY, "late_fee": "9 % p.a. plus 40"}).json()

    assert made["late_fee"] == {"terms": "9% a year + USD 40.00", "days": 0, "amount": "0.00"}


def test_without_one_nothing_is_said_of_it(system: System) -> None:
    assert "late_fee" not in system.call("POST", "/invoices", BODY).json()


@pytest.mark.parametrize("typed", ["soon", "0% a month", "9% a year + EUR 40.00"])
def test_what_is_no_late_fee_is_told_at_its_place(system: System, typed: str) -> None:
    refused = system.call("POST", "/invoices", {**BODY, "late_fee": typed})

    assert list(pointers(refused)) == ["#/late_fee"]


@pytest.mark.parametrize(
    ("customer", "entity", "taken"),
    [
        ("", "1% a month", "1% a month"),
        ("2% a month", "1% a month", "2% a month"),
        ("EUR 40.00", "1% a month", "1% a month"),
        ("", "EUR 40.00", None),
    ],
)
def test_what_is_usual_is_taken_where_nothing_is_said(
    system: System, customer: str, entity: str, taken: str | None
) -> None:
    usual(system, customer=customer, entity=entity)

    assert terms_of(system.call("POST", "/invoices", BODY).json()) == taken
    none = system.call("POST", "/invoices", {**BODY, "late_fee": ""}).json()
    assert terms_of(none) is None


def test_what_it_comes_to_today_is_told_once_it_is_late(system: System) -> None:
    made = issued(system, late_fee="1.5% a month", net_terms=0)

    system.clock.advance(days=20)

    # 1,345,000.00 × 1.5% × 20/30
    shown = system.call("GET", f"/invoices/{made['id']}").json()["late_fee"]
    assert shown == {"terms": "1.5% a month", "days": 20, "amount": "13450.00"}


def test_its_draft_is_made_once_for_a_day(system: System) -> None:
    made = issued(system, late_fee="1.5% a month", net_terms=0)
    path = f"/invoices/{made['id']}/late-fee"
    early = system.call("POST", path, {})
    assert (early.status_code, "is not overdue" in early.text) == (409, True)
    system.clock.advance(days=20)

    drafted = system.call("POST", path, {})
    again = system.call("POST", path, {})

    assert drafted.status_code == 201, drafted.text
    assert drafted.json()["status"] == "draft"
    assert drafted.json()["totals"]["total"] == "13450.00"
    assert (again.status_code, "has its late fee until" in again.text) == (409, True)
