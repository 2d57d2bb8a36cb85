"""Contracts over REST: the form of the schedule vectors, with the parties beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.domain.api_key import USUAL_SCOPES, Scope
from tests.factories import FIONA, FRANK, WORKSPACE
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_keys import an_api_key
from tests.harness.schedules import expect_schedule

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "contract_schedules.json").read_text()
)
SEED: Json = VECTORS[0]["contract"]
MISSING = "01JNOTTHERE000000000000000"
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])


@pytest.fixture
def system() -> System:
    return System()


def a_contract(**changes: Any) -> Json:
    parties = {"customer": {"id": "customer-acme"}, "sender": {"id": "sender-us"}}
    return {**SEED, **parties, **changes}


def made(system: System, **changes: Any) -> Json:
    answer = system.call("POST", "/contracts", a_contract(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def submitted(system: System, **changes: Any) -> Json:
    return made(system, deal_channel="C0ACME", submit=True, **changes)


def approved(system: System, contract: Json) -> None:
    """By Fiona, in Slack."""
    with system.store.write(WORKSPACE) as uow:
        command = Approve(
            by=FIONA, subject_id=contract["id"], expected_version=contract["sequence"]
        )
        approve_contract(command, uow)


@every_vector
def test_a_preview_is_the_schedule_to_the_cent_and_stores_nothing(vector: Json) -> None:
    system = System()
    answer = system.call("POST", "/contracts/preview", vector["contract"])
    assert answer.status_code == 200, answer.text
    expect_schedule(answer.json(), vector["expected"])
    assert system.call("GET", "/contracts").json()["items"] == []
    assert system.nudges == 0


@every_vector
def test_every_contract_of_the_vectors_is_taken_as_it_stands_there(vector: Json) -> None:
    system = System()
    parties = {"customer": {"id": "customer-acme"}, "sender": {"id": "sender-us"}}
    answer = system.call("POST", "/contracts", {**vector["contract"], **parties})
    assert answer.status_code == 201, answer.text
    expect_schedule(answer.json()["schedule"], vector["expected"])


@every_vector
def test_the_terms_that_are_read_may_be_sent_again(vector: Json) -> None:
    system = System()
    parties = {"customer": {"id": "customer-acme"}, "sender": {"id": "sender-us"}}
    first = system.call("POST", "/contracts", {**vector["contract"], **parties}).json()
    path = f"/contracts/{first['id']}"
    again = system.call("PUT", path, first["terms"], if_match="*")
    assert again.status_code == 200, again.text
    assert again.json()["terms"] == first["terms"]
    assert again.json()["sequence"] == first["sequence"]


def test_numbers_without_quotes_are_the_same_contract(system: System) -> None:
    line = {"kind": "subscription", "description": "Platform", "annual_price": 1200000}
    line["escalators"] = [{"contract_year": 2, "percent": 5}]
    answer = system.call("POST", "/contracts/preview", {**SEED, "lines": [line]})
    assert [each["net"] for each in answer.json()["invoices"]] == [
        *("1200000.00", "1260000.00", "1260000.00")
    ]


def test_the_parties_beside_the_terms_do_not_matter_to_a_preview(system: System) -> None:
    body = a_contract(customer={"id": "nobody"}, submit=True)
    assert system.call("POST", "/contracts/preview", body).status_code == 200


def test_a_contract_without_a_name_has_the_customers_and_the_year(system: System) -> None:
    assert made(system)["name"] == "Acme Corporation 2027"
    assert made(system)["name"] == "Acme Corporation 2027 (2)"


def test_a_taken_name_or_external_id_is_refused_at_its_place(system: System) -> None:
    made(system, name="The deal", external_id="opp-1")
    for field, value in (("name", "the DEAL"), ("external_id", "opp-1")):
        answer = system.call("POST", "/contracts", a_contract(**{field: value}))
        assert answer.status_code == 409
        assert pointers(answer).keys() == {f"#/{field}"}


def test_every_mistake_of_terms_and_parties_is_told_at_once(system: System) -> None:
    lines = [
        {
            "kind": "subscription",
            "description": "Platform",
            "annual_price": "1.000000001",
            "escalators": [
                {"contract_year": 2, "percent": "5"},
                {"contract_year": 2, "percent": "2000"},
            ],
        },
        {"kind": "one_time", "description": "", "amount": "-1"},
    ]
    customer = {"name": "Umbrella", "address": {"country": "ZZ"}}
    body = a_contract(lines=lines, customer=customer, po_number="x" * 256)
    answer = system.call("POST", "/contracts", body)
    assert answer.status_code == 422
    assert pointers(answer).keys() >= {
        *("#/lines/0/annual_price", "#/lines/0/escalators/1/percent"),
        *("#/lines/1/description", "#/customer/address/country", "#/po_number"),
    }
    assert system.call("GET", "/contracts").json()["items"] == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"term_months": 0}, "#/term_months"),
        ({"billing_frequency": "weekly"}, "#/billing_frequency"),
        ({"billing_frequency": "upfront", "billing_timing": "arrears"}, "#/billing_timing"),
        ({"start_date": "2027-02-30"}, "#/start_date"),
        ({"net_terms": 366}, "#/net_terms"),
        ({"currency": "XXX"}, "#/currency"),
        ({"lines": []}, "#/lines"),
        ({"lines": [{"kind": "rent", "description": "x", "amount": "1"}]}, "#/lines/0"),
        ({"unknown": 1}, "#/unknown"),
        ({"customer": None}, "#/customer"),
    ],
)
def test_each_mistake_has_its_place(system: System, change: Json, pointer: str) -> None:
    answer = system.call("POST", "/contracts", a_contract(**change))
    assert answer.status_code == 422
    assert any(each.startswith(pointer) for each in pointers(answer)), answer.text


def test_a_submitted_contract_is_approved_by_a_person_and_brings_its_first_invoice(
    system: System,
) -> None:
    contract = submitted(system, start_date="2026-11-01", external_id="opp-1")
    assert contract["status"] == "pending_approval"
    approved(system, contract)
    now = system.call("GET", f"/contracts/{contract['id']}").json()
    assert (now["status"], now["revision"]) == ("active", 1)
    brought = system.call("GET", f"/invoices?contract={contract['id']}").json()["items"]
    assert [each["totals"]["total"] for each in brought] == ["1345000.00"]
    assert brought[0]["status"] == "issued"
    approvals = system.call("GET", f"/contracts/{contract['id']}/approvals").json()["items"]
    assert [each["by"] for each in approvals] == [FIONA.id]


def test_no_key_approves_unless_somebody_said_so_outright(system: System) -> None:
    contract = submitted(system)
    path = f"/contracts/{contract['id']}/approvals"
    tag = f'"{contract["sequence"]}"'
    assert system.call("POST", path, if_match=tag).status_code == 403
    approver = an_api_key(system.store, Scope.CONTRACTS_APPROVE, name="Approver", by=FRANK)
    assert system.call("POST", path, key=approver).status_code == 428
    stale = system.call("POST", path, key=approver, if_match='"99"')
    assert stale.status_code == 412
    answer = system.call("POST", path, key=approver, if_match=tag)
    assert (answer.status_code, answer.json()["status"]) == (201, "active")


def test_the_key_that_wrote_it_never_approves_it(system: System) -> None:
    both = an_api_key(system.store, *USUAL_SCOPES, Scope.CONTRACTS_APPROVE, name="Both")
    body = a_contract(deal_channel="C0ACME", submit=True)
    contract = system.call("POST", "/contracts", body, key=both).json()
    path = f"/contracts/{contract['id']}"
    answer = system.call("POST", f"{path}/approvals", key=both, if_match='"2"')
    assert (answer.status_code, answer.json()["code"]) == (403, "self_approval")
    assert system.call("GET", path).json()["status"] == "pending_approval"


def test_changes_asked_for_are_made_and_submitted_again(system: System) -> None:
    contract = submitted(system)
    path = f"/contracts/{contract['id']}"
    approver = an_api_key(system.store, Scope.CONTRACTS_APPROVE, name="Approver", by=FRANK)
    back = system.call(
        "POST",
        f"{path}/request-changes",
        {"reason": "Net 30, please"},
        key=approver,
        if_match=f'"{contract["sequence"]}"',
    )
    assert (back.status_code, back.json()["status"]) == (200, "draft")
    changed = system.call("PUT", path, {**SEED, "net_terms": 30}, if_match=back.headers["ETag"])
    assert (changed.json()["status"], changed.json()["terms"]["net_terms"]) == ("draft", 30)
    assert system.call("POST", f"{path}/submit", {}).json()["status"] == "pending_approval"


def test_a_change_of_what_is_agreed_is_a_proposal_beside_it(system: System) -> None:
    contract = submitted(system, start_date="2026-11-01")
    approved(system, contract)
    path = f"/contracts/{contract['id']}"
    more = {"kind": "one_time", "description": "Training", "amount": "9000.00"}
    terms = {**SEED, "start_date": "2026-11-01", "lines": [*SEED["lines"], more]}
    answer = system.call("PUT", path, {**terms, "memo": "Asked for in May"}, if_match="*")
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "pending_approval"
    assert answer.json()["memo"] == "Asked for in May"
    assert answer.json()["agreed_schedule"]["contract_net"] == contract["schedule"]["contract_net"]


@pytest.mark.parametrize(
    ("tag", "status"), [(None, 428), ("", 400), ('"7"', 412), ('"1"', 200), ("*", 200)]
)
def test_a_change_says_which_version_it_saw(system: System, tag: str | None, status: int) -> None:
    contract = made(system)
    headers = {} if tag is None else {"if_match": tag}
    body = {**SEED, "net_terms": 30}
    answer = system.call("PUT", f"/contracts/{contract['id']}", body, **headers)
    assert answer.status_code == status


def test_a_draft_needs_a_channel_to_be_submitted(system: System) -> None:
    contract = made(system)
    path = f"/contracts/{contract['id']}/submit"
    assert pointers(system.call("POST", path, {})).keys() == {"#/deal_channel"}
    answer = system.call("POST", path, {"deal_channel": "C0ACME"})
    assert answer.json()["status"] == "pending_approval"


def test_a_key_ends_what_it_wrote_and_nothing_of_others(system: System) -> None:
    contract = submitted(system, external_id="opp-1")
    path = f"/contracts/{contract['id']}/end"
    stranger = an_api_key(system.store, name="Stranger")
    assert system.call("POST", path, {"reason": "x"}, key=stranger).status_code == 403
    answer = system.call("POST", path, {"reason": "Lost"})
    assert (answer.status_code, answer.json()["status"]) == (200, "ended")
    assert made(system, external_id="opp-1")["external_id"] == "opp-1"


def test_versions_tell_who_changed_what_and_keep_each_state(system: System) -> None:
    contract = made(system)
    path = f"/contracts/{contract['id']}"
    system.call("PUT", path, {**SEED, "net_terms": 30}, if_match="*")
    first, second = system.call("GET", f"{path}/versions").json()["items"]
    assert (first["changes"], second["why"]) == ([], "contract.edited")
    assert {"what": "Payment terms", "old": "Net 45", "new": "Net 30"} in second["changes"]
    was = system.call("GET", f"{path}/versions/1").json()
    assert was == contract
    assert system.call("GET", f"{path}/versions/9").status_code == 404


def test_lists_are_filtered_and_paged(system: System) -> None:
    ids = [made(system)["id"] for _ in range(3)]
    page = system.call("GET", "/contracts?limit=2").json()
    rest = system.call("GET", f"/contracts?limit=2&cursor={page['next_cursor']}").json()
    shown = [each["id"] for each in (*page["items"], *rest["items"])]
    assert (shown, rest["next_cursor"]) == (ids[::-1], None)
    submitted(system, external_id="opp-1")
    for query, count in (
        ("status=pending_approval", 1),
        ("external_id=opp-1", 1),
        ("customer=customer-acme", 4),
        ("customer=nobody", 0),
        ("updated_from=2026-11-22T09:30:00Z", 4),
    ):
        assert len(system.call("GET", f"/contracts?{query}").json()["items"]) == count


def test_the_same_request_again_makes_no_second_contract(system: System) -> None:
    first = system.call("POST", "/contracts", a_contract(), idempotency_key="opp-1")
    again = system.call("POST", "/contracts", a_contract(), idempotency_key="opp-1")
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(system.call("GET", "/contracts").json()["items"]) == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PUT", "", SEED),
        ("POST", "/submit", {"deal_channel": "C0ACME"}),
        ("POST", "/end", {"reason": "x"}),
        ("GET", "/versions", None),
        ("GET", "/versions/1", None),
        ("GET", "/approvals", None),
        ("POST", "/approvals", None),
        ("POST", "/request-changes", {"reason": "x"}),
    ],
)
def test_another_workspaces_contract_is_not_there(
    system: System, method: str, path: str, body: Any
) -> None:
    ours = submitted(system)
    for contract_id in (ours["id"], MISSING):
        answer = system.call(
            method, f"/contracts/{contract_id}{path}", body, key=system.other_key, if_match='"2"'
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_key_without_the_scope_neither_reads_nor_writes(system: System) -> None:
    key = an_api_key(system.store, Scope.INVOICES_WRITE)
    assert system.call("GET", "/contracts", key=key).status_code == 403
    assert system.call("POST", "/contracts/preview", SEED, key=key).status_code == 403
    reader = an_api_key(system.store, Scope.CONTRACTS_READ)
    assert system.call("POST", "/contracts/preview", SEED, key=reader).status_code == 200
    assert system.call("POST", "/contracts", a_contract(), key=reader).status_code == 403
