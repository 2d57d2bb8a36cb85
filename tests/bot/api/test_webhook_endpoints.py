"""Webhook endpoints over REST: made, changed, rotated, removed, and what was sent to them."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.security.secret_box import SecretBox
from bot.security.webhook_signature import new_secret
from jupiter_core.commands.webhook_delivery import DeliveryOutcome, NoteAttempt, note_attempt
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from tests.factories import NOW, WORKSPACE
from tests.harness.api_client import SECRET, Json, System, pointers
from tests.harness.api_deals import MISSING
from tests.harness.api_keys import an_api_key

URL = "https://crm.example/hooks"


@pytest.fixture
def system() -> System:
    return System()


def endpoint(system: System, **changes: Any) -> Json:
    answer = system.call("POST", "/webhook-endpoints", {"url": URL, **changes})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def kept(system: System, made: Json) -> WebhookEndpoint:
    with system.store.read(WORKSPACE) as uow:
        return uow.webhook_endpoints.get(made["id"])


def delivery(system: System, made: Json) -> Json:
    """The first: of an invoice that was made."""
    system.made()
    path = f"/webhook-endpoints/{made['id']}/deliveries"
    return dict(system.call("GET", path).json()["items"][-1])


def tried(system: System, sent: Json, status: int, outcome: DeliveryOutcome) -> None:
    attempt = DeliveryAttempt(
        id="attempt-1",
        endpoint_id=sent["endpoint_id"],
        delivery_id=sent["id"],
        event_id=sent["event_id"],
        at=NOW,
        number=1,
        status=status,
        answer="<h1>no</h1>",
        error="It answered 500.",
        milliseconds=12,
    )
    with system.store.write(WORKSPACE) as uow:
        note_attempt(NoteAttempt(attempt=attempt, outcome=outcome), uow)


def test_an_endpoint_is_made_and_its_secret_is_shown_that_once(system: System) -> None:
    made = endpoint(system, description="The <CRM>", events=["invoice.issued", "invoice.issued"])
    assert made["secret"] == new_secret(b"s" * 32)
    assert (made["url"], made["description"], made["events"]) == (
        *(URL, "The <CRM>", ["invoice.issued"]),
    )
    assert (made["enabled"], made["created_by"]["name"]) == (True, "API key The CRM")
    shown = {name: value for name, value in made.items() if name != "secret"}
    read = system.call("GET", f"/webhook-endpoints/{made['id']}")
    assert read.json() == shown
    assert system.call("GET", "/webhook-endpoints").json() == {
        "items": [shown],
        "next_cursor": None,
    }


def test_the_core_sees_the_secret_sealed_only(system: System) -> None:
    made = endpoint(system)
    (secret,) = kept(system, made).secrets
    assert made["secret"] not in secret.sealed
    assert SecretBox([SECRET]).open(secret.sealed) == made["secret"]


def test_a_repeat_makes_one_endpoint_and_tells_the_same_secret(system: System) -> None:
    first, second = (
        system.call("POST", "/webhook-endpoints", {"url": URL}, idempotency_key="hook-1")
        for _ in range(2)
    )
    assert first.json() == second.json()
    assert "secret" in second.json()
    assert len(system.call("GET", "/webhook-endpoints").json()["items"]) == 1


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "http://crm.example/", "https://127.0.0.1/", "https://169.254.169.254/x"),
        *("https://localhost/", "https://[::1]/", "ftp://crm.example/", "https://a:b@crm.example"),
        *(
            "https://crm.example/#x",
            "https://crm.example/" + "x" * 2000,
            "https://a\u0000b.example",
        ),
    ],
)
def test_an_address_that_must_not_be_reached_is_told_at_its_place(system: System, url: str) -> None:
    answer = system.call("POST", "/webhook-endpoints", {"url": url})
    assert answer.status_code == 422
    assert pointers(answer).keys() == {"#/url"}
    made = endpoint(system)
    changed = system.call("PATCH", f"/webhook-endpoints/{made['id']}", {"url": url})
    assert pointers(changed).keys() == {"#/url"}
    assert kept(system, made).url == URL


def test_a_host_that_the_operator_allows_is_taken(system: System) -> None:
    assert endpoint(system, url="http://hooks.internal/x")["url"] == "http://hooks.internal/x"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "#/url"),
        ({"url": URL, "events": ["invoice.lost"]}, "#/events/0"),
        ({"url": URL, "description": "x" * 201}, "#/description"),
        ({"url": URL, "description": "a\u0000b"}, "#/description"),
        ({"url": URL, "secret": "whsec_x"}, "#/secret"),
        ({"url": 7}, "#/url"),
    ],
)
def test_mistakes_are_told_at_their_places(system: System, body: Json, place: str) -> None:
    answer = system.call("POST", "/webhook-endpoints", body)
    assert answer.status_code == 422
    assert pointers(answer).keys() == {place}
    assert system.call("GET", "/webhook-endpoints").json()["items"] == []


def test_there_are_not_more_than_twenty(system: System) -> None:
    for _ in range(20):
        endpoint(system)
    assert system.call("POST", "/webhook-endpoints", {"url": URL}).status_code == 422


def test_a_change_keeps_what_it_does_not_name(system: System) -> None:
    made = endpoint(system, description="The CRM", events=["invoice.paid"])
    path = f"/webhook-endpoints/{made['id']}"
    moved = system.call("PATCH", path, {"url": "https://erp.example/in"}).json()
    assert (moved["url"], moved["description"], moved["events"]) == (
        *("https://erp.example/in", "The CRM", ["invoice.paid"]),
    )
    assert "secret" not in moved
    everything = system.call("PATCH", path, {"events": []}).json()["events"]
    assert everything == [name.value for name in EventName]
    assert system.call("PATCH", path, {}).status_code == 422


def test_an_endpoint_is_switched_off_and_on(system: System) -> None:
    made = endpoint(system)
    path = f"/webhook-endpoints/{made['id']}"
    off = system.call("PATCH", path, {"enabled": False}).json()
    assert (off["enabled"], off["disabled_because"]) == (False, "Somebody switched it off.")
    system.made()
    assert system.call("GET", f"{path}/deliveries").json()["items"] == []
    on = system.call("PATCH", path, {"enabled": True}).json()
    assert (on["enabled"], on["disabled_at"], on["disabled_because"]) == (True, None, "")


def test_a_new_secret_is_shown_once_with_the_time_that_the_former_one_has(
    system: System,
) -> None:
    made = endpoint(system)
    ctx = system.api.ctx
    system.api.ctx = replace(ctx, new_secret=lambda: b"t" * 32)
    path = f"/webhook-endpoints/{made['id']}"
    rotated = system.call("POST", f"{path}/rotate-secret").json()
    assert rotated["secret"] == new_secret(b"t" * 32) != made["secret"]
    assert rotated["former_secret_until"] == "2026-11-23T09:30:00Z"
    assert "secret" not in system.call("GET", path).json()
    live = kept(system, made).live_secrets(NOW)
    assert [SecretBox([SECRET]).open(each.sealed) for each in live] == [
        rotated["secret"],
        made["secret"],
    ]
    system.clock.set(NOW + timedelta(hours=24))
    assert system.call("GET", path).json()["former_secret_until"] is None


def test_rotating_again_by_mistake_rotates_once(system: System) -> None:
    path = f"/webhook-endpoints/{endpoint(system)['id']}/rotate-secret"
    first, second = (system.call("POST", path, idempotency_key="turn") for _ in range(2))
    assert first.json() == second.json()


def test_a_test_event_goes_to_one_endpoint_alone_whatever_it_takes(system: System) -> None:
    one, other = endpoint(system, events=["invoice.issued"]), endpoint(system)
    path = f"/webhook-endpoints/{one['id']}"
    answer = system.call("POST", f"{path}/test", idempotency_key="try")
    again = system.call("POST", f"{path}/test", idempotency_key="try")
    assert (answer.status_code, answer.json()) == (202, again.json())
    event = answer.json()
    assert event["type"] == "webhook_endpoint.tested"
    assert event["data"]["note"] == "A test event: nothing has happened."
    (sent,) = system.call("GET", f"{path}/deliveries").json()["items"]
    assert sent["event_id"] == event["id"]
    theirs = system.call("GET", f"/webhook-endpoints/{other['id']}/deliveries").json()["items"]
    assert event["id"] not in {each["event_id"] for each in theirs}


def test_an_endpoint_that_is_switched_off_is_not_tested(system: System) -> None:
    path = f"/webhook-endpoints/{endpoint(system)['id']}"
    system.call("PATCH", path, {"enabled": False})
    answer = system.call("POST", f"{path}/test")
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "The webhook endpoint is switched off; it cannot be tested now.",
    )


def test_a_removed_endpoint_hears_no_more(system: System) -> None:
    path = f"/webhook-endpoints/{endpoint(system)['id']}"
    answer = system.call("DELETE", path, idempotency_key="gone")
    assert (answer.status_code, answer.content) == (204, b"")
    again = system.call("DELETE", path, idempotency_key="gone")
    assert (again.status_code, again.content) == (204, b"")
    assert system.call("DELETE", path).status_code == 404
    assert system.call("GET", path).status_code == 404
    assert system.call("GET", f"{path}/deliveries").status_code == 404


def test_deliveries_are_listed_latest_first_without_a_gap(system: System) -> None:
    path = f"/webhook-endpoints/{endpoint(system)['id']}/deliveries"
    for _ in range(5):
        system.made()
    shown: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = system.call("GET", f"{path}?limit=2&cursor={cursor}").json()
        shown += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert len(set(shown)) == len(shown) == 5
    assert shown == sorted(shown, reverse=True)


def test_a_delivery_is_read_with_what_was_sent_and_answered(system: System) -> None:
    made = endpoint(system)
    sent = delivery(system, made)
    assert (sent["state"], sent["attempts"], sent["error"]) == ("waiting", 0, "")
    tried(system, sent, 500, DeliveryOutcome.FAILED)
    path = f"/webhook-endpoints/{made['id']}/deliveries/{sent['id']}"
    read = system.call("GET", path).json()
    event = system.call("GET", f"/events/{sent['event_id']}").json()
    assert json.loads(read["payload"]) == event
    assert read["log"] == [
        {
            "number": 1,
            "at": "2026-11-22T09:30:00Z",
            "status": 500,
            "answer": "<h1>no</h1>",
            "error": "It answered 500.",
            "milliseconds": 12,
        }
    ]
    assert read["next_attempt_at"] is not None
    failing = system.call("GET", f"/webhook-endpoints/{made['id']}").json()
    assert failing["failing_since"] == "2026-11-22T09:30:00Z"


def test_a_410_is_read_as_the_reason_why_nothing_more_is_sent(system: System) -> None:
    made = endpoint(system)
    tried(system, delivery(system, made), 410, DeliveryOutcome.GONE)
    read = system.call("GET", f"/webhook-endpoints/{made['id']}").json()
    assert (read["enabled"], read["disabled_because"]) == (False, "It answered 410 Gone.")


def test_a_delivery_is_sent_again_to_the_letter_under_the_same_id(system: System) -> None:
    made = endpoint(system)
    sent = delivery(system, made)
    path = f"/webhook-endpoints/{made['id']}/deliveries"
    nudges = system.nudges
    first, second = (
        system.call("POST", f"{path}/{sent['id']}/resend", idempotency_key="again")
        for _ in range(2)
    )
    assert first.status_code == second.status_code == 202
    again = first.json()
    assert again == second.json()
    assert again["id"] != sent["id"]
    assert again["event_id"] == sent["event_id"]
    assert len(system.call("GET", path).json()["items"]) == 2
    old, new = (system.call("GET", f"{path}/{each}").json() for each in (sent["id"], again["id"]))
    assert old["payload"] == new["payload"]
    assert system.nudges == nudges + 1


def test_a_delivery_of_another_endpoint_is_not_there(system: System) -> None:
    one, two = endpoint(system), endpoint(system)
    sent = delivery(system, one)
    path = f"/webhook-endpoints/{two['id']}/deliveries/{sent['id']}"
    assert system.call("GET", path).status_code == 404
    assert system.call("POST", f"{path}/resend").status_code == 404


ROUTES = [
    ("GET", "", None),
    ("PATCH", "", {"enabled": False}),
    ("DELETE", "", None),
    ("POST", "/rotate-secret", None),
    ("POST", "/test", None),
    ("GET", "/deliveries", None),
    ("GET", "/deliveries/{delivery}", None),
    ("POST", "/deliveries/{delivery}/resend", None),
]


@pytest.mark.parametrize(("method", "tail", "body"), ROUTES)
def test_another_workspaces_endpoint_is_not_there(
    system: System, method: str, tail: str, body: Any
) -> None:
    ours = endpoint(system)
    sent = delivery(system, ours)
    before = kept(system, ours)
    theirs = system.call("POST", "/webhook-endpoints", {"url": URL}, key=system.other_key).json()
    for endpoint_id in (ours["id"], MISSING):
        path = f"/webhook-endpoints/{endpoint_id}{tail.format(delivery=sent['id'])}"
        answer = system.call(method, path, body, key=system.other_key)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    if "{delivery}" in tail:
        path = f"/webhook-endpoints/{theirs['id']}{tail.format(delivery=sent['id'])}"
        assert system.call(method, path, body, key=system.other_key).status_code == 404
    assert kept(system, ours) == before
    listed = system.call("GET", "/webhook-endpoints", key=system.other_key).json()["items"]
    assert [each["id"] for each in listed] == [theirs["id"]]


@pytest.mark.parametrize(("method", "tail", "body"), ROUTES)
def test_each_route_needs_its_scope(system: System, method: str, tail: str, body: Any) -> None:
    made = endpoint(system)
    path = f"/webhook-endpoints/{made['id']}{tail.format(delivery=delivery(system, made)['id'])}"
    other = an_api_key(system.store, *(each for each in Scope if each.noun != "webhooks"))
    reader = an_api_key(system.store, Scope.WEBHOOKS_READ)
    assert system.call(method, path, body, key=other).status_code == 403
    assert system.call(method, path, body, key=reader).status_code == (
        200 if method == "GET" else 403
    )
