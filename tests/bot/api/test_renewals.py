"""Renewals of contracts over REST."""

from typing import Any

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.domain.api_key import Scope
from tests.bot.api.test_contracts import a_contract
from tests.factories import FIONA, WORKSPACE
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


def agreed(system: System, **changes: Any) -> Json:
    """The seed deal, made by the key and approved by Fiona in Slack."""
    body = a_contract(deal_channel="C0ACME", submit=True, **changes)
    made = system.call("POST", "/contracts", body).json()
    with system.store.write(WORKSPACE) as uow:
        seen = made["sequence"]
        approve_contract(Approve(by=FIONA, subject_id=made["id"], expected_version=seen), uow)
    return read(system, made["id"])


def read(system: System, contract_id: str) -> Json:
    return dict(system.call("GET", f"/contracts/{contract_id}").json())


def post(system: System, made: Json, what: str, body: Json, **said: Any) -> Any:
    return system.call("POST", f"/contracts/{made['id']}/{what}", body, **said)


def test_a_renewal_is_a_draft_and_both_contracts_name_each_other(system: System) -> None:
    old = agreed(system)
    answer = post(system, old, "renewal", {"po_number": "77"}, idempotency_key="r-1")
    assert answer.status_code == 201, answer.text
    new = answer.json()
    assert (new["status"], new["renews"], new["po_number"]) == ("draft", old["id"], "77")
    assert new["terms"]["start_date"] == "2030-01-01"
    assert [each["kind"] for each in new["terms"]["lines"]] == ["subscription", "subscription"]
    assert read(system, old["id"])["renewed_by"] == new["id"]
    assert post(system, old, "renewal", {"po_number": "77"}, idempotency_key="r-1").json() == new
    twice = post(system, old, "renewal", {})
    assert (twice.status_code, twice.json()["code"]) == (409, "renewed_already")
    submitted = post(system, new, "submit", {}).json()
    assert submitted["status"] == "pending_approval"


def test_a_renewal_is_dismissed_with_a_reason(system: System) -> None:
    old = agreed(system)
    assert pointers(post(system, old, "renewal/dismiss", {})).keys() == {"#/reason"}
    told = post(system, old, "renewal/dismiss", {"reason": "Another plan"}).json()
    assert told["renewal_dismissed"] == "Another plan"


def test_the_notice_is_set_and_set_again_to_the_same(system: System) -> None:
    old = agreed(system)
    path = f"/contracts/{old['id']}/renewal-notice"
    first, second = (system.call("PUT", path, {"days": 180}).json() for _ in range(2))
    assert first == second
    assert first["renewal_notice_days"] == 180
    for days in (0, 366, "x", None):
        wrong = system.call("PUT", path, {"days": days})
        assert wrong.status_code == 422
        assert pointers(wrong).keys() == {"#/days"}


def test_only_what_is_agreed_is_renewed(system: System) -> None:
    made = system.call("POST", "/contracts", a_contract()).json()
    for what, body in (("renewal", {}), ("renewal/dismiss", {"reason": "x"})):
        answer = post(system, made, what, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_in_state")


def test_a_key_renews_what_others_drafted_only_with_the_scope_for_that(system: System) -> None:
    old = agreed(system)
    writer = an_api_key(system.store, Scope.CONTRACTS_WRITE, name="Writer").secret
    for what, body in (("renewal", {}), ("renewal/dismiss", {"reason": "x"})):
        answer = post(system, old, what, body, key=writer)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
        assert "contracts:amend" in answer.json()["detail"]
    assert read(system, old["id"]) == old
    amender = an_api_key(system.store, Scope.CONTRACTS_WRITE, Scope.CONTRACTS_AMEND, name="A")
    assert post(system, old, "renewal", {}, key=amender.secret).status_code == 201
