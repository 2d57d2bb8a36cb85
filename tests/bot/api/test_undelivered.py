"""Messages that were given up, over REST: seen and sent again by whom they concern."""

import pytest

from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from tests.bot.api.test_contracts import a_contract
from tests.factories import NOW, SAM, WORKSPACE
from tests.harness.api_client import System
from tests.harness.api_keys import an_api_key
from tests.harness.fake_tables import Tables
from tests.harness.fakes import FakeStore
from tests.jupiter_core.store.histories import a_message

PLACE = "/undelivered-messages"


class Office(System):
    """An invoice and a contract whose threads wait for help, and a notice to one person."""

    def __init__(self) -> None:
        super().__init__(*Scope)
        self.invoice = self.made(deal_channel="C0ACME", submit=True)
        body = a_contract(deal_channel="C0ACME", submit=True)
        self.contract = self.call("POST", "/contracts", body).json()
        self.give_up("01A", invoice_id=self.invoice["id"])
        self.give_up("01B", contract_id=self.contract["id"])
        self.give_up("01C", user_id=SAM.id)

    @property
    def letters_there(self) -> Tables:
        assert isinstance(self.store, FakeStore)
        return self.store.tables

    def give_up(self, name: str, **body: str) -> None:
        message = a_message(name, stream=name).model_copy(update={"body": body})
        with self.store.write(WORKSPACE) as uow:
            uow.outbox.put(message)
        self.letters_there.change_letter(name, failed_at=NOW, error="This channel is archived.")

    def waiting(self) -> list[str]:
        return [each["id"] for each in self.call("GET", PLACE).json()["items"]]

    def resent(self) -> list[str]:
        """What the log of events says of it."""
        with self.store.read(WORKSPACE) as uow:
            found = uow.events.page(names=[EventName.MESSAGES_RESENT], limit=100)
        return [event.note for _, event in found]


@pytest.fixture
def office() -> Office:
    return Office()


def test_each_is_told_with_what_it_is_about_and_why_and_not_what_it_says(office: Office) -> None:
    first, *_ = office.call("GET", PLACE).json()["items"]
    assert first == {
        "id": "01A",
        "destination": "slack",
        "kind": "card",
        "title": first["title"],
        "invoice_id": office.invoice["id"],
        "contract_id": None,
        "holds_up": True,
        "attempts": 0,
        "error": "This channel is archived.",
        "given_up_at": "2026-11-22T09:30:00Z",
    }


def test_they_come_oldest_first_a_page_at_a_time(office: Office) -> None:
    one = office.call("GET", f"{PLACE}?limit=2").json()
    two = office.call("GET", f"{PLACE}?limit=2&cursor={one['next_cursor']}").json()
    assert [each["id"] for each in one["items"]] == ["01A", "01B"]
    assert [each["id"] for each in two["items"]] == ["01C"]
    assert two["next_cursor"] is None


def test_one_is_sent_again_once_and_that_is_in_the_log(office: Office) -> None:
    path = f"{PLACE}/01A/resend"
    answer = office.call("POST", path, idempotency_key="k1")
    again = office.call("POST", path, idempotency_key="k1")
    assert (answer.status_code, answer.json()) == (202, {"resent": 1})
    assert (again.json(), again.headers["Idempotency-Replayed"]) == ({"resent": 1}, "true")
    assert office.waiting() == ["01B", "01C"]
    assert office.resent() == ["1 message"]
    late = office.call("POST", path)
    assert (late.status_code, late.json()["code"]) == (404, "not_found")


def test_all_are_sent_again_at_once(office: Office) -> None:
    assert office.call("POST", f"{PLACE}/resend").json() == {"resent": 3}
    assert office.waiting() == []
    assert office.call("POST", f"{PLACE}/resend").json() == {"resent": 0}
    assert office.resent() == ["3 messages"]


def test_those_about_contracts_are_for_keys_that_have_to_do_with_contracts(office: Office) -> None:
    key = an_api_key(office.store, Scope.INVOICES_WRITE, name="Invoices")
    listed = office.call("GET", PLACE, key=key).json()["items"]
    refused = office.call("POST", f"{PLACE}/01B/resend", key=key)
    assert [each["id"] for each in listed] == ["01A", "01C"]
    assert refused.status_code == 404
    assert office.call("POST", f"{PLACE}/resend", key=key).json() == {"resent": 2}
    assert office.waiting() == ["01B"]
