"""Webhook endpoints and the log of what was sent to them, in every store."""

from datetime import timedelta

import pytest

from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Delivery, Message, Outbox, Store
from tests.factories import NOW, WORKSPACE
from tests.jupiter_core.store.histories import a_message
from tests.jupiter_core.store.systems import a_delivery, an_attempt, an_endpoint

MINUTE = timedelta(minutes=1)
OTHER = "T0OTHER"


def put(store: Store, *messages: Message) -> None:
    for message in messages:
        with store.write(message.workspace_id) as uow:
            uow.outbox.put(message)


def claim(outbox: Outbox, *destinations: str, limit: int = 10) -> list[str]:
    claimed = outbox.claim(
        owner="w", now=NOW, lease_until=NOW + MINUTE, limit=limit, destinations=destinations
    )
    return [message.id for message in claimed]


def give_up(store: Store, message_id: str) -> None:
    with store.write(WORKSPACE) as uow:
        assert uow.outbox.bury(message_id, owner="w", error="It answered 500.")


def the_delivery(store: Store, name: str) -> Delivery:
    with store.read(WORKSPACE) as uow:
        return uow.deliveries.get(name)


def test_an_endpoint_is_read_as_it_was_saved_oldest_first(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.webhook_endpoints.save(an_endpoint("endpoint-2", events=(EventName.INVOICE_PAID,)))
        uow.webhook_endpoints.save(an_endpoint())
        uow.webhook_endpoints.save(an_endpoint(description="changed"))
    with store.read(WORKSPACE) as uow:
        first, second = uow.webhook_endpoints.all()
        assert (
            first == uow.webhook_endpoints.get("endpoint-1") == an_endpoint(description="changed")
        )
        assert second.events == (EventName.INVOICE_PAID,)


def test_a_removed_endpoint_is_gone_and_its_log_stays(store: Store) -> None:
    put(store, a_delivery("one"))
    with store.write(WORKSPACE) as uow:
        uow.webhook_endpoints.save(an_endpoint())
        uow.webhook_endpoints.remove("endpoint-1")
        assert uow.webhook_endpoints.all() == []
        with pytest.raises(NotFound):
            uow.webhook_endpoints.remove("endpoint-1")
        assert [each.id for each in uow.deliveries.page("endpoint-1")] == ["one"]


def test_a_delivery_waits_is_delivered_or_has_failed(store: Store, outbox: Outbox) -> None:
    put(store, a_delivery("one"))
    waiting = the_delivery(store, "one")
    assert waiting == Delivery(
        id="one",
        endpoint_id="endpoint-1",
        event_id="event-1",
        payload='{"a":"€"}',
        state="waiting",
        attempts=0,
        next_attempt_at=NOW,
    )
    claim(outbox)
    outbox.failed("one", owner="w", error="It answered 500.", retry_at=NOW + MINUTE)
    tried = the_delivery(store, "one")
    assert (tried.state, tried.attempts, tried.error) == ("waiting", 1, "It answered 500.")
    assert tried.next_attempt_at == NOW + MINUTE
    outbox.claim(owner="w", now=NOW + MINUTE, lease_until=NOW + 2 * MINUTE, limit=1)
    outbox.sent("one", owner="w", now=NOW, receipt={})
    delivered = the_delivery(store, "one")
    assert (delivered.state, delivered.attempts, delivered.error) == ("delivered", 2, "")
    assert delivered.next_attempt_at is None


def test_a_delivery_that_was_given_up_says_why(store: Store, outbox: Outbox) -> None:
    put(store, a_delivery("one"))
    claim(outbox)
    give_up(store, "one")
    failed = the_delivery(store, "one")
    assert (failed.state, failed.error, failed.next_attempt_at) == (
        "failed",
        "It answered 500.",
        None,
    )


def test_deliveries_are_paged_latest_first_and_of_one_endpoint(store: Store) -> None:
    put(store, *(a_delivery(name) for name in ("c", "a", "b")))
    put(store, a_delivery("elsewhere", "endpoint-2"), a_message("card"))
    with store.read(WORKSPACE) as uow:
        pages = [uow.deliveries.page("endpoint-1", limit=2)]
        pages.append(uow.deliveries.page("endpoint-1", after=pages[0][-1].id, limit=2))
        pages.append(uow.deliveries.page("endpoint-1", after=pages[1][-1].id, limit=2))
        assert uow.deliveries.page("endpoint-1", after="no such") == []
    assert [[each.id for each in page] for page in pages] == [["b", "a"], ["c"], []]


def test_a_message_to_slack_is_no_delivery(store: Store) -> None:
    put(store, a_message("card"))
    with store.read(WORKSPACE) as uow, pytest.raises(NotFound):
        uow.deliveries.get("card")


def test_attempts_are_kept_oldest_first_with_what_came_back(store: Store) -> None:
    attempts = [an_attempt("one", n) for n in (2, 1)]
    silent = an_attempt("one", 3, status=None, answer="", error="It did not answer.")
    with store.write(WORKSPACE) as uow:
        for attempt in (*attempts, silent, an_attempt("two", 1)):
            uow.deliveries.log(attempt)
    with store.read(WORKSPACE) as uow:
        assert uow.deliveries.attempts_of("one") == [*attempts, silent]


def test_no_workspace_sees_the_endpoints_deliveries_or_attempts_of_another(store: Store) -> None:
    put(store, a_delivery("one"))
    with store.write(WORKSPACE) as uow:
        uow.webhook_endpoints.save(an_endpoint())
        uow.deliveries.log(an_attempt("one", 1))
    with store.write(OTHER) as uow:
        assert uow.webhook_endpoints.all() == []
        assert uow.deliveries.page("endpoint-1") == []
        assert uow.deliveries.attempts_of("one") == []
        for ask in (uow.webhook_endpoints.get, uow.webhook_endpoints.remove):
            with pytest.raises(NotFound):
                ask("endpoint-1")
        with pytest.raises(NotFound):
            uow.deliveries.get("one")
    put(store, a_delivery("theirs", workspace_id=OTHER))
    with store.read(OTHER) as uow:
        assert uow.deliveries.page("endpoint-1", after="one") == []


def test_a_webhook_that_was_given_up_does_not_hold_up_the_next(
    store: Store, outbox: Outbox
) -> None:
    put(store, a_delivery("one"), a_delivery("two"))
    assert claim(outbox) == ["one"]
    give_up(store, "one")
    assert claim(outbox) == ["two"]
    with store.read(WORKSPACE) as uow:
        assert uow.outbox.dead_letters() == []


def test_a_webhook_that_is_tried_again_holds_up_those_behind_it(
    store: Store, outbox: Outbox
) -> None:
    put(store, a_delivery("one"), a_delivery("two"), a_delivery("else", stream="of another deal"))
    assert claim(outbox) == ["one", "else"]
    outbox.failed("one", owner="w", error="500", retry_at=NOW + MINUTE)
    assert claim(outbox) == []


def test_a_slack_message_that_was_given_up_holds_up_its_thread(
    store: Store, outbox: Outbox
) -> None:
    put(store, a_message("one"), a_message("two"))
    assert claim(outbox) == ["one"]
    give_up(store, "one")
    assert claim(outbox) == []
    with store.read(WORKSPACE) as uow:
        assert [each.message.id for each in uow.outbox.dead_letters()] == ["one"]


def test_a_drain_gets_what_goes_to_its_destinations_only(store: Store, outbox: Outbox) -> None:
    put(store, a_message("card"), a_delivery("event"))
    assert claim(outbox, "email") == []
    assert claim(outbox, "webhook", "email") == ["event"]
    assert claim(outbox, "slack") == ["card"]


def test_without_destinations_a_drain_gets_everything(store: Store, outbox: Outbox) -> None:
    put(store, a_message("card"), a_delivery("event"))
    assert claim(outbox) == ["card", "event"]


def test_an_endpoint_that_hangs_takes_one_drain_and_not_all(store: Store, outbox: Outbox) -> None:
    slow = [a_delivery(f"slow-{n}", stream=f"webhook:endpoint-1:invoice-{n}") for n in range(3)]
    quick = a_delivery("quick", endpoint_id="endpoint-2")
    with store.write(WORKSPACE) as uow:
        for message in (*slow, quick):
            uow.outbox.put(message)
    assert claim(outbox, "webhook", limit=1) == ["slow-0"]
    assert claim(outbox, "webhook", limit=1) == ["quick"]
    assert claim(outbox, "webhook", limit=1) == []
    outbox.sent("slow-0", owner="w", now=NOW, receipt={})
    assert claim(outbox, "webhook", limit=1) == ["slow-1"]
