"""Credit notes, reissues and duplicates over REST."""

from typing import Any

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.domain.api_key import Scope
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_deals import issued, stored
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def finance(system: System) -> str:
    """The key of an approver, to which somebody gave that scope outright."""
    scopes = (Scope.INVOICES_WRITE, Scope.INVOICES_AMEND, Scope.INVOICES_APPROVE)
    return an_api_key(system.store, *scopes, name="Finance", by=FRANK).secret


def post(system: System, made: Json, what: str, body: Json, **said: Any) -> Any:
    return system.call("POST", f"/invoices/{made['id']}/{what}", body, **said)


def test_a_credit_note_is_drafted_submitted_approved_read_and_listed(system: System) -> None:
    made = issued(system)
    drafted = post(system, made, "credit-notes", {"reason": "The deal was cancelled."})
    assert drafted.status_code == 201, drafted.text
    note = drafted.json()
    assert (note["status"], note["corrects"], note["totals"]["total"]) == (
        *("draft", "JUS-000001", "1345000.00"),
    )
    assert drafted.headers["ETag"] == f'"{note["sequence"]}"'
    pending = post(system, note, "submit", {}).json()
    assert pending["status"] == "pending_approval"
    with system.store.write(WORKSPACE) as uow:
        seen = pending["sequence"]
        approve(Approve(by=FIONA, subject_id=note["id"], expected_version=seen), uow)
    read = system.call("GET", f"/invoices/{note['id']}").json()
    assert (read["number"], read["status"]) == ("JUS-C000001", "issued")
    assert system.call("GET", "/credit-notes?invoice=JUS-000009").json()["items"] == []
    for path in ("/credit-notes", "/credit-notes?invoice=jus-000001&status=issued"):
        assert [each["id"] for each in system.call("GET", path).json()["items"]] == [note["id"]]
    of_it = system.call("GET", f"/invoices/{made['id']}/credit-notes").json()["items"]
    assert [each["id"] for each in of_it] == [note["id"]]
    assert system.call("GET", f"/invoices/{made['id']}").json()["totals"]["amount_due"] == "0.00"


def test_a_part_is_credited_at_the_rate_that_is_named(system: System) -> None:
    lines = [
        {"description": "Seats", "unit_price": "50.00"},
        {"description": "Support", "unit_price": "100.00", "tax_rate": "19"},
    ]
    made = issued(system, lines=lines)
    body = {"reason": "Late", "net": "33.33", "description": "Support", "tax": 1, "submit": True}
    note = post(system, made, "credit-notes", body).json()
    assert (note["status"], note["totals"]["total"]) == ("pending_approval", "39.66")


def test_a_part_is_credited_with_its_tax(system: System) -> None:
    lines = [{"description": "Seats", "unit_price": "119.00", "tax_rate": "19"}]
    made = issued(system, lines=lines, prices_include_tax=True)
    body = {"reason": "Late", "gross": "10.00", "description": "Seats", "submit": True}
    note = post(system, made, "credit-notes", body).json()
    # 10.00 ÷ 1.19 = 8.4033…
    assert (note["totals"]["net"], note["totals"]["total"]) == ("8.40", "10.00")
    assert note["lines"][0]["with_tax"]["unit_price"] == "10.00"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"reason": "x", "gross": "0", "description": "Seats"}, "#/gross"),
        ({"reason": "x", "gross": "1345000.01", "description": "Seats"}, "#/gross"),
        ({"reason": "x", "gross": "1.005", "description": "Seats"}, "#/gross"),
        ({"reason": "x", "gross": "1", "net": "1", "description": "Seats"}, "#/gross"),
        ({}, "#/reason"),
        ({"reason": ""}, "#/reason"),
        ({"reason": "x", "net": "0", "description": "Seats"}, "#/net"),
        ({"reason": "x", "net": "1345000.01", "description": "Seats"}, "#/net"),
        ({"reason": "x", "net": "1.005", "description": "Seats"}, "#/net"),
        ({"reason": "x", "net": "1.00"}, "#/description"),
        ({"reason": "x", "net": "1.00", "description": "Seats", "tax": 4}, "#/tax"),
        ({"reason": "x", "description": "Seats"}, "#/net"),
        ({"reason": "x", "nett": "1.00"}, "#/nett"),
    ],
)
def test_a_mistake_in_a_credit_note_is_told_at_its_place(
    system: System, body: Json, pointer: str
) -> None:
    made = issued(system)
    answer = post(system, made, "credit-notes", body)
    assert answer.status_code == 422, answer.text
    assert pointers(answer).keys() == {pointer}
    assert system.call("GET", "/credit-notes").json()["items"] == []


