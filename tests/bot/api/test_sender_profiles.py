"""Sender profiles over REST: where their invoices are paid, no key decides, however it asks."""

from typing import Any

import pytest

from jupiter_core.domain.api_key import Scope
from tests.bot.api.test_contracts import a_contract
from tests.bot.api.test_parties import ACCOUNT, LABS, confirmed, without_accounts
from tests.factories import WORKSPACE, a_sender_profile
from tests.harness.api_client import Json, System, an_invoice, pointers
from tests.harness.api_keys import an_api_key

PATH = "/sender-profiles/sender-us"
THEIRS: Json = {**ACCOUNT, "account_number": "666666"}
BRITISH: Json = {
    "holder": "Jupiter UK Ltd",
    "bank_name": "A Bank",
    "currency": "GBP",
    "scheme": "gb",
    "account_number": "66374958",
    "details": {"sort_code": "12"},
}


@pytest.fixture
def system() -> System:
    return System()


def account_in(profile: Json) -> str:
    return str(profile["bank_accounts"][0]["account_number"])


def test_a_profile_is_made_once_however_often_it_is_sent(system: System) -> None:
    first = system.call("POST", "/sender-profiles", LABS, idempotency_key="k-1")
    again = system.call("POST", "/sender-profiles", LABS, idempotency_key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    taken = system.call("POST", "/sender-profiles", LABS)
    assert taken.status_code == 409
    assert len(system.call("GET", "/sender-profiles").json()["items"]) == 2


def test_what_is_read_may_be_sent_again_without_its_bank_details(system: System) -> None:
    read = system.call("GET", PATH)
    own = ("id", "bank_accounts", "bank_details_pending", "archived")
    body = {name: value for name, value in read.json().items() if name not in own}
    again = system.call("PUT", PATH, body, if_match=read.headers["ETag"])
    assert again.status_code == 200, again.text
    assert again.json() == read.json()


def test_what_is_unusual_in_an_address_is_taken_and_said_in_the_answer(system: System) -> None:
    address = {**LABS["address"], "region": "Ontario", "postal_code": "9720"}
    body = without_accounts(legal_name="Jupiter US Inc.", series="JUS-", address=address)
    changed = system.call("PUT", PATH, body, if_match="*").json()
    assert changed["address"] == address
    assert [each["pointer"] for each in changed["warnings"]] == [
        "#/address/region",
        "#/address/postal_code",
    ]
    assert changed["warnings"][0]["detail"] == (
        "“Ontario” is not a state of the United States that we know."
    )
    fine = {**body, "address": LABS["address"]}
    assert system.call("PUT", PATH, fine, if_match="*").json()["warnings"] == []


def test_an_archived_entity_is_listed_with_its_flag_and_stays_archived(system: System) -> None:
    with system.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(archived=True))
    assert [each["archived"] for each in system.call("GET", "/sender-profiles").json()["items"]]
    body = without_accounts(legal_name="Jupiter US Inc.", series="JUS-", phone="+1 555 0100")
    changed = system.call("PUT", PATH, body, if_match="*").json()
    assert (changed["phone"], changed["archived"]) == ("+1 555 0100", True)


@pytest.mark.parametrize(
    ("path", "body"), [("/invoices", an_invoice()), ("/contracts", a_contract())]
)
def test_nothing_new_is_billed_by_an_archived_entity(
    system: System, path: str, body: dict[str, Any]
) -> None:
    with system.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(archived=True))
    answer = system.call("POST", path, body)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["code"], error["pointer"]) == ("entity_archived", "#/sender")


def test_a_proposal_is_there_once_and_told_once_however_often_it_is_sent(system: System) -> None:
    body = {"bank_accounts": [THEIRS]}
    sent = [
        system.call("POST", f"{PATH}/bank-details", body, idempotency_key="k-2") for _ in range(2)
    ]
    assert [each.status_code for each in sent] == [202, 202]
    assert sent[0].json() == sent[1].json()
    assert len(system.letters()) == 4


def test_what_is_already_confirmed_is_no_proposal(system: System) -> None:
    system.call("POST", f"{PATH}/bank-details", {"bank_accounts": [THEIRS]})
    confirmed(system, "sender-us")
    again = system.call("POST", f"{PATH}/bank-details", {"bank_accounts": [THEIRS]})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_changed")
    now = system.call("GET", PATH).json()
    assert (account_in(now), now["bank_details_pending"]) == ("666666", False)


def test_a_change_leaves_a_proposal_waiting_and_confirms_nothing(system: System) -> None:
    before = account_in(system.call("GET", PATH).json())
    system.call("POST", f"{PATH}/bank-details", {"bank_accounts": [THEIRS]})
    body = without_accounts(legal_name="Jupiter US Inc.", series="JUS-")
    changed = system.call("PUT", PATH, body, if_match="*").json()
    assert (account_in(changed), changed["bank_details_pending"]) == (before, True)


