"""Webhooks tried again, in order, given up aloud; endpoints switched off."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.delivery.webhook.connection import EndpointAnswer, WebhookConnection
from bot.delivery.webhook.retry import WAITS
from jupiter_core.outbox.drain import LEASE
from jupiter_core.outbox.messages import WEBHOOK
from tests.factories import FIONA, FRANK, WORKSPACE
from tests.harness.webhook_delivery import WebhookWorkspace, a_stage
from tests.harness.webhook_receiver import answers, says

DAY = 24 * 3600


class Crash(BaseException):
    """The process dies here."""


class DyingConnection(WebhookConnection):
    def post(self, url: str, headers: Mapping[str, str], content: bytes) -> EndpointAnswer:
        super().post(url, headers, content)
        raise Crash


def fail(stage: WebhookWorkspace, message_id: str) -> None:
    """Tries it as often as it is to be tried, each time when it is due."""
    while stage.delivery(message_id).state == "waiting":
        stage.clock.advance(seconds=stage.wait_of(message_id))
        stage.drain.run()


def test_it_is_tried_at_the_specifications_times_and_then_given_up() -> None:
    with a_stage(*[answers(500)] * 10) as stage:
        stage.publish("m1")
        stage.drain.run()
        for wait in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400):
            assert stage.wait_of("m1") == wait
            stage.clock.advance(seconds=wait - 1)
            assert stage.drain.run() == 0
            stage.clock.advance(seconds=1)
            assert stage.drain.run() == 1
        assert stage.delivery("m1").state == "failed"
        assert stage.given_up == [("m1", "It answered 500. It was tried 10 times.")]
        stage.clock.advance(days=9)
        assert stage.drain.run() == 0
    attempts = stage.attempts("m1")
    assert [each.number for each in attempts] == list(range(1, 11))
    assert stage.receiver.ids == ["event-m1"] * 10
    assert {each.body for each in stage.receiver.received} == {b"{}"}
    stamps = [int(each.headers["webhook-timestamp"]) for each in stage.receiver.received]
    assert [later - sooner for sooner, later in pairwise(stamps)] == list(WAITS)


@pytest.mark.parametrize(("share", "wait"), [(0.0, 4.5), (1.0, 5.5)])
def test_a_wait_is_a_tenth_shorter_or_longer_by_chance(share: float, wait: float) -> None:
    with a_stage(answers(500), share=share) as stage:
        stage.publish("m1")
        stage.drain.run()
        assert stage.wait_of("m1") == pytest.approx(wait)


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [
        *((429, "60", 60), (503, " 60 ", 60), (429, "2", 5), (503, "9999999", DAY)),
        *((500, "60", 5), (429, "-1", 5), (429, "soon", 5), (429, "", 5), (429, "1e9", 5)),
        *((429, "9" * 30, 5), (429, "Sun, 22 Nov 2026 09:30:00 GMT", 5)),
    ],
)
def test_a_busy_receiver_may_ask_for_a_longer_wait(status: int, asked: str, wait: float) -> None:
    with a_stage(answers(status, Retry_After=asked)) as stage:
        stage.publish("m1")
        stage.drain.run()
        assert stage.wait_of("m1") == wait


def test_it_arrives_in_the_end_with_the_same_id_and_the_endpoint_is_well_again() -> None:
    with a_stage(answers(500), says()) as stage:
        stage.publish("m1")
        for _ in range(3):
            stage.drain.run()
            stage.clock.advance(seconds=400)
    assert [each.status for each in stage.attempts("m1")] == [500, None, 204]
    assert stage.receiver.ids == ["event-m1"] * 3
    assert stage.endpoint.failing_since is None


# in order


def test_what_happens_to_one_invoice_arrives_in_order_and_other_invoices_do_not_wait() -> None:
    with a_stage(answers(500)) as stage:
        for message_id in ("a1", "a2", "a3"):
            stage.publish(message_id)
        stage.publish("b1", about="invoice-2")
        stage.drain.run()
        assert stage.receiver.ids == ["event-a1", "event-b1"]
        stage.clock.advance(seconds=5)
        stage.drain.run()
    assert stage.receiver.ids == [f"event-{each}" for each in ("a1", "b1", "a1", "a2", "a3")]


def test_what_was_given_up_does_not_hold_up_what_comes_after_it() -> None:
    with a_stage(*[answers(500)] * 10) as stage:
        stage.publish("a1")
        stage.publish("a2")
        fail(stage, "a1")
        stage.drain.run()
    assert stage.delivery("a2").state == "delivered"
    assert stage.receiver.ids == ["event-a1"] * 10 + ["event-a2"]


def test_a_process_that_dies_before_it_has_noted_the_answer_sends_it_again_under_its_id() -> None:
    with a_stage() as stage:
        stage.publish("m1")
        with pytest.raises(Crash):
            stage.a_drain(connection=DyingConnection(["localhost"])).run()
        assert stage.drain.run() == 0
        stage.clock.advance(seconds=LEASE.total_seconds())
        assert stage.drain.run() == 1
    assert stage.receiver.ids == ["event-m1", "event-m1"]
    assert [each.number for each in stage.attempts("m1")] == [2]


def test_processes_that_end_while_they_send_use_up_none_of_the_ten_tries() -> None:
    with a_stage(*[answers(500)] * 11) as stage:
        stage.publish("m1")
        stage.drain.run()
        stage.clock.advance(seconds=5)
        for _ in range(3):
            lease = stage.clock.now() + LEASE
            claimed = stage.store.outbox.claim(
                owner="killed",
                now=stage.clock.now(),
                lease_until=lease,
                limit=1,
                destinations=[WEBHOOK],
            )
            assert [each.id for each in claimed] == ["m1"]
            stage.clock.advance(seconds=LEASE.total_seconds())
        stage.drain.run()
        assert stage.wait_of("m1") == 300
        fail(stage, "m1")
        assert stage.given_up == [("m1", "It answered 500. It was tried 10 times.")]
    assert stage.receiver.ids == ["event-m1"] * 10


# switched off


def test_a_410_switches_the_endpoint_off_and_approvers_hear_of_it_once() -> None:
    with a_stage(answers(410)) as stage:
        stage.publish("a1")
        stage.publish("a2")
        stage.publish("b1", about="invoice-2")
        stage.drain.run()
    assert not stage.endpoint.is_on
    assert stage.receiver.ids == ["event-a1"]
    assert [each[0] for each in stage.given_up] == ["a1", "a2", "b1"]
    assert stage.delivery("a2").error == "The endpoint is switched off. It answered 410 Gone."
    told = [each.body["user_id"] for each in stage.told_in_slack() if each.kind == "direct"]
    assert told == [FIONA.id, FRANK.id]


def test_five_days_without_success_switch_it_off_and_approvers_hear_of_it_once() -> None:
    with a_stage(*[answers(500)] * 99) as stage:
        for day in range(6):
            stage.publish(f"m{day}", about=f"invoice-{day}")
            stage.drain.run()
            assert stage.endpoint.is_on == (day < 5)
            stage.clock.advance(days=1)
        stage.drain.run()
    assert [each.kind for each in stage.told_in_slack()] == ["direct", "direct", "admins"]


def test_one_success_in_between_begins_the_five_days_anew() -> None:
    with a_stage(answers(500), answers(200), *[answers(500)] * 9) as stage:
        for each in ("m1", "m2", "m3"):
            stage.publish(each, about=each)
            stage.drain.run(most=1)
            stage.clock.advance(seconds=1)
        assert stage.endpoint.failing_since == stage.clock.now() - timedelta(seconds=1)
        stage.clock.advance(days=4, hours=23)
        stage.drain.run()
        assert stage.endpoint.is_on


def test_an_endpoint_that_was_removed_gets_nothing_and_nobody_is_troubled() -> None:
    with a_stage() as stage:
        stage.publish("m1")
        with stage.store.write(WORKSPACE) as uow:
            uow.webhook_endpoints.remove(stage.endpoint_id)
        stage.drain.run()
    assert stage.receiver.received == []
    assert stage.given_up == []
    assert stage.store.tables.letters["m1"].receipt == {"skipped": "the endpoint was removed"}


def test_an_endpoint_whose_host_is_allowed_no_more_is_not_called() -> None:
    with a_stage() as stage:
        stage.publish("m1")
        stage.a_drain(connection=WebhookConnection(["crm.internal"])).run()
    assert stage.receiver.received == []
    assert "https://" in stage.attempts("m1")[0].error
