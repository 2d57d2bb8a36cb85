"""Customers over REST: sent twice, changed unseen, named with anything."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.bot.api.test_parties import ADDRESS, GLOBEX
from tests.factories import a_customer
from tests.harness.api_client import Json, System, pointers

PHOENIX = {"address": a_customer().address.model_dump()}
"""Where Acme is."""
HOSTILE = ["<script>alert(1)</script>", "<!channel> *x*", "Robert'); DROP TABLE customers; --"]


@pytest.fixture
def system() -> System:
    return System()


def made(system: System, **changes: Any) -> Json:
    answer = system.call("POST", "/customers", {**GLOBEX, **changes})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def named(system: System, query: str) -> list[str]:
    found = system.call("GET", f"/customers?{query}").json()["items"]
    return [each["name"] for each in found]


def test_what_is_read_may_be_sent_again_and_changes_nothing(system: System) -> None:
    customer = made(system, tax_ids=[{"kind": "eu_vat", "value": "DE136695976"}])
    path = f"/customers/{customer['id']}"
    read = system.call("GET", path)
    body = {name: value for name, value in read.json().items() if name != "id"}
    again = system.call("PUT", path, body, if_match=read.headers["ETag"])
    assert again.status_code == 200, again.text
    assert again.json() == customer
    assert again.headers["ETag"] == read.headers["ETag"]


def test_what_e_invoices_to_a_customer_need_is_read_before_any_invoice(system: System) -> None:
    customer = made(system)
    answer = system.call("GET", f"/customers/{customer['id']}/e-invoicing")
    assert answer.status_code == 200
    names = {each["legal_name"] for each in answer.json()["items"]}
    assert "Jupiter US Inc." in names
    assert system.call("GET", "/customers/nobody/e-invoicing").status_code == 404


def test_the_same_request_again_makes_no_second_customer(system: System) -> None:
    first = system.call("POST", "/customers", GLOBEX, idempotency_key="k-1")
    again = system.call("POST", "/customers", GLOBEX, idempotency_key="k-1")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    other = system.call("POST", "/customers", {**GLOBEX, "name": "X"}, idempotency_key="k-1")
    assert (other.status_code, other.json()["code"]) == (422, "another_request")
    assert named(system, "q=globex") == ["Globex Corporation"]


def test_a_change_sent_again_is_answered_though_its_tag_is_old_by_now(system: System) -> None:
    path = f"/customers/{made(system)['id']}"
    tag = system.call("GET", path).headers["ETag"]
    sent = {"if_match": tag, "idempotency_key": "k-2"}
    body = {**GLOBEX, "attention": "Floor 2"}
    first = system.call("PUT", path, body, **sent)
    again = system.call("PUT", path, body, **sent)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()


@pytest.mark.parametrize(
    ("tag", "status"),
    [(None, 428), ("", 400), ('"7"', 412), ('""', 400), ("7", 400), ('W/"7"', 400), ("*", 200)],
)
def test_a_change_says_what_it_saw(system: System, tag: str | None, status: int) -> None:
    path = f"/customers/{made(system)['id']}"
    headers = {"if_match": tag} if tag is not None else {}
    answer = system.call("PUT", path, {**GLOBEX, "attention": "Floor 2"}, **headers)
    assert answer.status_code == status, answer.text
    kept = system.call("GET", path).json()["attention"]
    assert kept == ("Floor 2" if status == 200 else "")


def test_a_name_or_an_external_id_of_another_is_not_taken_over(system: System) -> None:
    path = f"/customers/{made(system)['id']}"
    for change in ({"name": "acme CORPORATION"}, {"external_id": "crm-1"}):
        if "external_id" in change:
            made(system, name="Umbrella", **change)
        answer = system.call("PUT", path, {**GLOBEX, **PHOENIX, **change}, if_match="*")
        assert answer.status_code == 409
        assert pointers(answer).keys() == {f"#/{field}" for field in change}
    assert system.call("GET", path).json()["name"] == "Globex Corporation"


def test_a_branch_in_another_city_may_have_the_name(system: System) -> None:
    branch = made(system, name="Acme Corporation")
    made(system, name="Acme Corporation", external_id="crm-100")
    assert branch["id"] != "customer-acme"
    assert set(named(system, "q=acme")) == {"Acme Corporation"}
    assert len(named(system, "q=acme")) == 3


def test_another_external_id_is_billed_as_another_customer(system: System) -> None:
    """Of one name and one address."""
    first, second, again = (
        system.made(customer={**GLOBEX, "external_id": each})["bill_to"]["customer_id"]
        for each in ("crm-1", "crm-2", "crm-1")
    )
    assert first == again != second


def test_words_find_in_any_order_and_page_like_all(system: System) -> None:
    for number in range(5):
        made(system, name=f"Umbrella {number} Trading Ltd", external_id=f"u-{number}")
    first = system.call("GET", "/customers?q=trading%20UMBRELLA&limit=3").json()
    assert len(first["items"]) == 3
    rest = f"q=trading%20UMBRELLA&limit=3&cursor={first['next_cursor']}"
    assert len(named(system, rest)) == 2
    assert system.call("GET", f"/customers?{rest}").json()["next_cursor"] is None
    assert named(system, "q=u%25a") == []
    assert named(system, "q=umbrella&external_id=u-3") == ["Umbrella 3 Trading Ltd"]
    assert named(system, "q=acme&external_id=u-3") == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("limit=0", "limit"), ("limit=101", "limit"), ("q=%00", "q"), ("cursor=%2F", "cursor")],
)
def test_a_query_that_cannot_be_is_told_by_its_parameter(
    system: System, query: str, parameter: str
) -> None:
    answer = system.call("GET", f"/customers?{query}")
    assert (answer.status_code, set(pointers(answer))) == (422, {parameter})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_was_sent(system: System, text: str) -> None:
    customer = made(system, name=text, attention=text, external_id=text)
    assert (customer["name"], customer["attention"], customer["external_id"]) == (text, text, text)
    assert named(system, urlencode({"external_id": text})) == [text]
    assert named(system, urlencode({"q": text})) == [text]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": "a\u202eb"}, {"#/name"}),
        ({"name": "\N{GRINNING FACE}"}, {"#/name"}),
        ({"name": "x" * 301}, {"#/name"}),
        ({"name": None}, {"#/name"}),
        ({"external_id": "a\nb\x00"}, {"#/external_id"}),
        ({"address": None}, {"#/address"}),
        ({"address": {**ADDRESS, "country": "USA"}}, {"#/address/country"}),
        ({"address": {**ADDRESS, "country": "XX"}}, {"#/address/country"}),
        ({"address": {**ADDRESS, "street": "\N{GRINNING FACE}"}}, {"#/address/street"}),
        ({"tax_ids": [{"kind": "vat", "value": "1"}]}, {"#/tax_ids/0/kind"}),
        ({"tax_ids": [{"kind": "ein", "value": "1"}]}, {"#/tax_ids/0/value"}),
        ({"tax_ids": {"kind": "ein"}}, {"#/tax_ids"}),
        ({"ap_contact": {"name": "\N{GRINNING FACE}"}}, {"#/ap_contact/name"}),
        ({"ap_contact": {"email": "x@y@z"}}, {"#/ap_contact/email"}),
        ({"po_required": 1}, {"#/po_required"}),
        ({"language": "tlh"}, {"#/language"}),
        ({"delivery": "pigeon"}, {"#/delivery"}),
        ({"id": "customer-acme"}, {"#/id"}),
    ],
)
def test_each_mistake_has_its_place(system: System, change: Json, expected: set[str]) -> None:
    path = f"/customers/{made(system)['id']}"
    for method, place in (("POST", "/customers"), ("PUT", path)):
        answer = system.call(method, place, {**GLOBEX, **change}, **_seen(method))
        assert answer.status_code == 422, answer.text
        assert pointers(answer).keys() == expected


def _seen(method: str) -> dict[str, str]:
    return {"if_match": "*"} if method == "PUT" else {}


def test_the_outbox_is_woken_only_where_something_waits_in_it(system: System) -> None:
    made(system)
    nudges = [system.nudges]
    system.made(deal_channel="C0ACME", submit=True)
    nudges.append(system.nudges)
    assert nudges == [0, 1]
