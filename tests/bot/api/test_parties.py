"""Customers and sender profiles over REST; where money goes, no key decides alone."""

from typing import Any

import pytest

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.bank_details import DecideBankDetails, decide_bank_details
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.refusals import BankDetailsUnconfirmed
from tests.factories import FIONA, FRANK, WORKSPACE, a_customer
from tests.harness.api_client import Json, System, an_invoice, pointers
from tests.harness.api_keys import an_api_key

ADDRESS = {
    "street": "1 Main Street",
    "city": "Springfield",
    "region": "OR",
    "postal_code": "97477",
    "country": "US",
}
GLOBEX: Json = {
    "name": "Globex Corporation",
    "external_id": "crm-99",
    "address": ADDRESS,
    "ap_contact": {"name": "Hank", "email": "ap@globex.example"},
}
ACCOUNT: Json = {
    "holder": "Jupiter Labs Inc.",
    "bank_name": "First Example Bank",
    "currency": "USD",
    "account_number": "000123456789",
    "routing_number": "021000021",
}
LABS: Json = {
    "legal_name": "Jupiter Labs Inc.",
    "external_id": "erp-7",
    "address": ADDRESS,
    "series": "JLA-",
    "time_zone": "America/New_York",
    "bank_accounts": [ACCOUNT],
}


@pytest.fixture
def system() -> System:
    return System()


def without_accounts(**changes: Any) -> Json:
    return {name: value for name, value in {**LABS, **changes}.items() if name != "bank_accounts"}


def confirmed(system: System, profile_id: str) -> None:
    """By Fiona and Frank, in Slack."""
    for approver in (FIONA, FRANK):
        with system.store.write(WORKSPACE) as uow:
            proposal = uow.sender_profiles.get(profile_id).bank_proposal
            assert proposal
            command = DecideBankDetails(
                by=approver, profile_id=profile_id, accounts=proposal.accounts, confirmed=True
            )
            decide_bank_details(command, uow)


def test_a_customer_is_made_read_and_changed_by_whoever_saw_it(system: System) -> None:
    answer = system.call("POST", "/customers", GLOBEX)
    customer, tag = answer.json(), answer.headers["ETag"]
    assert answer.status_code == 201
    path = f"/customers/{customer['id']}"
    assert system.call("GET", path).json() == customer
    changed = system.call("PUT", path, {**GLOBEX, "attention": "Floor 2"}, if_match=tag)
    assert (changed.status_code, changed.json()["attention"]) == (200, "Floor 2")
    stale = system.call("PUT", path, GLOBEX, if_match=tag)
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_since_seen")
    assert system.call("PUT", path, GLOBEX).status_code == 428
    assert system.call("PUT", path, GLOBEX, if_match="*").json()["attention"] == ""


def test_an_external_id_that_is_left_out_stays(system: System) -> None:
    path = f"/customers/{system.call('POST', '/customers', GLOBEX).json()['id']}"
    body = {name: value for name, value in GLOBEX.items() if name != "external_id"}
    assert system.call("PUT", path, body, if_match="*").json()["external_id"] == "crm-99"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"name": "ACME corporation"}, "#/name"), ({"external_id": "crm-99"}, "#/external_id")],
)
def test_what_is_taken_is_told_at_its_place(system: System, change: Json, pointer: str) -> None:
    system.call("POST", "/customers", GLOBEX)
    phoenix = a_customer().address.model_dump()
    body = {**GLOBEX, "name": "Another", "external_id": None, "address": phoenix, **change}
    answer = system.call("POST", "/customers", body)
    assert (answer.status_code, set(pointers(answer))) == (409, {pointer})


def test_every_mistake_of_a_customer_is_told_at_its_place(system: System) -> None:
    body = {
        **GLOBEX,
        "name": "",
        "address": {"country": "US", "city": "Springfield"},
        "tax_ids": [{"kind": "eu_vat", "value": "DE1"}],
        "ap_contact": {"email": "nobody"},
        "endpoint": "9999:x",
        "language": "tlh",
    }
    found = pointers(system.call("POST", "/customers", body)).keys()
    assert found >= {
        *("#/name", "#/ap_contact/email", "#/endpoint", "#/language", "#/tax_ids/0/value"),
    }
    assert any(each.startswith("#/address") for each in found)


