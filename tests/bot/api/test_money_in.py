"""Money in over REST: one payment over several invoices, settlements, credit, refunds, undoing."""

from typing import Any

import pytest

from jupiter_core.domain.api_key import Scope
from tests.factories import WORKSPACE
from tests.harness.api_client import Json, System, an_invoice, pointers
from tests.harness.api_deals import MISSING, issued, stored
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


def of(price: str, system: System) -> Json:
    return issued(system, lines=[{"description": "Seats", "unit_price": price}])


def a_payment(*shares: tuple[Json, str], **said: Any) -> Json:
    invoices = [{"invoice_id": made["id"], "amount": amount} for made, amount in shares]
    return {"amount": "100.00", "currency": "USD", "invoices": invoices, **said}


def now(system: System, made: Json) -> Json:
    return dict(system.call("GET", f"/invoices/{made['id']}").json())


def test_one_payment_pays_two_invoices_and_the_rest_is_credit(system: System) -> None:
    one, two = of("60.00", system), of("30.00", system)
    answer = system.call(
        "POST",
        "/payments",
        a_payment((one, "60.00"), (two, "30.00"), on_account=True, received_on="2026-11-20"),
    )
    assert answer.status_code == 201, answer.text
    paid = answer.json()
    assert (paid["allocated"], paid["credit"], paid["received_on"]) == (
        *("90.00", "10.00"),
        "2026-11-20",
    )
    assert [now(system, each)["status"] for each in (one, two)] == ["paid", "paid"]
    assert system.call("GET", f"/payments/{paid['id']}").json() == paid
    assert system.call("GET", "/payments?with_credit=true").json()["items"] == [paid]
    (credit,) = system.call("GET", "/customers/customer-acme/credit").json()["items"]
    assert (credit["amount"], credit["currency"]) == ("10.00", "USD")
    three = of("25.00", system)
    applied = system.call("POST", f"/invoices/{three['id']}/credit", {})
    assert applied.json()["totals"]["amount_due"] == "15.00"
    assert system.call("GET", "/customers/customer-acme/credit").json()["items"] == []


def test_the_rest_is_settled_with_the_payment_and_falls_with_it(system: System) -> None:
    made = of("100.00", system)
    body = a_payment((made, "85.00"), amount="85.00")
    body["invoices"][0]["settle_rest_as"] = {"kind": "bank_fee", "reason": "Kept"}
    paid = system.call("POST", "/payments", body).json()
    shown = now(system, made)
    assert (shown["status"], shown["totals"]["settled"]) == ("paid", "15.00")
    assert shown["settlements"][0]["payment_id"] == paid["id"]
    assert shown["version"] == 1
    back = system.call("POST", f"/payments/{paid['id']}/reversal", {"reason": "Bounced"})
    assert back.json()["reversal"]["reason"] == "Bounced"
    assert now(system, made)["totals"]["amount_due"] == "100.00"
    again = system.call("POST", f"/payments/{paid['id']}/reversal", {"reason": "Bounced"})
    assert again.status_code == 409


def test_the_same_external_id_is_the_same_payment(system: System) -> None:
    made = of("100.00", system)
    body = a_payment((made, "10.00"), amount="10.00", external_id="wire-7")
    first, second = (system.call("POST", "/payments", body).json() for _ in range(2))
    assert first == second
    assert first["external_id"] == "wire-7"
    assert now(system, made)["totals"]["paid"] == "10.00"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"amount": "100.01"}, "#/amount"),
        ({"amount": "9.00"}, "#/amount"),
        ({"received_on": "2027-01-01"}, "#/received_on"),
        ({"reference": "x" * 141}, "#/reference"),
        ({"method": "pigeon"}, "#/method"),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_changes(
    system: System, said: Json, place: str
) -> None:
    made = of("100.00", system)
    answer = system.call("POST", "/payments", {**a_payment((made, "100.00")), **said})
    assert answer.status_code == 422
    assert pointers(answer).keys() == {place}
    assert stored(system, made["id"]).sequence == made["sequence"]


def test_an_external_id_is_not_another_payment(system: System) -> None:
    made = of("100.00", system)
    body = a_payment((made, "10.00"), amount="10.00", external_id="wire-7")
    assert system.call("POST", "/payments", body).status_code == 201

    other = a_payment((made, "20.00"), amount="20.00", external_id="wire-7")
    answer = system.call("POST", "/payments", other)

    assert answer.status_code == 409
    assert set(pointers(answer)) == {"#/external_id"}
    assert "“wire-7”" in answer.text
    assert now(system, made)["totals"]["amount_due"] == "90.00"


