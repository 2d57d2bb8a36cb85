"""A contract's calendar and its changes inside a period, over REST."""

from typing import Any

import pytest

from jupiter_core.domain.api_key import Scope
from tests.bot.api.test_contracts import approved, made, submitted
from tests.harness.api_client import Json, System, pointers
from tests.harness.api_keys import an_api_key

SEATS: Json = {
    "kind": "subscription",
    "description": "Seats",
    "quantity": "40",
    "annual_price": "1200.00",
}
TERMS: Json = {
    "currency": "USD",
    "start_date": "2026-11-01",
    "term_months": 24,
    "billing_frequency": "annual",
    "net_terms": 30,
    "lines": [SEATS],
}


@pytest.fixture
def system() -> System:
    return System()


def with_seats(quantity: str, day: str = "2027-08-01", **changes: Any) -> Json:
    line = {**SEATS, "quantity_changes": [{"from_date": day, "quantity": quantity}]}
    return {**TERMS, "lines": [line], **changes}


def agreed(system: System, **changes: Any) -> str:
    """A contract whose first year, 48,000.00, is issued: the address of it."""
    contract = submitted(system, **{**TERMS, **changes})
    approved(system, contract)
    return f"/contracts/{contract['id']}"


def test_the_calendar_is_read_as_it_was_sent(system: System) -> None:
    calendar = {
        "billing_frequency": "custom",
        "billing_months": 5,
        "billing_day": 1,
        "bill_in_advance_days": 30,
        "proration": "by_day",
        "early_end": "fee",
        "early_end_fee": "5000.00",
    }
    contract = made(system, **{**TERMS, **calendar})

    assert {name: contract["terms"][name] for name in calendar} == calendar
    assert contract["schedule"]["invoices"][0]["issue_on"] == "2026-10-02"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"billing_months": 5}, "#/billing_months"),
        ({"billing_frequency": "custom"}, "#/billing_months"),
        ({"billing_day": 0}, "#/billing_day"),
        ({"billing_day": 1, "billing_frequency": "upfront"}, "#/billing_day"),
        ({"month_end": True}, "#/month_end"),
        (
            {"fiscal_year_start": 4, "billing_frequency": "custom", "billing_months": 5},
            "#/fiscal_year_start",
        ),
        ({"bill_in_advance_days": 10, "billing_timing": "arrears"}, "#/bill_in_advance_days"),
        ({"early_end": "fee"}, "#/early_end_fee"),
        ({"early_end": "none", "early_end_fee": "5.00"}, "#/early_end_fee"),
        ({"ends_on": "2028-10-31"}, "#/ends_on"),
        ({"proration": "by_week"}, "#/proration"),
    ],
)
def test_what_does_not_fit_a_calendar_is_told_at_its_place(
    system: System, change: Json, pointer: str
) -> None:
    answer = system.call("POST", "/contracts/preview", {**TERMS, **change})

    assert answer.status_code == 422
    assert pointer in pointers(answer), answer.text


def test_a_change_is_previewed_with_its_arithmetic_and_stores_nothing(system: System) -> None:
    path = agreed(system)
    before = system.call("GET", path).json()

    answer = system.call("POST", f"{path}/preview", with_seats("50"))

    assert answer.status_code == 200, answer.text
    added = answer.json()["invoices"][1]
    assert (added["issue_on"], added["net"]) == ("2027-08-01", "3000.00")
    assert added["lines"][0]["arithmetic"] == "10 × 1,200.00, 3 of 12 months"
    assert system.call("GET", path).json() == before


def test_what_is_read_of_a_changed_contract_may_be_sent_again(system: System) -> None:
    path = agreed(system, proration="by_day", bill_in_advance_days=10)
    change = with_seats("50", "2027-08-11", proration="by_day", bill_in_advance_days=10)
    proposed = system.call("PUT", path, change, if_match="*").json()

    again = system.call("POST", f"{path}/preview", proposed["terms"])

    assert proposed["terms"]["lines"][0]["quantity_changes"] == [
        {"from_date": "2027-08-11", "quantity": "50"}
    ]
    assert again.json() == proposed["schedule"]


def test_a_preview_is_for_any_key_that_reads_contracts(system: System) -> None:
    path = agreed(system)
    reader = an_api_key(system.store, Scope.CONTRACTS_READ, name="Reader")
    other = an_api_key(system.store, Scope.EVENTS_READ, name="Other")

    assert system.call("POST", f"{path}/preview", TERMS, key=reader).status_code == 200
    assert system.call("POST", f"{path}/preview", TERMS, key=other).status_code == 403


def test_fewer_seats_by_credit_note_are_settled_apart_and_credited_on_approval(
    system: System,
) -> None:
    path = agreed(system)
    change = with_seats("30", credit_method="credit_note")

    proposed = system.call("PUT", path, change, if_match="*").json()

    assert proposed["credit_method"] == "credit_note"
    (settled,) = proposed["schedule"]["settled"]
    assert (settled["credit_method"], settled["line"]["amount"]) == ("credit_note", "-3000.00")
    approved(system, proposed)
    notes = [each for each in system.call("GET", "/invoices").json()["items"] if each["corrects"]]
    assert [(each["status"], each["totals"]["net"]) for each in notes] == [
        ("pending_approval", "3000.00")
    ]


def test_another_start_is_refused_once_something_is_issued(system: System) -> None:
    path = agreed(system)
    answer = system.call("POST", f"{path}/preview", {**TERMS, "start_date": "2026-10-01"})

    assert (answer.status_code, answer.json()["code"]) == (422, "issued_under_other_terms")
