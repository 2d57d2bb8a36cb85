"""Tries to send: each is counted by how it ended, and one that is repeated leaves a line."""

from collections.abc import Mapping
from typing import Any

import pytest
import structlog
from structlog.contextvars import get_contextvars

from bot.metrics.meters import Meters
from bot.metrics.sending import MeteredSender
from jupiter_core.ports import AtLimit, Message, RetryLater, Undeliverable
from tests.factories import WORKSPACE
from tests.jupiter_core.store.histories import a_message

SECRET = "xoxb-what-nobody-may-read"


class Sending:
    """Raises what it is given, or sends; notes what lines would know."""

    def __init__(self, error: Exception | None) -> None:
        self._error = error
        self.known: Mapping[str, Any] = {}

    def send(self, message: Message) -> Mapping[str, Any]:
        self.known = get_contextvars()
        if self._error:
            raise self._error
        return {"ts": message.id}


def outcomes(meters: Meters) -> dict[str, float]:
    (family,) = meters.sendings.collect()
    return {
        each.labels["outcome"]: each.value
        for each in family.samples
        if each.name.endswith("_count")
    }


@pytest.mark.parametrize(
    ("error", "outcome", "lines"),
    [
        (AtLimit("429", 30), "limited", 1),
        (RetryLater(f"the server said {SECRET}", 5), "to_retry", 1),
        (Undeliverable("not_in_channel"), "refused", 0),
        (KeyError(SECRET), "failed", 0),
    ],
)
def test_a_try_that_fails_is_counted_by_how_it_ended(
    error: Exception, outcome: str, lines: int
) -> None:
    structlog.reset_defaults()  # a command that ran before may leave warnings out
    meters = Meters()
    message = a_message("one").model_copy(update={"attempts": 2})
    with structlog.testing.capture_logs() as told, pytest.raises(type(error)):
        MeteredSender(Sending(error), meters).send(message)
    assert outcomes(meters) == {outcome: 1}
    assert [(each["event"], each["tries"]) for each in told] == [
        ("message_not_sent_yet", 3)
    ] * lines
    assert SECRET not in str(told)


def test_what_is_sent_is_counted_and_its_lines_know_workspace_and_invoice() -> None:
    meters, sending = Meters(), Sending(None)
    message = a_message("one").model_copy(update={"body": {"invoice_id": "01J", "text": "secret"}})
    assert MeteredSender(sending, meters).send(message) == {"ts": "one"}
    assert outcomes(meters) == {"sent": 1}
    assert sending.known == {
        "workspace": WORKSPACE,
        "message_id": "one",
        "kind": "card",
        "invoice": "01J",
    }
    assert get_contextvars() == {}
