"""Prices that follow an index over REST."""

from tests.bot.api.test_renewals import agreed, post
from tests.harness.api_client import Json, System, pointers

CLAUSE: Json = {"index": "US CPI-U", "base": "304.1", "cap": "5", "floor": "2"}
LINES: list[Json] = [
    {
        "kind": "subscription",
        "description": "Platform",
        "annual_price": "120000.00",
        "indexation": CLAUSE,
    }
]


def test_a_value_is_entered_as_a_change_that_waits_for_approval() -> None:
    system = System()
    made = agreed(system, lines=LINES)
    assert made["terms"]["lines"][0]["indexation"] == {**CLAUSE, "values": []}
    lines = [each["lines"][0] for each in made["schedule"]["invoices"]]
    assert [each.get("provisional", False) for each in lines] == [False, True, True]
    body = {"index": "US CPI-U", "value": "312.3"}
    wrong = post(system, made, "index-values", {**body, "value": "-1"})
    assert list(pointers(wrong)) == ["#/value"]
    unknown = post(system, made, "index-values", {**body, "index": "HICP"})
    assert unknown.status_code == 409
    answer = post(system, made, "index-values", body, idempotency_key="i-1")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["status"], told["revision"]) == ("pending_approval", 1)
    assert told["schedule"]["invoices"][1]["total"] == "123235.80"
    assert post(system, made, "index-values", body, idempotency_key="i-1").json() == told


def test_a_contract_billed_upfront_lists_the_years_that_are_made_up_for_later() -> None:
    system = System()
    made = agreed(system, lines=LINES, billing_frequency="upfront")
    schedule = made["schedule"]
    (invoice,) = schedule["invoices"]
    assert invoice["total"] == "367248.00"
    assert [each.get("billed_ahead", False) for each in invoice["lines"]] == [False, True, True]
    assert schedule["true_ups"][0] == {
        "contract_year": 2,
        "on": "2028-01-01",
        "indexes": ["US CPI-U"],
        "billed": "122400.00",
    }
    told = post(system, made, "index-values", {"index": "US CPI-U", "value": "330"}).json()
    # Nothing is issued yet: the year is billed at what is known by now.
    assert told["schedule"]["invoices"][0]["total"] == "374520.00"
    assert [each["contract_year"] for each in told["schedule"]["true_ups"]] == [3]
