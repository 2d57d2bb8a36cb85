"""Events over REST: what happened, in order and for good, as webhooks say it."""

import json
from typing import Any

import pytest

from jupiter_core.commands.api_key import RevokeApiKey, revoke_api_key
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from tests.factories import FIONA, WORKSPACE
from tests.harness.api_client import Json, System
from tests.harness.api_deals import MISSING, issued
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


def page(system: System, query: str = "", **said: Any) -> Json:
    answer = system.call("GET", f"/events{query}", **said)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def types(found: Json) -> list[str]:
    return [each["type"] for each in found["items"]]


def test_events_are_listed_oldest_first_with_the_invoice_as_it_was(system: System) -> None:
    made = issued(system)
    found = page(system, f"?subject_id={made['id']}")
    assert types(found) == [
        *("invoice.created", "invoice.submitted", "invoice.approved", "invoice.issued"),
    ]
    first, last = found["items"][0]["data"], found["items"][-1]["data"]
    assert (first["invoice"]["status"], first["sequence"]) == ("draft", 1)
    assert (last["invoice"]["status"], last["invoice"]["number"]) == ("issued", "JUS-000001")
    assert last["invoice"] == {**made, "link": None}
    assert last["contract"] is None


def test_what_a_webhook_said_is_what_the_event_says(system: System) -> None:
    system.call("POST", "/webhook-endpoints", {"url": "https://crm.example/hooks"})
    issued(system, memo="<script> “ü”")
    sent = [each.message.body for each in system.letters() if "endpoint_id" in each.message.body]
    assert len(sent) == 4
    for body in sent:
        said = system.call("GET", f"/events/{body['event_id']}").json()
        assert json.loads(body["payload"]) == said


def test_one_event_is_read_as_the_list_has_it(system: System) -> None:
    system.made()
    for event in page(system)["items"]:
        assert system.call("GET", f"/events/{event['id']}").json() == event


def test_what_is_of_no_invoice_says_whose_it_is_and_no_more(system: System) -> None:
    spare = an_api_key(system.store).key.id
    with system.store.write(WORKSPACE) as uow:
        revoke_api_key(RevokeApiKey(by=FIONA, key_id=spare), uow)
    found = page(system, f"?subject_id={spare}")
    assert types(found) == ["api_key.made", "api_key.revoked"]
    assert all(each["data"]["invoice"] is None for each in found["items"])
    assert all(each["data"]["contract"] is None for each in found["items"])


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_a_poller_hears_of_everything_once_and_of_what_comes_later_too(
    system: System, limit: int
) -> None:
    cursor = ""

    def heard() -> list[str]:
        nonlocal cursor
        found: list[str] = []
        while True:
            items = page(system, f"?limit={limit}&cursor={cursor}")
            if not items["items"]:
                assert items["next_cursor"] is None
                return found
            found += [each["id"] for each in items["items"]]
            cursor = items["next_cursor"]

    issued(system)
    first = heard()
    assert heard() == []
    system.made()
    assert len(heard()) == 1
    everything = [each["id"] for each in page(system, "?limit=100")["items"]]
    assert everything[: len(first)] == first
    assert len(everything) == len(first) + 1


def test_events_are_filtered_by_type_any_of_several(system: System) -> None:
    made = issued(system)
    system.made()
    found = page(system, "?type=invoice.issued&type=invoice.created")
    assert types(found) == ["invoice.created", "invoice.issued", "invoice.created"]
    both = page(system, f"?type=invoice.created&subject_id={made['id']}")
    assert len(both["items"]) == 1
    assert page(system, "?subject_id=nobody")["items"] == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?type=invoice.lost", 422),
        ("?limit=0", 422),
        ("?limit=101", 422),
        ("?subject_id=%00", 422),
        ("?cursor=%F0", 422),
        ("?cursor=_w==", 400),
        ("?cursor=MDFKQUJD", 400),
        ("?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ==", 400),
        ("?cursor=LTE=", 400),
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(system: System, query: str, status: int) -> None:
    assert system.call("GET", f"/events{query}").status_code == status


def test_another_workspace_hears_nothing_of_ours(system: System) -> None:
    made = issued(system)
    ours = page(system)["items"]
    theirs = page(system, key=system.other_key)["items"]
    assert not {each["id"] for each in ours} & {each["id"] for each in theirs}
    assert page(system, f"?subject_id={made['id']}", key=system.other_key)["items"] == []
    for event_id in (ours[-1]["id"], MISSING):
        answer = system.call("GET", f"/events/{event_id}", key=system.other_key)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_events_need_their_scope_and_no_other(system: System) -> None:
    system.made()
    reader = an_api_key(system.store, Scope.EVENTS_READ)
    event = page(system)["items"][-1]
    assert event["type"] == "api_key.made"
    other = an_api_key(system.store, *(each for each in Scope if each is not Scope.EVENTS_READ))
    for path in ("/events", f"/events/{event['id']}"):
        assert system.call("GET", path, key=reader).status_code == 200
        assert system.call("GET", path, key=other).status_code == 403


def test_every_kind_of_event_can_be_asked_for(system: System) -> None:
    for name in EventName:
        page(system, f"?type={name.value}")
