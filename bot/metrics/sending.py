"""Around each try to send a message: how it ended and how long it took, and a line of a repeat."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars

from bot.logs.errors import traced
from bot.metrics.meters import Meters
from jupiter_core.ports import AtLimit, Message, RetryLater, Sender, Undeliverable

_SUBJECTS = {"invoice_id": "invoice", "contract_id": "contract", "event_id": "of_event"}

_log = structlog.get_logger(__name__)


class MeteredSender:
    """See `Sender`. Lines that are written meanwhile tell the workspace and the invoice."""

    def __init__(self, sender: Sender, meters: Meters) -> None:
        self._sender, self._meters = sender, meters

    def send(self, message: Message) -> Mapping[str, Any]:
        began, outcome = perf_counter(), "failed"
        try:
            with bound_contextvars(**_known(message)):
                receipt, outcome = self._sent(message), "sent"
                return receipt
        except AtLimit:
            outcome = "limited"
            raise
        except RetryLater:
            outcome = "to_retry"
            raise
        except Undeliverable:
            outcome = "refused"
            raise
        finally:
            meter = self._meters.sendings.labels(message.destination, message.kind, outcome)
            meter.observe(perf_counter() - began)

    def _sent(self, message: Message) -> Mapping[str, Any]:
        try:
            return self._sender.send(message)
        except RetryLater as trouble:
            # Its own words may quote what the other side answered.
            _log.warning(
                "message_not_sent_yet",
                tries=message.attempts + 1,
                after=trouble.after,
                error=traced(trouble),
            )
            raise


def _known(message: Message) -> dict[str, Any]:
    about = {
        name: message.body[key]
        for key, name in _SUBJECTS.items()
        if isinstance(message.body.get(key), str)
    }
    return {
        "workspace": message.workspace_id,
        "message_id": message.id,
        "kind": str(message.kind),
        **about,
    }
