"""Messages on their way out: as a transaction sees them, as the drain does, and who sends."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from jupiter_core.domain.frozen import Frozen

UNTIL_RELEASED = datetime.fromisoformat("9999-12-31T00:00:00+00:00")
"""What was unsent in a restored database waits so long, unless a person releases it."""


class Message(Frozen):
    """One thing to be sent, once, after all that came before it in its stream.

    `destination` names the sender (`slack`), `kind` what it is, `body` its frozen JSON material.
    When a `skippable` one is given up, those behind it go on without it; otherwise they wait.

    `lane` is where it goes: a channel, a person, an endpoint. Of one lane, one is sent at a time.
    `attempts` counts the tries that began, `tried_since` is when the first one did, `unfinished`
    how many of the last ones ended with their process and said nothing. One that `supersedes` takes
    the place of one of its stream and kind that the same transaction put before: it draws all of
    it anew.
    """

    id: str
    workspace_id: str
    stream: str
    destination: str
    kind: str
    body: dict[str, Any]
    skippable: bool = False
    lane: str = ""
    attempts: int = 0
    tried_since: datetime | None = None
    unfinished: int = 0
    supersedes: bool = False


class DeadLetter(Frozen):
    """A message that was given up; unless it is skippable, its stream waits for a person."""

    message: Message
    error: str
    failed_at: datetime


class OutboxDepth(Frozen):
    """What is unsent of one kind: how many wait, and `held` of them until somebody releases them;
    how many were given up; since when the oldest is due that waits for nobody's word."""

    destination: str
    kind: str
    waiting: int
    given_up: int
    held: int = 0
    oldest: datetime | None = None


class TransactionOutbox(Protocol):
    """The outbox as one transaction of one workspace sees it. `has_work` says whether this one has
    put or revived anything: otherwise nobody need look."""

    has_work: bool

    def put(self, message: Message) -> None:
        """Committed with everything else of the transaction."""

    def receipt(self, stream: str, kind: str) -> dict[str, Any] | None:
        """What came back for the last sent message of that kind in the stream."""

    def receipts(self, stream: str, kind: str, limit: int) -> list[dict[str, Any]]:
        """The same of the last few, the last first."""

    def receipts_in(self, streams: Sequence[str], kind: str) -> Mapping[str, list[dict[str, Any]]]:
        """The same of several streams, by stream, with all that there are: one question."""

    def dead_letters(self) -> list[DeadLetter]:
        """Those whose streams wait, oldest first."""

    def given_up(self) -> list[DeadLetter]:
        """All that are kept whole, oldest first, those that hold nothing up among them."""

    def bury(self, message_id: str, *, owner: str, error: str) -> bool:
        """Makes it a dead letter; not when somebody else has the lease by now."""

    def revive(self, message_id: str) -> None:
        """Sends a dead letter again, at once and with all its attempts. Raises NotFound."""

    def release(self, *, discard: bool) -> int:
        """What a restored database holds back is sent, or, with `discard`, forgotten; its timers
        run again. How many messages it was."""


Receipts = Mapping[str, dict[str, Any]]
"""What came back for messages that were sent, by their ids."""


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
        sparing: Sequence[str] = (),
        sent: Receipts | None = None,
    ) -> list[Message]:
        """Due messages that head their streams, leased to `owner`; nobody else gets them.

        Only of these destinations, where some are named, and none of the workspaces `sparing`. Of a
        lane, one at a time, and none while it is held. What was `sent` is recorded before, as by
        `sent`: both or neither.
        """

    def due_since(self, now: datetime) -> datetime | None:
        """Since when the first of those waits that could be claimed now; None where none could."""

    def is_due(self, now: datetime, destinations: Sequence[str]) -> bool:
        """Whether one of those waits that could be claimed now for these destinations."""

    def renew(self, message_id: str, *, owner: str, lease_until: datetime) -> None:
        """The lease goes on; means nothing when somebody else has it by now."""

    def sent(self, message_id: str, *, owner: str, now: datetime, receipt: dict[str, Any]) -> None:
        """Recorded with what came back."""

    def failed(self, message_id: str, *, owner: str, error: str, retry_at: datetime) -> None:
        """To be tried again at `retry_at`."""

    def held(
        self, message: Message, *, owner: str, error: str, until: datetime, whole: bool
    ) -> None:
        """Given back as if it had never been tried. Nothing goes to its lane before `until`; to no
        lane of its workspace at this destination, where it is the `whole` of it."""


class RetryLater(Exception):
    """Sending failed and may succeed later; `after` seconds at least, where that was said."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class AtLimit(RetryLater):
    """The destination takes no more for now, from this lane or from the `whole` workspace: that is
    no failure of the message."""

    def __init__(self, reason: str, after: float | None = None, *, whole: bool = False) -> None:
        super().__init__(reason, after)
        self.whole = whole


class Undeliverable(Exception):
    """Sending failed and will go on failing until a person does something; says what."""


class Sender(Protocol):
    """Takes messages of one destination out over the network."""

    def send(self, message: Message) -> Mapping[str, Any]:
        """What came back, to be kept. Raises RetryLater or Undeliverable."""


class Heartbeat(Protocol):
    """Shows that somebody is still at work."""

    def during(self, beat: Callable[[], None]) -> AbstractContextManager[None]:
        """Calls `beat` every few seconds until the block ends."""
