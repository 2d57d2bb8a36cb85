"""Aging over REST, with figures reckoned by hand."""

from datetime import UTC, datetime

import pytest

from jupiter_core.domain.api_key import Scope
from tests.harness.api_client import System
from tests.harness.api_deals import issued
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


def test_it_is_by_currency_and_by_days_past_due(system: System) -> None:
    made = issued(system)  # USD 1,345,000.00, issued on 22 Nov 2026, due on 6 Jan 2027
    system.call("POST", f"/invoices/{made['id']}/payments", {"amount": "345000.00"})
    system.made(deal_channel="C0ACME", submit=True)
    system.clock.set(datetime(2027, 2, 10, 20, tzinfo=UTC))  # 35 days late
    answer = system.call("GET", "/aging")
    assert (answer.status_code, answer.json()["on"]) == (200, "2027-02-10")
    (usd,) = answer.json()["currencies"]
    late = [each for each in usd["buckets"] if each["invoices"]]
    assert late == [{"bucket": "31_60", "amount": "1000000.00", "invoices": 1}]
    assert usd["owed"] == usd["overdue"] == {"amount": "1000000.00", "invoices": 1}
    # 1,000,000 of 1,345,000 × 90 = 66.91
    assert usd["days_sales_outstanding"] == "66.9"
    assert (usd["issued"]["invoices"], usd["billed"]["amount"]) == (0, "1345000.00")
    assert usd["waiting_for_approval"] == {"amount": "1345000.00", "invoices": 1}


def test_an_empty_workspace_has_none(system: System) -> None:
    assert system.call("GET", "/aging").json()["currencies"] == []


def test_it_can_be_of_one_legal_entity(system: System) -> None:
    issued(system)
    known = system.call("GET", "/aging?sender_profile=sender-us").json()
    assert known["currencies"][0]["owed"]["invoices"] == 1
    assert system.call("GET", "/aging?sender_profile=nobody").status_code == 404


def test_a_key_that_reads_no_invoices_reads_no_aging(system: System) -> None:
    other = an_api_key(system.store, Scope.CUSTOMERS_READ, name="Another").secret
    assert system.call("GET", "/aging", key=other).status_code == 403
