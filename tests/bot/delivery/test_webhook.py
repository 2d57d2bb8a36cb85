"""Webhooks from the outbox to a real receiver: signed, in order, tried again, given up aloud."""

import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from bot.delivery.webhook_connection import Answer, WebhookConnection
from bot.delivery.webhook_retry import WAITS
from bot.presenters.webhook_signature import new_secret
from bot.sealing import Seals
from jupiter_core.commands.webhook import resend, rotate_secret
from jupiter_core.domain.webhook import OVERLAP
from jupiter_core.outbox.drain import LEASE, MOST_ATTEMPTS
from tests.bot.delivery.webhook_receiver import Behaviour, Received, a_free_port, answers, says
from tests.bot.delivery.webhook_stage import SECRET, Stage, a_stage
from tests.factories import FIONA, FRANK, WORKSPACE

NEW_SECRET = new_secret(b"other" * 6)
DAY = 24 * 3600


class Crash(BaseException):
    """The process dies here."""


class DyingConnection(WebhookConnection):
    def post(self, url: str, headers: Mapping[str, str], content: bytes) -> Answer:
        super().post(url, headers, content)
        raise Crash


def verifies(got: Received, secret: str) -> bool:
    """As the library judges at this moment."""
    try:
        Webhook(secret).verify(got.body, got.headers)
    except WebhookVerificationError:
        return False
    return True


def is_signed_by(stage: Stage, got: Received, secret: str) -> bool:
    """As the library signs at the stage's moment, however far that is away."""
    own = Webhook(secret).sign(got.headers["webhook-id"], stage.clock.now(), got.body.decode())
    return own in got.headers["webhook-signature"].split(" ")


def rotate(stage: Stage) -> None:
    with stage.store.write(WORKSPACE) as uow:
        rotate_secret(stage.endpoint_id, stage.seals.seal(NEW_SECRET), uow)


def fail(stage: Stage, message_id: str) -> None:
    """Tries it as often as it is to be tried, each time when it is due."""
    while stage.delivery(message_id).state == "waiting":
        stage.clock.advance(seconds=stage.wait_of(message_id))
        stage.drain.run()


# one delivery


def test_an_event_arrives_signed_with_its_id_and_its_exact_payload() -> None:
    payload = '{"type":"invoice.issued","data":{"customer":"Käse & Söhne"}}'
    with a_stage() as stage:
        stage.tell("m1", payload)
        assert stage.drain.run() == 1
    [got] = stage.receiver.received
    assert got.body == payload.encode()
    assert got.headers["content-type"] == "application/json"
    assert got.headers["webhook-id"] == "event-m1"
    assert got.headers["user-agent"].startswith("JupiterInvoice/")
    assert verifies(got, SECRET)
    assert not verifies(got, NEW_SECRET)


def test_a_body_that_was_changed_on_the_way_does_not_verify() -> None:
    with a_stage() as stage:
        stage.tell("m1", '{"total":"1.00"}')
        stage.drain.run()
    [got] = stage.receiver.received
    assert not verifies(Received(got.path, got.headers, b'{"total":"9.00"}'), SECRET)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text(), st.text() | st.floats(allow_nan=False), max_size=3))
def test_any_payload_verifies_where_it_arrives(value: dict[str, object]) -> None:
    with a_stage() as stage:
        stage.tell("m1", json.dumps(value))
        stage.drain.run()
        [got] = stage.receiver.received
    assert Webhook(SECRET).verify(got.body, got.headers) == value


def test_the_log_has_what_was_answered() -> None:
    with a_stage(answers(202, b"queued")) as stage:
        stage.tell("m1")
        stage.drain.run()
    [attempt] = stage.attempts("m1")
    assert (attempt.status, attempt.answer, attempt.error) == (202, "queued", "")
    assert (attempt.number, attempt.at) == (1, stage.clock.now())
    assert (attempt.event_id, attempt.endpoint_id) == ("event-m1", stage.endpoint_id)
    assert stage.store.tables.letters["m1"].receipt == {"status": 202, "milliseconds": 0}
    assert stage.delivery("m1").state == "delivered"


