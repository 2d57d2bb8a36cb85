"""What of a contract people decide, and no key: that it holds, who is paid, that it ends."""

from typing import Any

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.domain.api_key import USUAL_SCOPES, Scope
from jupiter_core.domain.refusals import BankDetailsUnconfirmed, NotInState
from tests.bot.api.test_contracts import SEED, a_contract, approved, submitted
from tests.bot.api.test_parties import ACCOUNT, GLOBEX, LABS, confirmed
from tests.factories import FIONA, FRANK, WORKSPACE
from tests.harness.api_client import Json, System
from tests.harness.api_keys import an_api_key

SOON = {"start_date": "2026-11-01"}


@pytest.fixture
def system() -> System:
    return System()


def approving(system: System) -> Any:
    return an_api_key(system.store, Scope.CONTRACTS_APPROVE, name="Approver", by=FRANK)


def tag(contract: Json) -> str:
    return f'"{contract["sequence"]}"'


def test_a_contract_with_new_parties_makes_them_and_names_them(system: System) -> None:
    contract = submitted(system, customer=GLOBEX, sender=LABS)
    assert (contract["customer"], contract["sender"]) == (GLOBEX["name"], LABS["legal_name"])
    customer = system.call("GET", f"/customers/{contract['customer_id']}").json()
    assert customer["external_id"] == GLOBEX["external_id"]
    again = submitted(system, customer=GLOBEX, sender={"external_id": LABS["external_id"]})
    assert again["customer_id"] == contract["customer_id"]
    assert again["sender_profile_id"] == contract["sender_profile_id"]


def test_nothing_of_a_new_entity_is_approved_before_a_person_confirms_where_it_is_paid(
    system: System,
) -> None:
    contract = submitted(system, sender=LABS, **SOON)
    with pytest.raises(BankDetailsUnconfirmed):
        approved(system, contract)
    path = f"/contracts/{contract['id']}"
    refused = system.call(
        "POST", f"{path}/approvals", key=approving(system), if_match=tag(contract)
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "bank_details_unconfirmed")
    assert system.call("GET", path).json()["status"] == "pending_approval"
    assert system.call("GET", f"/invoices?contract={contract['id']}").json()["items"] == []


def test_after_a_person_has_confirmed_them_it_is_approved_and_paid_there(system: System) -> None:
    contract = submitted(system, sender=LABS, **SOON)
    confirmed(system, contract["sender_profile_id"])
    approved(system, contract)
    brought = system.call("GET", f"/invoices?contract={contract['id']}").json()["items"]
    assert [(each["status"], each["number"]) for each in brought] == [("issued", "JLA-000001")]
    assert brought[0]["remit_to"]["account_number"] == ACCOUNT["account_number"]


def test_parties_of_a_contract_that_is_refused_are_not_kept(system: System) -> None:
    body = a_contract(customer=GLOBEX, sender=LABS, submit=True)
    assert system.call("POST", "/contracts", body).status_code == 422
    assert len(system.call("GET", "/customers").json()["items"]) == 1
    assert len(system.call("GET", "/sender-profiles").json()["items"]) == 1


def test_new_parties_need_a_key_that_may_make_them(system: System) -> None:
    drafter = an_api_key(system.store, Scope.CONTRACTS_WRITE)
    for change in ({"customer": GLOBEX}, {"sender": LABS}):
        answer = system.call("POST", "/contracts", a_contract(**change), key=drafter)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert system.call("POST", "/contracts", a_contract(), key=drafter).status_code == 201


def test_an_approval_is_of_a_version_that_was_read(system: System) -> None:
    contract = submitted(system)
    key = approving(system)
    path = f"/contracts/{contract['id']}"
    for asked, body in (("approvals", None), ("request-changes", {"reason": "x"})):
        for if_match, status in (("*", 428), ('"0"', 412), ('"99"', 412), ("W/2", 400)):
            answer = system.call("POST", f"{path}/{asked}", body, key=key, if_match=if_match)
            assert answer.status_code == status, answer.text
    changed = system.call("PUT", path, {**SEED, "net_terms": 30}, if_match=tag(contract)).json()
    stale = system.call("POST", f"{path}/approvals", key=key, if_match=tag(contract))
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_since_seen")
    answer = system.call("POST", f"{path}/approvals", key=key, if_match=tag(changed))
    assert answer.status_code == 201


def test_a_key_that_changed_it_approves_it_no_more_than_the_one_that_wrote_it(
    system: System,
) -> None:
    contract = submitted(system)
    both = an_api_key(system.store, *USUAL_SCOPES, Scope.CONTRACTS_APPROVE, name="Both")
    path = f"/contracts/{contract['id']}"
    terms = {**SEED, "net_terms": 30}
    changed = system.call("PUT", path, terms, key=both, if_match=tag(contract)).json()
    answer = system.call("POST", f"{path}/approvals", key=both, if_match=tag(changed))
    assert (answer.status_code, answer.json()["code"]) == (403, "self_approval")


def test_an_approval_sent_twice_is_one_approval(system: System) -> None:
    contract = submitted(system)
    sent = {"key": approving(system), "if_match": tag(contract), "idempotency_key": "yes-1"}
    path = f"/contracts/{contract['id']}/approvals"
    first, again = system.call("POST", path, **sent), system.call("POST", path, **sent)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(system.call("GET", path).json()["items"]) == 1


def test_a_change_for_people_to_agree_to_does_not_let_a_key_end_what_is_agreed(
    system: System,
) -> None:
    contract = submitted(system, **SOON)
    approved(system, contract)
    path = f"/contracts/{contract['id']}"
    other = an_api_key(system.store, name="Another system")
    terms = {**SEED, **SOON, "lines": [*SEED["lines"], {**SEED["lines"][2], "description": "More"}]}
    assert system.call("PUT", path, terms, key=other, if_match="*").status_code == 200
    for key in (system.key, other):
        answer = system.call("POST", f"{path}/end", {"reason": "x"}, key=key)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert system.call("GET", path).json()["ended_on"] is None


def test_an_end_has_a_reason_and_is_once(system: System) -> None:
    contract = submitted(system)
    path = f"/contracts/{contract['id']}/end"
    assert system.call("POST", path, {"reason": " "}).status_code == 422
    assert system.call("POST", path, {"reason": "x"}, if_match='"1"').status_code == 412
    ended = system.call("POST", path, {"reason": "Lost"}, if_match=tag(contract))
    assert (ended.json()["status"], ended.json()["reason"]) == ("ended", "Lost")
    assert system.call("POST", path, {"reason": "Lost"}).status_code == 409
    late = system.call("PUT", path.removesuffix("/end"), {**SEED, "net_terms": 30}, if_match="*")
    assert (late.status_code, late.json()["code"]) == (409, "not_in_state")
    with pytest.raises(NotInState), system.store.write(WORKSPACE) as uow:
        command = Approve(by=FIONA, subject_id=contract["id"], expected_version=2)
        approve_contract(command, uow)


def test_no_key_voids_an_invoice_of_a_contract_that_people_agreed_to(system: System) -> None:
    contract = submitted(system, start_date="2026-12-01")
    approved(system, contract)
    (coming,) = system.call("GET", f"/invoices?contract={contract['id']}").json()["items"]
    assert coming["status"] == "approved"
    for key in (system.key, an_api_key(system.store, name="Another system")):
        answer = system.call("POST", f"/invoices/{coming['id']}/void", {"reason": "x"}, key=key)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
