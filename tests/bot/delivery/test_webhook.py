"""Webhooks from the outbox to a real receiver: signed, logged, and sent again as they were."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from bot.security.secret_box import SecretBox
from bot.security.webhook_signature import new_secret
from jupiter_core.commands.webhook import RotateSecret, rotate_secret
from jupiter_core.commands.webhook_delivery import Resend, resend
from jupiter_core.domain.webhook import OVERLAP
from tests.factories import SAM, WORKSPACE
from tests.harness.ports import a_free_port
from tests.harness.webhook_delivery import SECRET, WebhookWorkspace, a_stage
from tests.harness.webhook_receiver import Behaviour, Received, answers, says

NEW_SECRET = new_secret(b"other" * 6)


def verifies(got: Received, secret: str) -> bool:
    """As the library judges at this moment."""
    try:
        Webhook(secret).verify(got.body, got.headers)
    except WebhookVerificationError:
        return False
    return True


def is_signed_by(stage: WebhookWorkspace, got: Received, secret: str) -> bool:
    """As the library signs at the stage's moment, however far that is away."""
    own = Webhook(secret).sign(got.headers["webhook-id"], stage.clock.now(), got.body.decode())
    return own in got.headers["webhook-signature"].split(" ")


def rotate(stage: WebhookWorkspace) -> None:
    sealed = stage.secret_box.seal(NEW_SECRET)
    with stage.store.write(WORKSPACE) as uow:
        rotate_secret(RotateSecret(by=SAM, endpoint_id=stage.endpoint_id, sealed=sealed), uow)


# one delivery


def test_an_event_arrives_signed_with_its_id_and_its_exact_payload() -> None:
    payload = '{"type":"invoice.issued","data":{"customer":"Käse & Söhne"}}'
    with a_stage() as stage:
        stage.publish("m1", payload)
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
        stage.publish("m1", '{"total":"1.00"}')
        stage.drain.run()
    [got] = stage.receiver.received
    assert not verifies(Received(got.path, got.headers, b'{"total":"9.00"}'), SECRET)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text(), st.text() | st.floats(allow_nan=False), max_size=3))
def test_any_payload_verifies_where_it_arrives(value: dict[str, object]) -> None:
    with a_stage() as stage:
        stage.publish("m1", json.dumps(value))
        stage.drain.run()
        [got] = stage.receiver.received
    assert Webhook(SECRET).verify(got.body, got.headers) == value


def test_the_log_has_what_was_answered() -> None:
    with a_stage(answers(202, b"queued")) as stage:
        stage.publish("m1")
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
        stage.publish("m1")
        stage.drain.run()
    [attempt] = stage.attempts("m1")
    assert (attempt.status, attempt.error) == (status, error)
    assert stage.delivery("m1").error == error
    assert stage.endpoint.failing_since == stage.clock.now()


def test_where_nobody_listens_it_is_tried_again() -> None:
    with a_stage() as stage:
        url = f"http://localhost:{a_free_port()}/"
        stage.save(stage.endpoint.model_copy(update={"url": url}))
        stage.publish("m1")
        stage.drain.run()
    assert stage.attempts("m1")[0].error == "It refused the connection."
    assert stage.delivery("m1").state == "waiting"


def test_a_delivery_is_sent_again_with_the_same_id_and_the_same_payload() -> None:
    payload = '{"n":1.0}'
    with a_stage() as stage:
        stage.publish("m1", payload)
        stage.drain.run()
        with stage.store.write(WORKSPACE) as uow:
            command = Resend(by=SAM, endpoint_id=stage.endpoint_id, delivery_id="m1")
            again = resend(command, uow)
        stage.clock.advance(minutes=1)
        stage.drain.run()
    first, second = stage.receiver.received
    assert first.body == second.body == payload.encode()
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
    assert verifies(second, SECRET)
    assert [each.status for each in stage.attempts(again.id)] == [204]


# secrets


def test_both_secrets_sign_while_one_is_being_replaced_and_then_the_new_one_alone() -> None:
    with a_stage() as stage:
        rotate(stage)
        for message_id in ("during", "at its end", "after"):
            stage.publish(message_id)
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
        stage.publish("m1")
        stage.a_drain(SecretBox(["n" * 40])).run()
        assert "SECRET_KEY" in stage.delivery("m1").error
        assert stage.receiver.received == []
        assert stage.endpoint.failing_since is None
        stage.clock.advance(seconds=10)
        stage.a_drain(SecretBox(["n" * 40, "k" * 40])).run()
    assert stage.delivery("m1").state == "delivered"


def test_a_secret_that_can_be_opened_signs_beside_one_that_cannot() -> None:
    with a_stage() as stage:
        stage.secret_box = SecretBox(["n" * 40])
        rotate(stage)
        stage.publish("m1")
        stage.a_drain(stage.secret_box).run()
    assert verifies(stage.receiver.received[0], NEW_SECRET)
