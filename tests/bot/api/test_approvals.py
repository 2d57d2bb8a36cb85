"""Approvals over REST: given by a key that somebody let, to what it read and nothing else."""

import pytest

from jupiter_core.domain.api_key import USUAL_SCOPES, Scope
from jupiter_core.domain.invoice import State
from tests.factories import FIONA
from tests.harness.api_client import System, an_invoice, pointers
from tests.harness.api_deals import MISSING, approver_key, issued, stored, submitted
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


def path_of(made: dict[str, object], action: str = "approvals") -> str:
    return f"/invoices/{made['id']}/{action}"


def test_a_key_with_that_scope_approves_what_it_read_and_the_invoice_is_issued(
    system: System,
) -> None:
    made = submitted(system)
    seen = f'"{made["sequence"]}"'
    answer = system.call("POST", path_of(made), key=approver_key(system), if_match=seen)
    after = answer.json()
    assert answer.status_code == 201
    assert (after["status"], after["number"]) == ("issued", "JUS-000001")
    assert answer.headers["ETag"] == f'"{after["sequence"]}"'
    listed = system.call("GET", path_of(made)).json()
    assert [each["by_name"] for each in listed["items"]] == ["API key Finance"]
    assert listed["items"][0]["content_hash"] == made["content_hash"]
    assert listed["next_cursor"] is None


def test_a_persons_approval_is_listed_and_before_it_there_is_none(system: System) -> None:
    made = submitted(system)
    assert system.call("GET", path_of(made)).json()["items"] == []
    other = issued(system)
    listed = system.call("GET", path_of(other)).json()["items"]
    assert [each["by"] for each in listed] == [FIONA.id]


def test_the_key_that_drafted_it_may_not_approve_it(system: System) -> None:
    key = an_api_key(system.store, *Scope, name="Everything")
    body = an_invoice(submit=True, deal_channel="C0ACME")
    made = system.call("POST", "/invoices", body, key=key).json()
    answer = system.call("POST", path_of(made), key=key, if_match='"1"')
    assert (answer.status_code, answer.json()["code"]) == (403, "self_approval")
    assert stored(system, made["id"]).state is State.PENDING_APPROVAL


@pytest.mark.parametrize("action", ["approvals", "request-changes"])
def test_no_usual_scope_approves_or_sends_back(system: System, action: str) -> None:
    made = submitted(system)
    key = an_api_key(system.store, *USUAL_SCOPES, name="Usual")
    answer = system.call("POST", path_of(made, action), {"reason": "x"}, key=key, if_match='"1"')
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert stored(system, made["id"]).state is State.PENDING_APPROVAL


@pytest.mark.parametrize("action", ["approvals", "request-changes"])
@pytest.mark.parametrize(
    ("tag", "status", "code"),
    [
        (None, 428, "header_needed"),
        ("*", 428, "version_needed"),
        ("1", 400, "unreadable_header"),
        ('"0"', 412, "changed_since_seen"),
        ('"99"', 412, "changed_since_seen"),
        ('"x"', 412, "changed_since_seen"),
    ],
)
def test_an_approval_says_which_version_was_read(
    system: System, action: str, tag: str | None, status: int, code: str
) -> None:
    made = submitted(system)
    said = {"if_match": tag} if tag else {}
    body = {"reason": "x"}
    answer = system.call("POST", path_of(made, action), body, key=approver_key(system), **said)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert stored(system, made["id"]).state is State.PENDING_APPROVAL


def test_what_was_read_before_a_change_is_not_approved(system: System) -> None:
    made = submitted(system)
    seen = f'"{made["sequence"]}"'
    system.call("PUT", f"/invoices/{made['id']}", an_invoice(net_terms=30), if_match=seen)
    answer = system.call("POST", path_of(made), key=approver_key(system), if_match=seen)
    assert (answer.status_code, answer.json()["code"]) == (412, "changed_since_seen")
    assert "Net 45 → Net 30" in answer.json()["detail"]


def test_changes_are_asked_for_with_a_reason(system: System) -> None:
    made = submitted(system)
    seen, key = f'"{made["sequence"]}"', approver_key(system)
    path, typed = path_of(made, "request-changes"), "Which <!channel> contract?"
    answer = system.call("POST", path, {"reason": typed}, key=key, if_match=seen)
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["reason"]) == ("draft", typed)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001, "a\u0000b"])
def test_a_reason_that_cannot_be_taken_is_told_at_its_place(system: System, reason: str) -> None:
    made = submitted(system)
    body, path = {"reason": reason}, path_of(made, "request-changes")
    answer = system.call("POST", path, body, key=approver_key(system), if_match='"1"')
    assert answer.status_code == 422
    assert pointers(answer).keys() == {"#/reason"}


@pytest.mark.parametrize("action", ["approvals", "request-changes"])
def test_a_draft_waits_for_nobody(system: System, action: str) -> None:
    made = system.made()
    body, key = {"reason": "x"}, approver_key(system)
    answer = system.call("POST", path_of(made, action), body, key=key, if_match='"1"')
    assert (answer.status_code, answer.json()["code"]) == (409, "not_in_state")


def test_an_approval_that_is_sent_again_is_answered_alike_and_counts_once(system: System) -> None:
    made = submitted(system)
    key, seen = approver_key(system), f'"{made["sequence"]}"'
    first, second = (
        system.call("POST", path_of(made), key=key, if_match=seen, idempotency_key="yes-1")
        for _ in range(2)
    )
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert second.headers["ETag"] == first.headers["ETag"]
    without = system.call("POST", path_of(made), key=key, if_match=seen)
    assert without.status_code == 409
    assert len(stored(system, made["id"]).approvals) == 1


@pytest.mark.parametrize(
    ("method", "action"), [("GET", "approvals"), ("POST", "approvals"), ("POST", "request-changes")]
)
def test_another_workspaces_invoice_is_not_there(system: System, method: str, action: str) -> None:
    ours = submitted(system)
    for invoice_id in (ours["id"], MISSING):
        path, body = f"/invoices/{invoice_id}/{action}", {"reason": "x"}
        answer = system.call(method, path, body, key=system.other_key, if_match='"1"')
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert stored(system, ours["id"]).sequence == ours["sequence"]


def test_reading_approvals_needs_the_scope_for_invoices(system: System) -> None:
    made = submitted(system)
    key = an_api_key(system.store, Scope.EVENTS_READ)
    assert system.call("GET", path_of(made), key=key).status_code == 403