@pytest.mark.parametrize(
    ("behaviour", "status", "error"),
    [
        (answers(500, b"oops"), 500, "It answered 500."),
        (answers(404), 404, "It answered 404."),
        (
            answers(302, Location="http://localhost/"),
            302,
            "It answered 302, a redirect, and webhooks follow none.",
        ),
        (says(), None, "It closed the connection, or what it said is not HTTP."),
    ],
)
def test_the_log_has_what_went_wrong(behaviour: Behaviour, status: int | None, error: str) -> None:
    with a_stage(behaviour) as stage:
        stage.tell("m1")
        stage.drain.run()
    [attempt] = stage.attempts("m1")
    assert (attempt.status, attempt.error) == (status, error)
    assert stage.delivery("m1").error == error
    assert stage.endpoint.failing_since == stage.clock.now()


def test_where_nobody_listens_it_is_tried_again() -> None:
    with a_stage() as stage:
        url = f"http://localhost:{a_free_port()}/"
        stage.save(stage.endpoint.model_copy(update={"url": url}))
        stage.tell("m1")
        stage.drain.run()
    assert stage.attempts("m1")[0].error == "It refused the connection."
    assert stage.delivery("m1").state == "waiting"


# secrets


def test_both_secrets_sign_while_one_is_being_replaced_and_then_the_new_one_alone() -> None:
    with a_stage() as stage:
        rotate(stage)
        for message_id in ("during", "at its end", "after"):
            stage.tell(message_id)
            stage.drain.run()
            during, *_ = stage.receiver.received
            last = stage.receiver.received[-1]
            assert is_signed_by(stage, last, NEW_SECRET)
            assert is_signed_by(stage, last, SECRET) == (message_id != "after")
            stage.clock.advance(
                seconds=OVERLAP.total_seconds() - 1 if message_id == "during" else 1
            )
        assert verifies(during, SECRET)
        assert verifies(during, NEW_SECRET)


def test_a_secret_whose_key_is_gone_waits_for_the_operator_and_is_not_held_against_it() -> None:
    with a_stage() as stage:
        stage.tell("m1")
        stage.a_drain(Seals(["n" * 40])).run()
        assert "SECRET_KEY" in stage.delivery("m1").error
        assert stage.receiver.received == []
        assert stage.endpoint.failing_since is None
        stage.clock.advance(seconds=10)
        stage.a_drain(Seals(["n" * 40, "k" * 40])).run()
    assert stage.delivery("m1").state == "delivered"


def test_a_secret_that_can_be_opened_signs_beside_one_that_cannot() -> None:
    with a_stage() as stage:
        stage.seals = Seals(["n" * 40])
        rotate(stage)
        stage.tell("m1")
        stage.a_drain(stage.seals).run()
    assert verifies(stage.receiver.received[0], NEW_SECRET)


# tried again


def test_it_is_tried_at_the_specifications_times_and_then_given_up() -> None:
    with a_stage(*[answers(500)] * 10) as stage:
        stage.tell("m1")
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


def test_the_drain_has_patience_for_all_the_times() -> None:
    assert len(WAITS) + 1 <= MOST_ATTEMPTS


@pytest.mark.parametrize(("share", "wait"), [(0.0, 4.5), (1.0, 5.5)])
def test_a_wait_is_a_tenth_shorter_or_longer_by_chance(share: float, wait: float) -> None:
    with a_stage(answers(500), share=share) as stage:
        stage.tell("m1")
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
        stage.tell("m1")
        stage.drain.run()
        assert stage.wait_of("m1") == wait


def test_it_arrives_in_the_end_with_the_same_id_and_the_endpoint_is_well_again() -> None:
    with a_stage(answers(500), says()) as stage:
        stage.tell("m1")
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
            stage.tell(message_id)
        stage.tell("b1", about="invoice-2")
        stage.drain.run()
        assert stage.receiver.ids == ["event-a1", "event-b1"]
        stage.clock.advance(seconds=5)
        stage.drain.run()
    assert stage.receiver.ids == [f"event-{each}" for each in ("a1", "b1", "a1", "a2", "a3")]


