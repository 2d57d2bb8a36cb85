"""Milestones of contracts over REST."""

from tests.bot.api.test_renewals import agreed, post, read
from tests.factories import NOW
from tests.harness.api_client import Json, System, pointers

LINES: list[Json] = [
    {"kind": "subscription", "description": "Platform", "annual_price": "1200.00"},
    {
        "kind": "milestones",
        "description": "Implementation",
        "amount": "1000.00",
        "parts": [
            {"name": "Signature", "percent": "60", "on": "2027-02-01"},
            {"name": "Go-live", "expected_on": "2027-06-30"},
        ],
    },
]


def test_what_waits_is_read_and_accepted_once() -> None:
    system = System()
    made = agreed(system, lines=LINES)
    assert made["terms"]["lines"][1] == {**LINES[1], "tax_rate": "0"}
    (pending,) = made["schedule"]["pending"]
    assert pending == {
        "line": 1,
        "part": 1,
        "name": "Go-live",
        "description": "Implementation",
        "expected_on": "2027-06-30",
        "net": "400.00",
        "tax": "0.00",
        "total": "400.00",
    }
    assert made["schedule"]["contract_net"] == "4600.00"
    assert made["acceptances"] == []
    body: Json = {"line": 1, "part": 1, "on": NOW.date().isoformat(), "note": "Signed off by Dana"}
    late = post(system, made, "acceptances", {**body, "on": "2099-01-01"})
    assert list(pointers(late)) == ["#/on"]
    answer = post(system, made, "acceptances", body, idempotency_key="a-1")
    assert answer.status_code == 200, answer.text
    assert "pending" not in answer.json()["schedule"]
    (accepted,) = answer.json()["acceptances"]
    assert accepted.pop("by") == made["drafted_by"]
    assert accepted == {
        "line": 1,
        "part": 1,
        "name": "Go-live",
        "on": NOW.date().isoformat(),
        "at": NOW.isoformat().replace("+00:00", "Z"),
        "note": "Signed off by Dana",
    }
    assert answer.json()["schedule"]["invoices"][0]["total"] == "400.00"
    assert post(system, made, "acceptances", body, idempotency_key="a-1").json() == answer.json()
    assert post(system, made, "acceptances", body).status_code == 409
    nothing = post(system, made, "acceptances", {**body, "part": 0})
    assert nothing.status_code == 404
    assert read(system, made["id"])["revision"] == 2


def test_parts_that_are_not_the_whole_are_told_at_their_place() -> None:
    system = System()
    parts = [{"name": "A", "percent": "40"}, {"name": "B", "percent": "40"}]
    body = {
        "currency": "USD",
        "start_date": "2027-01-01",
        "term_months": 12,
        "net_terms": 30,
        "billing_frequency": "annual",
        "lines": [{**LINES[1], "parts": parts}],
    }
    refused = system.call("POST", "/contracts/preview", body)
    assert pointers(refused) == {
        "#/lines/0/parts": "The milestones add up to USD 800.00, not USD 1,000.00. One may be "
        "“rest”."
    }
