"""What is wrong with a contract over REST: each mistake at its place in what was sent."""

import copy
import json
from typing import Any

import pytest
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st

from bot.api.app import PLACE
from tests.bot.api.test_contracts import SEED, a_contract
from tests.bot.api.test_parties import GLOBEX, LABS
from tests.harness.api_client import Json, System, pointers

SYSTEM = System()
"""Shared: what is sent here is refused, or made beside all else."""
PLATFORM: Json = {"kind": "subscription", "description": "Platform", "annual_price": "1200.00"}
FEE: Json = {"kind": "one_time", "description": "Onboarding", "amount": "5000.00"}
CREDIT: Json = {"kind": "usage_credit", "description": "Credit", "amount": "2500.00"}
HOSTILE = ["<script>alert(1)</script>", "<!channel> *bold* `x`", "'; DROP TABLE contracts; --"]


def posted(path: str, body: Any, system: System = SYSTEM) -> Response:
    """As JSON whose texts may hold anything, also half a character."""
    headers = {"Authorization": f"Bearer {system.key.secret}", "Content-Type": "application/json"}
    return system.client.post(f"{PLACE}{path}", content=json.dumps(body), headers=headers)


def line(of: Json, **changes: Any) -> Json:
    return {"lines": [{**of, **changes}]}


def of_line(field: str) -> str:
    return f"#/lines/0/{field}"