def test_what_was_given_up_does_not_hold_up_what_comes_after_it() -> None:
    with a_stage(*[answers(500)] * 10) as stage:
        stage.tell("a1")
        stage.tell("a2")
        fail(stage, "a1")
        stage.drain.run()
    assert stage.delivery("a2").state == "delivered"
    assert stage.receiver.ids == ["event-a1"] * 10 + ["event-a2"]


def test_a_process_that_dies_before_it_has_noted_the_answer_sends_it_again_under_its_id() -> None:
    with a_stage() as stage:
        stage.tell("m1")
        with pytest.raises(Crash):
            stage.a_drain(connection=DyingConnection(["localhost"])).run()
        assert stage.drain.run() == 0
        stage.clock.advance(seconds=LEASE.total_seconds())
        assert stage.drain.run() == 1
    assert stage.receiver.ids == ["event-m1", "event-m1"]
    assert [each.number for each in stage.attempts("m1")] == [2]


def test_a_delivery_is_sent_again_with_the_same_id_and_the_same_payload() -> None:
    payload = '{"n":1.0}'
    with a_stage() as stage:
        stage.tell("m1", payload)
        stage.drain.run()
        with stage.store.write(WORKSPACE) as uow:
            again = resend(stage.endpoint_id, "m1", uow)
        stage.clock.advance(minutes=1)
        stage.drain.run()
    first, second = stage.receiver.received
    assert first.body == second.body == payload.encode()
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
    assert verifies(second, SECRET)
    assert [each.status for each in stage.attempts(again.id)] == [204]


# switched off


def test_a_410_switches_the_endpoint_off_and_approvers_hear_of_it_once() -> None:
    with a_stage(answers(410)) as stage:
        stage.tell("a1")
        stage.tell("a2")
        stage.tell("b1", about="invoice-2")
        stage.drain.run()
    assert not stage.endpoint.is_on
    assert stage.receiver.ids == ["event-a1"]
    assert [each[0] for each in stage.given_up] == ["a1", "a2", "b1"]
    assert stage.delivery("a2").error == "The endpoint is switched off. It answered 410 Gone."
    told = [each.body["user_id"] for each in stage.told_in_slack()]
    assert told == [FIONA.id, FRANK.id]


def test_five_days_without_success_switch_it_off_and_approvers_hear_of_it_once() -> None:
    with a_stage(*[answers(500)] * 99) as stage:
        for day in range(6):
            stage.tell(f"m{day}", about=f"invoice-{day}")
            stage.drain.run()
            assert stage.endpoint.is_on == (day < 5)
            stage.clock.advance(days=1)
        stage.drain.run()
    assert len(stage.told_in_slack()) == 2


def test_one_success_in_between_begins_the_five_days_anew() -> None:
    with a_stage(answers(500), answers(200), *[answers(500)] * 9) as stage:
        for each in ("m1", "m2", "m3"):
            stage.tell(each, about=each)
            stage.drain.run(most=1)
            stage.clock.advance(seconds=1)
        assert stage.endpoint.failing_since == stage.clock.now() - timedelta(seconds=1)
        stage.clock.advance(days=4, hours=23)
        stage.drain.run()
        assert stage.endpoint.is_on


def test_an_endpoint_that_was_removed_gets_nothing_and_nobody_is_troubled() -> None:
    with a_stage() as stage:
        stage.tell("m1")
        with stage.store.write(WORKSPACE) as uow:
            uow.webhook_endpoints.remove(stage.endpoint_id)
        stage.drain.run()
    assert stage.receiver.received == []
    assert stage.given_up == []
    assert stage.store.tables.letters["m1"].receipt == {"skipped": "the endpoint was removed"}


def test_an_endpoint_whose_host_is_allowed_no_more_is_not_called() -> None:
    with a_stage() as stage:
        stage.tell("m1")
        stage.a_drain(connection=WebhookConnection(["crm.internal"])).run()
    assert stage.receiver.received == []
    assert "https://" in stage.attempts("m1")[0].error
