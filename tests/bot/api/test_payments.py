"""Payments over REST: a bank or an ERP says what came in."""

from typing import Any

import pytest

from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.money import Money
from tests.factories import FIONA, WORKSPACE
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_deals import MISSING, issued, stored
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


def pay(system: System, made: Json, amount: Any, reference: str = "", **headers: str) -> Any:
    body = {"amount": amount, "reference": reference}
    return system.call("POST", f"/invoices/{made['id']}/payments", body, **headers)


def test_an_invoice_is_paid_in_two_parts_and_both_are_listed(system: System) -> None:
    made = issued(system)
    first = pay(system, made, "345000.00", "WIRE <1>")
    assert first.status_code == 201
    assert (first.json()["status"], first.json()["totals"]["amount_due"]) == (
        *("partially_paid", "1000000.00"),
    )
    assert first.headers["ETag"] == f'"{first.json()["sequence"]}"'
    second = pay(system, made, 1000000, "WIRE 2", if_match=first.headers["ETag"])
    assert (second.json()["status"], second.json()["totals"]["amount_due"]) == ("paid", "0.00")
    page = system.call("GET", f"/invoices/{made['id']}/payments").json()
    assert page["next_cursor"] is None
    assert [(each["amount"], each["amount_due"]) for each in page["items"]] == [
        ("345000.00", "1000000.00"),
        ("1000000.00", "0.00"),
    ]
    one = page["items"][0]
    assert (one["currency"], one["reference"]) == ("USD", "WIRE <1>")
    assert (one["by"]["name"], one["at"]) == ("API key The CRM", "2026-11-22T09:30:00Z")
    assert one["sequence"] == first.json()["sequence"]


def test_a_payment_that_a_person_recorded_is_listed_as_theirs(system: System) -> None:
    made = issued(system)
    with system.store.write(WORKSPACE) as uow:
        amount = Money.of("1345000.00", "USD")
        share = Share(invoice_id=made["id"], amount=amount)
        record_payment(RecordPayment(by=FIONA, amount=amount, shares=(share,)), uow)
    (one,) = system.call("GET", f"/invoices/{made['id']}/payments").json()["items"]
    assert (one["by"]["id"], one["reference"]) == (FIONA.id, "")


def test_what_is_not_a_payment_is_in_no_list_of_payments(system: System) -> None:
    made = issued(system)
    system.call("PATCH", f"/invoices/{made['id']}", {"po_number": "1"}, if_match="*")
    assert system.call("GET", f"/invoices/{made['id']}/payments").json()["items"] == []


@pytest.mark.parametrize(
    "amount", ["1345000.01", "0", "-1", "1.005", "x", True, None, "NaN", "Infinity", "1e400", []]
)
def test_an_amount_that_cannot_be_paid_is_told_at_its_place(system: System, amount: Any) -> None:
    made = issued(system)
    answer = pay(system, made, amount)
    assert answer.status_code == 422
    assert pointers(answer).keys() == {"#/amount"}
    assert stored(system, made["id"]).sequence == made["sequence"]


def test_too_much_is_told_with_what_is_due(system: System) -> None:
    made = issued(system)
    answer = pay(system, made, "2000000")
    assert answer.json()["errors"][0]["code"] == "overpayment"
    assert "USD 1,345,000.00" in pointers(answer)["#/amount"]


def test_amounts_have_the_decimals_of_the_invoices_currency(system: System) -> None:
    made = issued(system, lines=[{"description": "Seats", "unit_price": "10.10"}])
    assert pay(system, made, "10.1").json()["status"] == "paid"


@pytest.mark.parametrize("reference", ["x" * 141, "x" * 301, "a\u0000b"])
def test_a_reference_that_cannot_be_kept_is_told_at_its_place(
    system: System, reference: str
) -> None:
    answer = pay(system, issued(system), "1", reference)
    assert answer.status_code == 422
    assert pointers(answer).keys() == {"#/reference"}


def test_only_what_is_issued_can_be_paid(system: System) -> None:
    answer = pay(system, system.made(), "1")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_in_state")


def test_a_payment_may_say_what_it_saw(system: System) -> None:
    made = issued(system)
    stale = pay(system, made, "1", if_match='"1"')
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_since_seen")
    assert pay(system, made, "1", if_match="*").status_code == 201


def test_a_payment_that_is_sent_again_counts_once(system: System) -> None:
    made = issued(system)
    first, second = (pay(system, made, "1.00", idempotency_key="wire-7") for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert first.json()["totals"]["paid"] == "1.00"
    assert len(system.call("GET", f"/invoices/{made['id']}/payments").json()["items"]) == 1
    other = pay(system, made, "2.00", idempotency_key="wire-7")
    assert (other.status_code, other.json()["code"]) == (422, "another_request")


def test_two_payments_without_a_key_are_two(system: System) -> None:
    made = issued(system)
    assert [pay(system, made, "1").json()["totals"]["paid"] for _ in range(2)] == ["1.00", "2.00"]


def test_a_key_that_only_writes_payments_records_and_does_not_read(system: System) -> None:
    made = issued(system)
    key = an_api_key(system.store, Scope.PAYMENTS_WRITE)
    path = f"/invoices/{made['id']}/payments"
    assert system.call("POST", path, {"amount": "1"}, key=key).status_code == 201
    assert system.call("GET", path, key=key).status_code == 403
    writer = an_api_key(system.store, Scope.INVOICES_WRITE)
    assert system.call("POST", path, {"amount": "1"}, key=writer).status_code == 403
    assert len(system.call("GET", path, key=writer).json()["items"]) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_workspaces_payments_are_not_there(system: System, method: str) -> None:
    ours = issued(system)
    for invoice_id in (ours["id"], MISSING):
        path = f"/invoices/{invoice_id}/payments"
        answer = system.call(method, path, {"amount": "1"}, key=system.other_key)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert stored(system, ours["id"]).sequence == ours["sequence"]
