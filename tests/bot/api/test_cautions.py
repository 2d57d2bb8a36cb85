"""What programs are told of an invoice or a contract that its paper does not say."""

from typing import Any

import pytest

from jupiter_core.domain.approval import ApprovalPolicy
from tests.factories import FIONA, FRANK, WORKSPACE
from tests.harness.api_client import Json, System, an_invoice, pointers

LINE = {"description": "Platform", "unit_price": "100.00"}


@pytest.fixture
def system() -> System:
    return System()


def codes(made: Json) -> list[str]:
    return [each["code"] for each in made["warnings"]]


def test_an_issue_date_that_has_passed_and_a_missing_account_are_told(system: System) -> None:
    made = system.made(issue_date="2026-06-01", currency="EUR", lines=[LINE])
    assert codes(made) == ["dated_at_issue", "other_account"]
    assert made["issue_date"] == "2026-06-01"
    assert not made["back_dated"]
    assert "has no bank account in EUR" in made["warnings"][1]["detail"]
    assert codes(system.made(external_id="another")) == []


def test_an_entity_that_allows_back_dating_keeps_the_day(system: System) -> None:
    found = system.call("GET", "/sender-profiles/sender-us")
    assert found.json()["back_dating"] is False
    wanted = changeable(found.json()) | {"back_dating": True}
    assert system.call(
        "PUT", "/sender-profiles/sender-us", wanted, if_match=found.headers["ETag"]
    ).json()["back_dating"]
    made = system.made(issue_date="2026-11-01")
    assert (made["back_dated"], codes(made)) == (True, ["back_dated"])


def test_a_policy_forbids_a_currency_without_an_account_at_its_field(system: System) -> None:
    with system.store.write(WORKSPACE) as uow:
        strict = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), account_in_currency=True)
        uow.save_workspace(uow.workspace().model_copy(update={"policy": strict}))
    wanted = an_invoice(currency="EUR", lines=[LINE], deal_channel="C0ACME", submit=True)
    refused = system.call("POST", "/invoices", wanted)
    assert refused.status_code == 422
    assert list(pointers(refused)) == ["#/currency"]
    assert system.call("GET", "/invoices").json()["items"] == []


def changeable(profile: Json) -> Json:
    """What may be sent of what is read."""
    names = ("legal_name", "address", "tax_ids", "email", "phone", "colour", "endpoint")
    found: dict[str, Any] = {each: profile[each] for each in (*names, "series", "time_zone")}
    return found


def test_a_late_contract_tells_what_it_issues_at_once(system: System) -> None:
    terms: Json = {
        "name": "Acme",
        "customer": {"id": "customer-acme"},
        "sender": {"id": "sender-us"},
        "currency": "USD",
        "start_date": "2026-08-01",
        "term_months": 12,
        "billing_frequency": "monthly",
        "net_terms": 30,
        "lines": [{"kind": "subscription", "description": "Platform", "annual_price": "24000.00"}],
    }
    made = system.call("POST", "/contracts", terms).json()
    (warning,) = made["warnings"]
    assert warning["code"] == "catch_up"
    told = warning["detail"].split("\n")
    assert told[0].startswith("Approval issues 4 invoices at once, USD 8,000.00 in all.")
    assert told[1:] == [
        f"{period}: USD 2,000.00"
        for period in (
            "1 Aug 2026 – 31 Aug 2026, planned for 1 Aug 2026",
            "1 Sep 2026 – 30 Sep 2026, planned for 1 Sep 2026",
            "1 Oct 2026 – 31 Oct 2026, planned for 1 Oct 2026",
            "1 Nov 2026 – 30 Nov 2026, planned for 1 Nov 2026",
        )
    ]