@pytest.mark.parametrize(
    "said", [{"customer_id": "customer-globex"}, {"sender_profile_id": "sender-eu"}]
)
def test_a_payment_of_another_than_its_invoices_is_refused(system: System, said: Json) -> None:
    made = of("100.00", system)

    answer = system.call("POST", "/payments", a_payment((made, "100.00"), **said))

    assert answer.json()["errors"][0]["code"] == "not_one_payer"
    assert now(system, made)["totals"]["amount_due"] == "100.00"


def test_a_settlement_needs_a_reason_and_can_be_undone(system: System) -> None:
    made = of("100.00", system)
    path = f"/invoices/{made['id']}/settlements"
    refused = system.call("POST", path, {"kind": "bad_debt", "reason": " "})
    assert pointers(refused).keys() == {"#/reason"}
    settled = system.call("POST", path, {"kind": "bad_debt", "reason": "Insolvent"})
    assert (settled.status_code, settled.json()["status"]) == (201, "paid")
    (one,) = settled.json()["settlements"]
    undone = system.call("POST", f"{path}/{one['id']}/undo", {"reason": "They pay"})
    assert undone.json()["totals"]["amount_due"] == "100.00"


def test_a_payment_for_something_else_is_taken_off_and_refunded(system: System) -> None:
    made = of("100.00", system)
    paid = system.call("POST", "/payments", a_payment((made, "100.00"))).json()
    allocation = paid["allocations"][0]["id"]
    path = f"/payments/{paid['id']}/allocations/{allocation}/release"
    assert system.call("POST", path, {"reason": "Wrong"}).json()["credit"] == "100.00"
    refund = {
        "amount": "40.00",
        "currency": "USD",
        "sender_profile_id": paid["sender_profile_id"],
        "reason": "They asked",
    }
    left = system.call("POST", "/customers/customer-acme/refunds", refund).json()["items"]
    assert left[0]["amount"] == "60.00"
    (one,) = system.call("GET", f"/payments/{paid['id']}").json()["refunds"]
    undone = system.call(
        "POST", f"/payments/{paid['id']}/refunds/{one['id']}/undo", {"reason": "Returned"}
    )
    assert undone.json()["credit"] == "100.00"


def with_credit(system: System) -> Json:
    """A payment that no invoice took, and what a refund of it says."""
    made = of("100.00", system)
    paid = system.call("POST", "/payments", a_payment((made, "100.00"))).json()
    path = f"/payments/{paid['id']}/allocations/{paid['allocations'][0]['id']}/release"
    assert system.call("POST", path, {"reason": "Wrong"}).status_code == 200
    return {
        "amount": "40.00",
        "currency": "USD",
        "sender_profile_id": paid["sender_profile_id"],
        "reason": "They asked",
    }


def test_two_who_saw_the_same_credit_do_not_both_send_a_part_back(system: System) -> None:
    refund = with_credit(system)
    seen = system.call("GET", "/customers/customer-acme/credit").headers["ETag"]
    path = "/customers/customer-acme/refunds"
    first = system.call("POST", path, refund, if_match=seen)
    second = system.call("POST", path, refund, if_match=seen)
    assert (first.status_code, second.status_code) == (201, 412)
    assert second.json()["code"] == "changed_since_seen"
    credit = system.call("GET", "/customers/customer-acme/credit")
    assert credit.json()["items"][0]["amount"] == "60.00"
    assert credit.headers["ETag"] == first.headers["ETag"] != seen
    third = system.call("POST", path, refund, if_match=first.headers["ETag"])
    assert third.json()["items"][0]["amount"] == "20.00"


@pytest.mark.parametrize(
    ("path", "changes", "pointer"),
    [
        ("/customers/customer-acme/refunds", {}, "#/sender_profile_id"),
        ("/payments", {"invoices": [], "on_account": True}, "#/sender_profile_id"),
    ],
)
def test_a_mistake_points_to_the_field_that_was_sent(
    system: System, path: str, changes: Json, pointer: str
) -> None:
    body = {**with_credit(system), "sender_profile_id": MISSING}
    if path == "/payments":
        body.pop("reason")
        body["customer_id"] = "customer-acme"
    assert list(pointers(system.call("POST", path, {**body, **changes}))) == [pointer]


