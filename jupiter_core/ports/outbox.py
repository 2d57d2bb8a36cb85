"""Messages on their way out: as a transaction sees them, as the drain does, and who sends."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from jupiter_core.domain.frozen import Frozen


class Message(Frozen):
    """One thing to be sent, once, after all that came before it in its stream.

    `destination` names the sender (`slack`), `kind` what it is, `body` its frozen JSON material.
    When a `skippable` one is given up, those behind it go on without it; otherwise they wait.
    """

    id: str
    workspace_id: str
    stream: str
    destination: str
    kind: str
    body: dict[str, Any]
    skippable: bool = False
    attempts: int = 0


class DeadLetter(Frozen):
    """A message that was given up, and whose stream waits for a person."""

    message: Message
    error: str
    failed_at: datetime


class TransactionOutbox(Protocol):
    """The outbox as one transaction of one workspace sees it."""

    def put(self, message: Message) -> None:
        """Committed with everything else of the transaction."""

    def receipt(self, stream: str, kind: str) -> dict[str, Any] | None:
        """What came back for the last sent message of that kind in the stream."""

    def dead_letters(self) -> list[DeadLetter]:
        """Oldest first."""

    def revive(self, message_id: str) -> None:
        """Sends a dead letter again, at once and with all its attempts. Raises NotFound."""


class Outbox(Protocol):
    """The outbox as those see it who send: over all workspaces."""

    def claim(
        self,
        *,
        owner: str,
        now: datetime,
        lease_until: datetime,
        limit: int,
        destinations: Sequence[str] = (),
    ) -> list[Message]:
        """Due messages that head their streams, leased to `owner`; nobody else gets them.

        Only of these destinations, where some are named. To a webhook endpoint, one at a time.
        """

    def sent(self, message_id: str, *, owner: str, now: datetime, receipt: dict[str, Any]) -> None:
        """Recorded with what came back."""

    def failed(
        self, message_id: str, *, owner: str, now: datetime, error: str, retry_at: datetime | None
    ) -> None:
        """To be tried again at `retry_at`; with None it is a dead letter."""


class RetryLater(Exception):
    """Sending failed and may succeed later; `after` seconds at least, where that was said."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Undeliverable(Exception):
    """Sending failed and will go on failing until a person does something; says what."""


class Sender(Protocol):
    """Takes messages of one destination out over the network."""

    def send(self, message: Message) -> Mapping[str, Any]:
        """What came back, to be kept. Raises RetryLater or Undeliverable."""
