"""Reminders over REST: what is planned, held and sent."""

import pytest

from jupiter_core.commands.timer import tick
from jupiter_core.domain.events import EventName
from tests.factories import WORKSPACE
from tests.harness.api_client import System
from tests.harness.api_deals import issued
from tests.harness.fakes import FakeStore


@pytest.fixture
def system() -> System:
    return System()


def told(system: System) -> list[EventName]:
    assert isinstance(system.store, FakeStore)
    return [each.name for each in system.store.tables.events.values()]


def planned(system: System, days: int = 90) -> list[dict[str, object]]:
    return list(system.call("GET", f"/reminders?days={days}").json()["items"])


def looked_at(system: System) -> None:
    """The timer has its turn, and what waited was sent."""
    assert isinstance(system.store, FakeStore)
    system.store.tables.letters.clear()
    with system.store.write(WORKSPACE) as uow:
        tick(uow)


def test_the_next_reminder_of_an_invoice_is_listed_held_and_the_one_after_it_sent(
    system: System,
) -> None:
    made = issued(system)
    assert (made["issue_date"], made["due_date"]) == ("2026-11-22", "2027-01-06")
    system.call("PATCH", f"/invoices/{made['id']}", {"po_number": "1"}, if_match="*")
    looked_at(system)
    (first,) = planned(system)
    # Seven days before 6 January 2027: a Wednesday.
    assert (first["on"], first["amount_due"], first["email"]) == ("2026-12-30", "1345000.00", False)
    path = f"/invoices/{made['id']}/reminders"
    held = system.call("POST", f"{path}/hold", {"on": "2026-12-30"})
    assert held.status_code == 200, held.text
    (second,) = planned(system)
    assert second["on"] == "2027-01-06"
    again = system.call("POST", f"{path}/hold", {"on": "2026-12-30"})
    assert (again.status_code, again.json()["code"]) == (409, "no_reminder_left")
    assert system.call("POST", f"{path}/send", {"on": "2027-01-06"}).status_code == 200
    assert told(system).count(EventName.INVOICE_REMINDED) == 1
    (third,) = planned(system)
    assert third["on"] == "2027-01-13"


def test_nothing_is_planned_while_an_invoice_is_disputed(system: System) -> None:
    made = issued(system)
    system.call("POST", f"/invoices/{made['id']}/dispute", {"reason": "Wrong seats"})
    looked_at(system)
    assert planned(system) == []


def test_a_schedule_of_the_customer_takes_the_place_of_the_legal_entitys(system: System) -> None:
    made = issued(system)
    system.call("PATCH", f"/invoices/{made['id']}", {"po_number": "1"}, if_match="*")
    read = system.call("GET", "/customers/customer-acme")
    assert read.json()["reminders"] is None
    body = {**read.json(), "reminders": {"days": [3, 10], "email": True}}
    del body["id"]
    answer = system.call("PUT", "/customers/customer-acme", body, if_match=read.headers["ETag"])
    assert answer.json()["reminders"] == {"days": [3, 10], "email": True}
    looked_at(system)
    (first,) = planned(system)
    # 9 January 2027 is a Saturday.
    assert (first["on"], first["email"]) == ("2027-01-11", True)


@pytest.mark.parametrize("days", [[400], list(range(20)), ["x"]])
def test_days_that_cannot_be_are_told_at_their_place(system: System, days: list[object]) -> None:
    read = system.call("GET", "/customers/customer-acme")
    body = {**read.json(), "reminders": {"days": days}}
    del body["id"]
    answer = system.call("PUT", "/customers/customer-acme", body, if_match=read.headers["ETag"])
    assert answer.status_code == 422
    assert all(each["pointer"].startswith("#/reminders/days") for each in answer.json()["errors"])