def test_a_proposal_makes_the_tag_that_was_read_before_it_old(system: System) -> None:
    tag = system.call("GET", PATH).headers["ETag"]
    system.call("POST", f"{PATH}/bank-details", {"bank_accounts": [THEIRS]})
    body = without_accounts(legal_name="Jupiter US Inc.", series="JUS-")
    assert system.call("PUT", PATH, body, if_match=tag).status_code == 412


def test_describing_a_known_entity_anew_moves_no_money(system: System) -> None:
    before = account_in(system.call("GET", PATH).json())
    sender = {**LABS, "legal_name": "jupiter us inc.", "bank_accounts": [THEIRS]}
    draft = system.made(sender=sender)
    assert draft["remit_to"]["account_number"] == before
    now = system.call("GET", PATH).json()
    assert (account_in(now), now["bank_details_pending"]) == (before, False)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["confirm", "bank-details/confirm", "bank-proposal"])
def test_there_is_no_route_that_confirms(system: System, method: str, path: str) -> None:
    everything = an_api_key(system.store, *Scope, name="Everything")
    system.call("POST", f"{PATH}/bank-details", {"bank_accounts": [THEIRS]})
    answer = system.call(method, f"{PATH}/{path}", key=everything, if_match="*")
    assert answer.status_code == 404
    assert system.call("GET", PATH).json()["bank_details_pending"] is True


@pytest.mark.parametrize("tag", [None, '"7"', "7"])
def test_a_change_says_what_it_saw(system: System, tag: str | None) -> None:
    body = without_accounts(legal_name="Jupiter US Inc.", series="JUS-", phone="1")
    headers = {"if_match": tag} if tag else {}
    status = {None: 428, '"7"': 412, "7": 400}[tag]
    assert system.call("PUT", PATH, body, **headers).status_code == status
    assert system.call("GET", PATH).json()["phone"] != "1"


def test_a_pattern_and_a_first_number_are_kept_as_they_are_read(system: System) -> None:
    body = without_accounts(number_pattern="{YYYY}-{SEQ:5}", first_number=148)
    answer = system.call("PUT", PATH, body, if_match="*")
    assert answer.status_code == 200, answer.text
    read = system.call("GET", PATH).json()
    assert (read["number_pattern"], read["first_number"]) == ("{YYYY}-{SEQ:5}", 148)
    again = system.call(
        "PUT", PATH, without_accounts(**{**body, "first_number": None}), if_match="*"
    )
    assert again.json()["first_number"] == 148


def test_credit_notes_have_a_pattern_and_a_first_number_too(system: System) -> None:
    numbers = {"credit_note_number_pattern": "CN{YYYY}-{SEQ:4}", "first_credit_note_number": 20}
    answer = system.call("PUT", PATH, without_accounts(**numbers), if_match="*")
    assert answer.status_code == 200, answer.text
    read = system.call("GET", PATH).json()
    assert {name: read[name] for name in numbers} == numbers


def test_an_entity_has_a_usual_deal(system: System) -> None:
    usual = {"currency": "USD", "net_terms": 45, "tax_rate": "8.25"}
    answer = system.call("PUT", PATH, without_accounts(defaults=usual), if_match="*")
    assert answer.status_code == 200, answer.text
    assert system.call("GET", PATH).json()["defaults"] == usual