def test_a_second_language_is_kept_and_on_what_is_not_issued_yet(system: System) -> None:
    draft = system.made()
    assert draft["second_language"] is None
    body = {"name": "Acme Corporation", "address": ADDRESS, "language": "de"}

    def kept(second: str) -> Any:
        sent = {**body, "second_language": second}
        return system.call("PUT", "/customers/customer-acme", sent, if_match="*")

    assert kept("en").json()["second_language"] == "en"
    now = system.call("GET", f"/invoices/{draft['id']}").json()
    assert (now["language"], now["second_language"]) == ("de", "en")
    new = system.made()
    assert (new["language"], new["second_language"]) == ("de", "en")
    assert kept("de").json()["second_language"] is None
    assert set(pointers(kept("tlh"))) == {"#/second_language"}


def test_a_change_refreshes_what_is_not_issued_and_voids_its_approval(system: System) -> None:
    draft = system.made(deal_channel="C0ACME", submit=True, issue_date="2026-12-24")
    with system.store.write(WORKSPACE) as uow:
        approve(Approve(by=FIONA, subject_id=draft["id"], expected_version=2), uow)
    body = {"name": "Acme Corporation", "address": ADDRESS, "attention": "New office"}
    system.call("PUT", "/customers/customer-acme", body, if_match="*")
    now = system.call("GET", f"/invoices/{draft['id']}").json()
    assert (now["status"], now["bill_to"]["attention"]) == ("pending_approval", "New office")


def test_customers_are_listed_searched_and_found_by_their_external_id(system: System) -> None:
    system.call("POST", "/customers", GLOBEX)
    pages: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = system.call("GET", f"/customers?limit=1&cursor={cursor}").json()
        pages += [each["name"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(pages) == ["Acme Corporation", "Globex Corporation"]
    for query, names in (
        ("q=glob%20corp", ["Globex Corporation"]),
        ("external_id=crm-99", ["Globex Corporation"]),
        ("external_id=crm-99&q=acme", []),
        ("external_id=nothing", []),
    ):
        found = system.call("GET", f"/customers?{query}").json()["items"]
        assert [each["name"] for each in found] == names


def test_a_new_legal_entity_is_paid_nowhere_until_a_person_confirms(system: System) -> None:
    answer = system.call("POST", "/sender-profiles", LABS)
    assert answer.status_code == 201, answer.text
    profile = answer.json()
    assert (profile["bank_accounts"], profile["bank_details_pending"]) == ([], True)
    body = an_invoice(sender={"external_id": "erp-7"}, deal_channel="C0ACME", submit=True)
    draft = system.call("POST", "/invoices", body).json()
    with pytest.raises(BankDetailsUnconfirmed), system.store.write(WORKSPACE) as uow:
        approve(Approve(by=FIONA, subject_id=draft["id"], expected_version=draft["sequence"]), uow)
    confirmed(system, profile["id"])
    now = system.call("GET", f"/invoices/{draft['id']}").json()
    with system.store.write(WORKSPACE) as uow:
        issued = approve(
            Approve(by=FIONA, subject_id=draft["id"], expected_version=now["sequence"]), uow
        )
    assert issued.number == "JLA-000001"


def test_a_sender_that_is_described_is_made_once(system: System) -> None:
    first = system.made(sender=LABS)
    second = system.made(sender={**LABS, "series": "OTHER-"})
    assert first["seller"] == second["seller"]
    assert len(system.call("GET", "/sender-profiles").json()["items"]) == 2


def test_proposed_bank_details_change_nothing_by_themselves(system: System) -> None:
    path = "/sender-profiles/sender-us"
    before = system.call("GET", path).json()
    attack = {"bank_accounts": [{**ACCOUNT, "account_number": "666"}]}
    answer = system.call("POST", f"{path}/bank-details", attack)
    assert answer.status_code == 202
    assert answer.json()["bank_accounts"] == before["bank_accounts"]
    assert answer.json()["bank_details_pending"] is True
    told = [each.message.body.get("user_id") for each in system.letters()]
    assert told == ["U0FIONA", "U0FRANK", "U0WANDA", None]  # and all admins
    draft = system.made()
    assert draft["remit_to"]["account_number"] == "000123456789"


def test_the_same_proposal_again_tells_nobody_a_second_time(system: System) -> None:
    path = "/sender-profiles/sender-us/bank-details"
    body = {"bank_accounts": [{**ACCOUNT, "account_number": "666"}]}
    assert system.call("POST", path, body).status_code == 202
    again = system.call("POST", path, body)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_changed")
    assert len(system.letters()) == 4


def test_a_change_of_an_entity_does_not_take_bank_accounts(system: System) -> None:
    path = "/sender-profiles/sender-us"
    answer = system.call("PUT", path, LABS, if_match="*")
    assert pointers(answer).keys() == {"#/bank_accounts"}
    changed = system.call("PUT", path, without_accounts(external_id="erp-1"), if_match="*")
    assert changed.status_code == 200, changed.text
    assert changed.json()["legal_name"] == "Jupiter Labs Inc."
    assert changed.json()["bank_accounts"][0]["account_number"] == "000123456789"


def test_an_entity_is_changed_by_whoever_saw_it(system: System) -> None:
    path = "/sender-profiles/sender-us"
    tag = system.call("GET", path).headers["ETag"]
    body = without_accounts(legal_name="Jupiter US Inc.", series="JUS-", external_id=None)
    assert system.call("PUT", path, body).status_code == 428
    assert system.call("PUT", path, body, if_match=tag).status_code == 200
    assert system.call("PUT", path, body, if_match=tag).status_code == 412


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"bank_accounts": []}, "#/bank_accounts"),
        (
            {"bank_accounts": [{**ACCOUNT, "routing_number": "1"}]},
            "#/bank_accounts/0/routing_number",
        ),
        ({"bank_accounts": [ACCOUNT, ACCOUNT]}, "#/bank_accounts/1/currency"),
        ({"series": ""}, "#/series"),
        ({"series": "JUS-"}, "#/series"),
        ({"legal_name": "jupiter us inc."}, "#/legal_name"),
        ({"time_zone": "Mars/Olympus"}, "#/time_zone"),
        ({"colour": "red"}, "#/colour"),
    ],
)
def test_each_mistake_of_an_entity_has_its_place(
    system: System, change: Json, pointer: str
) -> None:
    answer = system.call("POST", "/sender-profiles", {**LABS, **change})
    assert answer.status_code in {409, 422}
    assert pointer in pointers(answer), answer.text