TERMS: list[tuple[Json, str]] = [
    ({"currency": ""}, "#/currency"),
    ({"currency": "XXX"}, "#/currency"),
    ({"currency": "DOLLAR"}, "#/currency"),
    ({"start_date": "2027-02-30"}, "#/start_date"),
    ({"start_date": 1735689600}, "#/start_date"),
    ({"start_date": "1735689600"}, "#/start_date"),
    ({"start_date": "2027-01-01T00:00:00"}, "#/start_date"),
    ({"start_date": "9999-12-31"}, "#/start_date"),
    ({"term_months": 0}, "#/term_months"),
    ({"term_months": 241}, "#/term_months"),
    ({"term_months": 10**30}, "#/term_months"),
    ({"term_months": 1.5}, "#/term_months"),
    ({"term_months": True}, "#/term_months"),
    ({"billing_frequency": "weekly"}, "#/billing_frequency"),
    ({"billing_timing": "later"}, "#/billing_timing"),
    ({"billing_frequency": "upfront", "billing_timing": "arrears"}, "#/billing_timing"),
    ({"net_terms": -1}, "#/net_terms"),
    ({"net_terms": False}, "#/net_terms"),
    ({"lines": []}, "#/lines"),
    ({"lines": {"0": PLATFORM}}, "#/lines"),
    ({"lines": [PLATFORM] * 61}, "#/lines"),
    ({"lines": ["Platform"]}, "#/lines/0"),
    ({"lines": [PLATFORM, None]}, "#/lines/1"),
    ({"lines": [{"description": "Platform"}]}, of_line("kind")),
    (line(PLATFORM, kind="rent"), of_line("kind")),
    (line(PLATFORM, kind=["subscription"]), of_line("kind")),
    (line(PLATFORM, amount="1.00"), of_line("amount")),
    (line(PLATFORM, description=None), of_line("description")),
    (line(PLATFORM, description=""), of_line("description")),
    (line(PLATFORM, description="a\x00b"), of_line("description")),
    (line(PLATFORM, description="a\u202eb"), of_line("description")),
    (line(PLATFORM, description="a\ud800b"), of_line("description")),
    (line(PLATFORM, description="x" * 6000), of_line("description")),
    (line(PLATFORM, annual_price=None), of_line("annual_price")),
    (line(PLATFORM, annual_price=True), of_line("annual_price")),
    (line(PLATFORM, annual_price="1.000000005"), of_line("annual_price")),
    (line(PLATFORM, annual_price="1,200"), of_line("annual_price")),
    (line(PLATFORM, annual_price="-1"), of_line("annual_price")),
    (line(PLATFORM, annual_price=1e20), of_line("annual_price")),
    (line(PLATFORM, annual_price=1e300), of_line("annual_price")),
    (line(PLATFORM, annual_price=[1]), of_line("annual_price")),
    (line(PLATFORM, annual_price=9e11, quantity=1e9), of_line("annual_price")),
    (line(PLATFORM, quantity=0), of_line("quantity")),
    (line(PLATFORM, tax_rate=101), of_line("tax_rate")),
    (line(PLATFORM, tax_rate=1e-7), of_line("tax_rate")),
    (line(PLATFORM, discount_percent="200"), of_line("discount_percent")),
    (line(PLATFORM, yearly_prices=["1", "2"]), of_line("yearly_prices")),
    (line(PLATFORM, discount_years=[21]), of_line("discount_years/0")),
    (line(PLATFORM, starts_on="2027-01-15"), of_line("starts_on")),
    (
        line(PLATFORM, escalators=[{"contract_year": 2, "percent": "5"}, {"contract_year": 3}]),
        of_line("escalators/1/percent"),
    ),
    (
        line(PLATFORM, escalators=[{"contract_year": 21, "percent": "5"}]),
        of_line("escalators/0/contract_year"),
    ),
    (
        line(PLATFORM, escalators=[{"contract_year": 2, "percent": "5", "note": ""}]),
        of_line("escalators/0/note"),
    ),
    (
        line(PLATFORM, price_changes=[{"from_date": 5, "annual_price": "2"}]),
        of_line("price_changes/0/from_date"),
    ),
    (line(FEE, amount="-1"), of_line("amount")),
    (line(FEE, bill_on="20270101"), of_line("bill_on")),
    (line(FEE, annual_price="1"), of_line("annual_price")),
    (line(CREDIT, apply="always"), of_line("apply")),
    ({"lines": [PLATFORM, {**CREDIT, "amount": "0"}]}, "#/lines/1/amount"),
    ({"lines": [{**PLATFORM, "annual_price": "9000000000000.00"}] * 40}, "#/lines"),
]
PARTIES: list[tuple[Json, set[str]]] = [
    ({"customer": None}, {"#/customer"}),
    ({"customer": "Acme"}, {"#/customer"}),
    ({"customer": {}}, {"#/customer/name", "#/customer/address"}),
    ({"customer": {"id": 1}}, {"#/customer/id"}),
    ({"customer": {"id": "../x"}}, {"#/customer/id"}),
    ({"customer": {"id": "acme", "external_id": "x"}}, {"#/customer/external_id"}),
    ({"customer": {"id": "nobody"}}, {"#/customer"}),
    ({"customer": {"external_id": ""}}, {"#/customer/external_id"}),
    ({"customer": {"external_id": "nobody"}}, {"#/customer"}),
    ({"customer": {"name": "Umbrella"}}, {"#/customer/address"}),
    ({"customer": {**GLOBEX, "po_required": "yes"}}, {"#/customer/po_required"}),
    (
        {"customer": {**GLOBEX, "name": "", "ap_contact": {"email": "nobody"}}},
        {"#/customer/name", "#/customer/ap_contact/email"},
    ),
    (
        {"customer": {**GLOBEX, "tax_ids": [{"kind": "eu_vat", "value": "DE1"}]}},
        {"#/customer/tax_ids/0/value"},
    ),
    ({"sender": {"id": "nobody"}}, {"#/sender"}),
    ({"sender": {**LABS, "series": "JUS-"}}, {"#/sender/series"}),
    ({"sender": {**LABS, "bank_accounts": []}}, {"#/sender/bank_accounts"}),
    (
        {"sender": {**LABS, "bank_accounts": [{**LABS["bank_accounts"][0], "iban": 5}]}},
        {"#/sender/bank_accounts/0/iban"},
    ),
    ({"customer": {"id": "a"}, "sender": {"id": "b"}}, {"#/customer", "#/sender"}),
    ({"name": "x" * 81}, {"#/name"}),
    ({"memo": "x" * 2001}, {"#/memo"}),
    ({"memo": "\N{GRINNING FACE}"}, {"#/memo"}),
    ({"po_number": "x" * 256}, {"#/po_number"}),
    ({"external_id": "a\x00"}, {"#/external_id"}),
    ({"external_id": "x" * 256}, {"#/external_id"}),
    ({"deal_channel": "#acme"}, {"#/deal_channel"}),
    ({"submit": True}, {"#/deal_channel"}),
    ({"submit": "yes"}, {"#/submit"}),
    ({"a/b~": 1}, {"#/a~1b~0"}),
]