def test_a_payment_of_an_invoice_that_changed_since_it_was_seen_is_not_recorded(
    system: System,
) -> None:
    made = of("100.00", system)
    seen = system.call("GET", f"/invoices/{made['id']}").headers["ETag"]
    part = a_payment((made, "40.00"), amount="40.00")
    part["invoices"][0]["if_match"] = seen
    first, second = (system.call("POST", "/payments", part) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 412)
    assert now(system, made)["totals"]["paid"] == "40.00"
    part["invoices"][0]["if_match"] = "7"
    malformed = system.call("POST", "/payments", part)
    assert list(pointers(malformed)) == ["#/invoices/0/if_match"]


def test_mistakes_of_a_payments_invoices_point_to_those_invoices(system: System) -> None:
    made = of("100.00", system)
    twice = a_payment((made, "10.00"), (made, "5.00"), amount="15.00")
    assert list(pointers(system.call("POST", "/payments", twice))) == ["#/invoices/1/invoice_id"]
    short = a_payment((made, "85.00"), amount="85.00")
    short["invoices"][0]["settle_rest_as"] = {"kind": "bank_fee"}
    where = list(pointers(system.call("POST", "/payments", short)))
    assert where == ["#/invoices/0/settle_rest_as/reason"]
    short["invoices"][0]["settle_rest_as"] = {"kind": "early_payment_discount"}
    assert list(pointers(system.call("POST", "/payments", short))) == where


def test_only_a_key_that_writes_payments_writes_them(system: System) -> None:
    made = of("100.00", system)
    paid = system.call("POST", "/payments", a_payment((made, "100.00"))).json()
    reader = an_api_key(system.store, Scope.INVOICES_WRITE)
    for path, body in (
        ("/payments", a_payment((made, "1.00"))),
        (f"/payments/{paid['id']}/reversal", {"reason": "x"}),
        (f"/invoices/{made['id']}/settlements", {"kind": "bad_debt", "reason": "x"}),
        (f"/invoices/{made['id']}/credit", {}),
        (f"/invoices/{made['id']}/surplus", None),
        (f"/invoices/{made['id']}/refunds", {"amount": "1", "reason": "x"}),
    ):
        assert system.call("POST", path, body, key=reader).status_code == 403, path
    assert system.call("GET", "/payments", key=reader).status_code == 200


def test_another_workspaces_payments_are_not_there(system: System) -> None:
    made = of("100.00", system)
    paid = system.call("POST", "/payments", a_payment((made, "100.00"))).json()
    for payment_id in (paid["id"], MISSING):
        path = f"/payments/{payment_id}"
        assert system.call("GET", path, key=system.other_key).status_code == 404
        undo = system.call("POST", f"{path}/reversal", {"reason": "x"}, key=system.other_key)
        assert undo.status_code == 404
    assert system.call("GET", "/payments", key=system.other_key).json()["items"] == []
    with system.store.read(WORKSPACE) as uow:
        assert uow.payments.get(paid["id"]).reversal is None


def test_webhooks_and_the_list_of_events_have_the_payment(system: System) -> None:
    made = of("100.00", system)
    paid = system.call("POST", "/payments", a_payment((made, "100.00"))).json()
    (event,) = system.call("GET", f"/events?subject_id={paid['id']}").json()["items"]
    assert (event["type"], event["data"]["payment"]["amount"]) == ("payment.recorded", "100.00")


def test_terms_with_an_early_payment_discount_are_read_and_say_both_sums(system: System) -> None:
    made = issued(system, early_payment="2 / 10", net_terms=30)
    assert made["early_payment"] == {
        "terms": "2/10",
        "last_day": "2026-12-02",
        "discount": "26900.00",
        "amount": "1318100.00",
    }
    body = a_payment((made, "1318100.00"), amount="1318100.00")
    body["invoices"][0]["settle_rest_as"] = {"kind": "early_payment_discount"}
    assert system.call("POST", "/payments", body).status_code == 201
    assert now(system, made)["status"] == "paid"


@pytest.mark.parametrize("typed", ["2", "2/31", "60/10"])
def test_a_discount_that_cannot_be_is_told_at_its_place(system: System, typed: str) -> None:
    body = an_invoice(early_payment=typed, net_terms=30)
    assert pointers(system.call("POST", "/invoices", body)).keys() == {"#/early_payment"}