def test_a_mistake_in_proposed_accounts_has_its_place(system: System) -> None:
    body = {"bank_accounts": [{**ACCOUNT, "holder": "", "routing_number": "1"}]}
    answer = system.call("POST", "/sender-profiles/sender-us/bank-details", body)
    assert pointers(answer).keys() == {
        *("#/bank_accounts/0/holder", "#/bank_accounts/0/routing_number"),
    }


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/customers/{customer}", None),
        ("PUT", "/customers/{customer}", GLOBEX),
        ("GET", "/sender-profiles/{sender}", None),
        ("PUT", "/sender-profiles/{sender}", without_accounts()),
        ("POST", "/sender-profiles/{sender}/bank-details", {"bank_accounts": [ACCOUNT]}),
    ],
)
def test_another_workspaces_parties_are_not_there(
    system: System, method: str, path: str, body: Any
) -> None:
    customer = system.call("POST", "/customers", GLOBEX).json()["id"]
    sender = system.call("POST", "/sender-profiles", LABS).json()["id"]
    there = path.format(customer=customer, sender=sender)
    answer = system.call(method, there, body, key=system.other_key, if_match="*")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_reading_and_writing_need_their_own_scopes(system: System) -> None:
    reader = an_api_key(system.store, Scope.CUSTOMERS_READ, Scope.SENDER_PROFILES_READ)
    for noun, body in (("customers", GLOBEX), ("sender-profiles", LABS)):
        assert system.call("GET", f"/{noun}", key=reader).status_code == 200
        assert system.call("POST", f"/{noun}", body, key=reader).status_code == 403
    drafter = an_api_key(system.store, Scope.INVOICES_WRITE)
    assert system.call("GET", "/customers", key=drafter).status_code == 403
    refused = system.call("POST", "/invoices", an_invoice(sender=LABS), key=drafter)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_in_scope")