@pytest.mark.parametrize(("change", "pointer"), TERMS)
def test_each_mistake_of_the_terms_is_at_its_place(change: Json, pointer: str) -> None:
    for path, body in (("/contracts/preview", {**SEED, **change}), ("/contracts", a_contract())):
        answer = posted(path, {**body, **change})
        assert answer.status_code == 422, answer.text
        assert pointers(answer).keys() == {pointer}


@pytest.mark.parametrize(("change", "expected"), PARTIES)
def test_each_mistake_beside_the_terms_is_at_its_place(change: Json, expected: set[str]) -> None:
    answer = posted("/contracts", a_contract(**change), System())
    assert answer.status_code == 422, answer.text
    assert pointers(answer).keys() == expected


def test_a_change_tells_the_memo_and_the_terms_at_once() -> None:
    path = f"/contracts/{posted('/contracts', a_contract()).json()['id']}"
    body = {**SEED, **line(PLATFORM, annual_price="-1"), "memo": "x" * 2001}
    answer = SYSTEM.call("PUT", path, body, if_match="*")
    assert pointers(answer).keys() == {"#/memo", "#/lines/0/annual_price"}
    for field in ("customer", "sender", "name", "external_id", "submit"):
        answer = SYSTEM.call("PUT", path, {**SEED, field: "x"}, if_match="*")
        assert pointers(answer) == {f"#/{field}": "This field does not exist."}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_was_sent(text: str) -> None:
    body = a_contract(**line(PLATFORM, description=text), memo=text, po_number=text)
    answer = posted("/contracts", body)
    assert answer.status_code == 201, answer.text
    kept = SYSTEM.call("GET", f"/contracts/{answer.json()['id']}").json()
    assert (kept["memo"], kept["po_number"]) == (text, text)
    assert kept["terms"]["lines"][0]["description"] == text


def leaves(value: Any) -> list[list[Any]]:
    """The steps to everything in a body that has nothing below it."""
    if isinstance(value, dict):
        pairs: Any = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    else:
        return [[]]
    return [[key, *rest] for key, below in pairs for rest in leaves(below)]


def put(body: Json, steps: list[Any], value: Any) -> Json:
    changed = copy.deepcopy(body)
    place: Any = changed
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return changed


def expect_place(body: Any, pointer: str) -> None:
    """All but its last step is there; the last one may be what is missing."""
    place = body
    for step in pointer.removeprefix("#").split("/")[1:-1]:
        place = place[int(step)] if isinstance(place, list) else place[step]


WHOLE = {**a_contract(customer=GLOBEX, sender=LABS), **line(PLATFORM, escalators=[])}
WHOLE["lines"].append({**PLATFORM, "escalators": [{"contract_year": 2, "percent": "5"}]})
WHOLE["lines"] += [FEE, CREDIT]
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["1e5", "９", "-0", "2027-13-01", "\ud800", "x" * 400, "__proto__"])
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
)


@given(st.sampled_from(leaves(WHOLE)), ANYTHING)
def test_whatever_stands_in_one_place_is_taken_or_refused_at_a_place(
    steps: list[Any], value: Any
) -> None:
    body = put(WHOLE, steps, value)
    answer = posted("/contracts", body)
    assert answer.status_code in (201, 409, 422), answer.text
    if answer.status_code != 201:
        assert answer.json()["errors"]
        for pointer in pointers(answer):
            expect_place(body, pointer)
