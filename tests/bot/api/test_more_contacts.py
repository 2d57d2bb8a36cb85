"""Further AP contacts over REST: of a customer, of an issued invoice, and in what is read."""

from typing import Any

import pytest

from tests.bot.api.test_parties import GLOBEX
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_deals import approver_key, submitted

LEE = {"name": "Lee Park", "email": "lee@globex.example", "role": "to", "language": ""}
BOB = {"name": "", "email": "bob@globex.example", "role": "cc", "language": "de"}
FIRST = {"name": "Ann Lee", "email": "ap@globex.example"}


@pytest.fixture
def system() -> System:
    return System()


def made(system: System, **changes: Any) -> Any:
    return system.call("POST", "/customers", {**GLOBEX, "ap_contact": FIRST, **changes})


def test_a_customer_is_read_with_them_and_may_be_sent_back(system: System) -> None:
    answer = made(
        system, more_contacts=[LEE, {"email": BOB["email"], "role": "cc", "language": "de"}]
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["more_contacts"] == [LEE, BOB]
    body = {name: value for name, value in answer.json().items() if name != "id"}
    path = f"/customers/{answer.json()['id']}"
    again = system.call("PUT", path, body, if_match=answer.headers["ETag"])
    assert again.json() == answer.json()


@pytest.mark.parametrize(
    ("contacts", "where"),
    [
        ([{**LEE, "email": "lee@globex"}], "#/more_contacts/0/email"),
        (
            [{**LEE, "email": "lee@globex.example\r\nBcc: x@evil.example"}],
            "#/more_contacts/0/email",
        ),
        ([{**LEE, "email": ""}], "#/more_contacts/0/email"),
        ([{**LEE, "name": "L" * 141}], "#/more_contacts/0/name"),
        ([LEE, {**LEE, "email": "LEE@globex.example"}], "#/more_contacts/1/email"),
        ([{**LEE, "email": FIRST["email"]}], "#/more_contacts/0/email"),
        ([{**LEE, "role": "bcc"}], "#/more_contacts/0/role"),
        ([{**LEE, "language": "tlh"}], "#/more_contacts/0/language"),
        ([{**LEE, "email": f"n{n}@globex.example"} for n in range(11)], "#/more_contacts"),
        ("cc: lee@globex.example", "#/more_contacts"),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_made(
    system: System, contacts: Any, where: str
) -> None:
    answer = made(system, more_contacts=contacts)
    assert answer.status_code == 422, answer.text
    assert where in pointers(answer)
    assert system.call("GET", "/customers?q=globex").json()["items"] == []


def issued(system: System) -> Json:
    draft = submitted(system)
    answer = system.call(
        "POST",
        f"/invoices/{draft['id']}/approvals",
        key=approver_key(system),
        if_match=f'"{draft["sequence"]}"',
    )
    return dict(answer.json())


def test_those_of_an_issued_invoice_are_amended_and_left_out_they_stay(system: System) -> None:
    invoice = issued(system)
    path = f"/invoices/{invoice['id']}"
    tag = f'"{invoice["sequence"]}"'
    body = {"more_contacts": [BOB]}
    after = system.call("PATCH", path, body, if_match=tag)
    assert after.status_code == 200, after.text
    assert after.json()["bill_to"]["more_contacts"] == [BOB]
    tag = f'"{after.json()["sequence"]}"'
    more = system.call("PATCH", path, {"attention": "Team 7"}, if_match=tag)
    assert more.json()["bill_to"]["more_contacts"] == [BOB]
    assert more.json()["number"] == invoice["number"]