def test_a_request_that_is_sent_again_makes_one_credit_note(system: System) -> None:
    made = issued(system)
    body = {"reason": "Late", "net": "1.00", "description": "Seats"}
    answers = [
        post(system, made, "credit-notes", body, idempotency_key="cn-1").json() for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert len(system.call("GET", "/credit-notes").json()["items"]) == 1


def test_a_credit_note_may_say_what_it_saw(system: System) -> None:
    made = issued(system)
    stale = post(system, made, "credit-notes", {"reason": "x"}, if_match='"1"')
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_since_seen")


def test_a_key_that_only_writes_credits_its_own_invoices_and_no_others(system: System) -> None:
    made = issued(system)
    writer = an_api_key(system.store, Scope.INVOICES_WRITE, name="Writer").secret
    reader = an_api_key(system.store, Scope.INVOICES_READ, name="Reader").secret
    for key in (writer, reader):
        for what, body in (
            ("credit-notes", {"reason": "x"}),
            ("reissue", {"way": "credit_note", "reason": "x"}),
        ):
            answer = post(system, made, what, body, key=key)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert post(system, made, "duplicate", {}, key=writer).status_code == 201
    assert post(system, made, "duplicate", {}, key=reader).status_code == 403


def test_a_key_of_an_approver_voids_and_drafts_anew_in_one_request(
    system: System, finance: str
) -> None:
    made = issued(system, po_number="4500017342", external_id="hubspot:1")
    body = {"way": "void", "reason": "Wrong company"}
    answer = post(system, made, "reissue", body, key=finance, idempotency_key="again")
    assert answer.status_code == 201, answer.text
    told = answer.json()
    new, old = told["invoice"], told["replaced"]
    assert told["credit_note"] is None
    assert (old["status"], old["reason"], old["replaced_by"]) == (
        *("void", "Wrong company", new["id"]),
    )
    assert (new["status"], new["replaces"], new["po_number"], new["external_id"]) == (
        *("draft", "JUS-000001", "4500017342", "hubspot:1"),
    )
    assert new["lines"] == made["lines"]
    again = post(system, made, "reissue", body, key=finance, idempotency_key="again")
    assert again.json() == told
    second = post(system, made, "reissue", body, key=finance)
    assert (second.status_code, second.json()["code"]) == (409, "reissued_already")


def test_to_void_an_issued_invoice_a_key_needs_the_scope_that_approves(system: System) -> None:
    made = issued(system)
    answer = post(system, made, "reissue", {"way": "void", "reason": "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert "invoices:approve" in answer.json()["detail"]
    stranger = an_api_key(system.store, *Scope, name="Sam's", by=SAM).secret
    answer = post(system, made, "reissue", {"way": "void", "reason": "x"}, key=stranger)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_an_approver")
    assert stored(system, made["id"]).sequence == made["sequence"]


def test_what_was_paid_in_part_is_taken_back_by_a_credit_note(system: System, finance: str) -> None:
    made = issued(system)
    post(system, made, "payments", {"amount": "1.00"})
    refused = post(system, made, "reissue", {"way": "void", "reason": "x"}, key=finance)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_in_state")
    told = post(system, made, "reissue", {"way": "credit_note", "reason": "x"}).json()
    assert told["credit_note"]["status"] == "pending_approval"
    assert told["credit_note"]["corrects"] == told["invoice"]["replaces"] == "JUS-000001"
    assert told["replaced"]["status"] == "partially_paid"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"way": "void"}, "#/reason"),
        ({"reason": "x"}, "#/way"),
        ({"way": "erase", "reason": "x"}, "#/way"),
        ({"way": "credit_note", "reason": " "}, "#/reason"),
    ],
)
def test_a_mistake_in_a_reissue_is_told_at_its_place(
    system: System, body: Json, pointer: str
) -> None:
    made = issued(system)
    answer = post(system, made, "reissue", body)
    assert answer.status_code == 422, answer.text
    assert pointers(answer).keys() == {pointer}
    assert stored(system, made["id"]).sequence == made["sequence"]


def test_a_draft_is_not_reissued(system: System) -> None:
    answer = post(system, system.made(), "reissue", {"way": "credit_note", "reason": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_reissued")


def test_a_duplicate_is_a_draft_of_its_own_without_the_po_number(system: System) -> None:
    made = issued(system)
    command = AddPoNumber(
        by=SAM, invoice_id=made["id"], expected_version=None, po_number="4500017342"
    )
    with system.store.write(WORKSPACE) as uow:
        add_po_number(command, uow, system.renderer)
    copy = post(system, made, "duplicate", {}).json()
    assert (copy["status"], copy["number"], copy["po_number"]) == ("draft", None, "")
    assert (copy["lines"], copy["bill_to"]) == (made["lines"], made["bill_to"])
    named = {"po_number": "77", "external_id": "crm:2"}
    other = post(system, made, "duplicate", named).json()
    assert (other["po_number"], other["external_id"]) == ("77", "crm:2")
    taken = post(system, made, "duplicate", named)
    assert (taken.status_code, taken.json()["code"]) == (409, "already_taken")


def test_webhooks_hear_of_a_reissue_with_the_id_of_the_new_invoice(
    system: System, finance: str
) -> None:
    made = issued(system)
    told = post(system, made, "reissue", {"way": "void", "reason": "x"}, key=finance).json()
    events = system.call("GET", f"/events?subject_id={made['id']}&limit=100").json()["items"]
    last = events[-1] if events[-1]["type"] == "invoice.reissued" else events[0]
    assert last["type"] == "invoice.reissued"
    assert told["replaced"]["replaced_by"] == told["invoice"]["id"]