def test_an_entity_has_a_template_and_a_legal_footer(system: System) -> None:
    usual = system.call("GET", PATH).json()
    columns = ["quantity", "unit_price", "tax", "po_number", "period", "arithmetic"]
    columns += ["unit", "discount"]
    assert usual["template"] == {
        "logo_place": "left",
        "columns": columns,
        "supply": False,
        "intro": "",
        "thanks": "",
    }
    template = {
        "logo_place": "right",
        "columns": ["quantity", "tax"],
        "supply": True,
        "intro": "As agreed:",
        "thanks": "Thank you.",
    }
    footer = {
        "office": "Wilmington, DE",
        "registration": "Delaware 7654321",
        "directors": "Ada Keller",
        "capital": "",
        "notice": "",
    }
    body = without_accounts(template=template, legal_footer=footer)
    answer = system.call("PUT", PATH, body, if_match="*")
    assert answer.status_code == 200, answer.text
    kept = system.call("GET", PATH).json()
    assert kept["template"] == template
    assert kept["legal_footer"] == footer


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"template": {"logo_place": "top"}}, {"#/template/logo_place"}),
        ({"template": {"columns": ["colour"]}}, {"#/template/columns/0"}),
        ({"template": {"intro": "x" * 1001}}, {"#/template/intro"}),
        ({"template": {"thanks": "\N{GRINNING FACE}"}}, {"#/template/thanks"}),
        ({"legal_footer": {"capital": "x" * 201}}, {"#/legal_footer/capital"}),
        ({"legal_footer": {"notice": "\N{GRINNING FACE}"}}, {"#/legal_footer/notice"}),
        ({"credit_note_number_pattern": "CN-"}, {"#/credit_note_number_pattern"}),
        ({"first_credit_note_number": 0}, {"#/first_credit_note_number"}),
        ({"defaults": {"net_terms": -1}}, {"#/defaults/net_terms"}),
        ({"legal_name": ""}, {"#/legal_name"}),
        ({"legal_name": "\N{GRINNING FACE}"}, {"#/legal_name"}),
        ({"address": {"country": "US"}}, {"#/address/street", "#/address/city"}),
        ({"series": "x" * 13}, {"#/series"}),
        ({"series": "A{SEQ:5}"}, {"#/series"}),
        ({"number_pattern": "INV-"}, {"#/number_pattern"}),
        ({"number_pattern": "\N{GRINNING FACE}{SEQ:5}"}, {"#/number_pattern"}),
        ({"first_number": 0}, {"#/first_number"}),
        ({"colour": "red"}, {"#/colour"}),
        ({"time_zone": "Mars/Olympus"}, {"#/time_zone"}),
        ({"email": "nobody"}, {"#/email"}),
        ({"endpoint": "9999:x"}, {"#/endpoint"}),
        ({"tax_ids": [{"kind": "gb_vat", "value": "1"}]}, {"#/tax_ids/0/value"}),
        ({"archived": True}, {"#/archived"}),
        ({"bank_accounts": [THEIRS]}, {"#/bank_accounts"}),
        ({"bank_proposal": None}, {"#/bank_proposal"}),
    ],
)
def test_each_mistake_of_a_change_has_its_place(
    system: System, change: Json, expected: set[str]
) -> None:
    answer = system.call("PUT", PATH, {**without_accounts(), **change}, if_match="*")
    assert answer.status_code == 422, answer.text
    assert pointers(answer).keys() >= expected


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([], {"#/bank_accounts"}),
        ([ACCOUNT] * 11, {"#/bank_accounts"}),
        (["x"], {"#/bank_accounts/0"}),
        ([{**ACCOUNT, "currency": "XXX"}], {"#/bank_accounts/0/currency"}),
        ([{**ACCOUNT, "holder": "\N{GRINNING FACE}"}], {"#/bank_accounts/0/holder"}),
        ([THEIRS, {**ACCOUNT, "iban": "DE00"}], {"#/bank_accounts/1/iban"}),
        (
            [{**ACCOUNT, "cheque": {"payable_to": "A", "address": " "}}],
            {"#/bank_accounts/0/cheque/address"},
        ),
        ([{**ACCOUNT, "scheme": "xx"}], {"#/bank_accounts/0/scheme"}),
        ([BRITISH, THEIRS], {"#/bank_accounts/0/details/sort_code"}),
        ([{**ACCOUNT, "details": {"bsb": "062000"}}], {"#/bank_accounts/0/scheme"}),
        ([{**ACCOUNT, "valid_since": "2026-01-01"}], {"#/bank_accounts/0/valid_since"}),
    ],
)
def test_each_mistake_of_a_proposal_has_its_place(
    system: System, accounts: Any, expected: set[str]
) -> None:
    answer = system.call("POST", f"{PATH}/bank-details", {"bank_accounts": accounts})
    assert answer.status_code == 422, answer.text
    assert pointers(answer).keys() >= expected
    assert system.call("GET", PATH).json()["bank_details_pending"] is False


def test_an_account_of_a_country_is_read_as_it_was_sent(system: System) -> None:
    cheque = {"payable_to": "Jupiter UK Ltd", "address": "PO Box 1\nLondon EC1A 1BB"}
    sent = {**BRITISH, "details": {"sort_code": "08-99-99"}, "reference": "rf", "cheque": cheque}
    made = system.call("POST", "/sender-profiles", {**LABS, "bank_accounts": [sent]})
    assert made.status_code == 201, made.text
    confirmed(system, made.json()["id"])
    read = system.call("GET", f"/sender-profiles/{made.json()['id']}").json()["bank_accounts"][0]
    assert (read["scheme"], read["details"]) == ("gb", {"sort_code": "089999"})
    assert (read["account_number"], read["reference"]) == ("66374958", "rf")
    assert read["cheque"] == cheque
