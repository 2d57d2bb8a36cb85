"""Sending what waits: claim, send, record what came back; or retry later; or give up aloud."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from jupiter_core.outbox.jumps import Jumps
from jupiter_core.outbox.shares import Shares
from jupiter_core.ports import (
    AtLimit,
    Clock,
    Heartbeat,
    Message,
    Outbox,
    Randomness,
    RetryLater,
    Sender,
    Undeliverable,
)

LEASE = timedelta(seconds=10)
"""From one sign of life of a drain to the next; a crashed one's messages are free again after it.
It is renewed while a message is being sent, however long that takes."""
GIVE_UP_AFTER = timedelta(days=3)
"""As long as a weekend's outage. A sender that says itself when to come again ends it itself."""
MOST_UNFINISHED = 5
"""A message whose sending ended so many processes in a row may be the cause of it, and waits."""
ENDURED = timedelta(minutes=10)
"""When it goes on ending them for so long, it is the cause. What else ends processes, such as too
little memory for a while, has passed by then."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 3600.0
LONGEST_ASKED = 24 * 3600.0
LONGEST_ERROR = 500

_log = logging.getLogger(__name__)

GiveUp = Callable[[Message, str, str], None]
"""A message, who had its lease, and why."""


class Drain:
    """Sends the outbox's messages through the senders of their destinations.

    Any number of drains may work on one outbox; `owner` tells them apart. `give_up` makes a message
    a dead letter and tells of it, both or neither. A drain sends what it has senders for, or
    only what goes to `destinations`: what is slow there then holds up nothing else. Those that work
    on one destination may have `shares`, so that a slow workspace does not take them all.
    `found` is called when there is a message, before it is sent. `jumps` says when nothing is to be
    claimed, where the clock may be set.
    """

    def __init__(
        self,
        outbox: Outbox,
        senders: Mapping[str, Sender],
        clock: Clock,
        randomness: Randomness,
        *,
        owner: str,
        give_up: GiveUp,
        heartbeat: Heartbeat,
        found: Callable[[], None] = lambda: None,
        destinations: Sequence[str] = (),
        shares: Shares | None = None,
        jumps: Jumps | None = None,
    ) -> None:
        self._outbox, self._shares, self._jumps = outbox, shares, jumps
        self._senders = senders
        self._clock = clock
        self._randomness = randomness
        self._owner = owner
        self._give_up_aloud = give_up
        self._heartbeat, self._found = heartbeat, found
        self._unrecorded: dict[str, dict[str, Any]] = {}
        self._in_hand: Message | None = None
        self._destinations = tuple(destinations or senders)

    def run(self, most: int = 500, goes_on: Callable[[], bool] = lambda: True) -> int:
        """Sends until nothing is due, `most` were tried, or it no more `goes_on`, which it asks
        before each; returns how many were tried. Raises StoreTrouble; what was sent and could not
        be recorded is recorded first the next time."""
        tried = 0
        while tried < most and goes_on() and self._is_settled():
            claimed = self._claim()
            if not claimed:
                return tried
            for message in claimed:
                # Counted before another drain looks.
                with self._shares.of(message.workspace_id) if self._shares else nullcontext():
                    self._found()
                    self._send(message)
            tried += len(claimed)
        self._record_what_was_sent()
        return tried

    def _is_settled(self) -> bool:
        return self._jumps is None or self._jumps.is_settled()

    def _claim(self) -> list[Message]:
        """The next one; what was sent before is recorded with it, in one transaction."""
        now, told = self._clock.now(), {**self._unrecorded}
        claimed = self._outbox.claim(
            owner=self._owner,
            now=now,
            lease_until=now + LEASE,
            # A lease is for one sending: of several, the last would wait with its lease running.
            limit=1,
            destinations=self._destinations,
            sparing=self._shares.taken_up() if self._shares else (),
            sent=told,
        )
        self._unrecorded.clear()
        return claimed

    def let_go(self) -> None:
        """For another thread, when this process ends before what it sends was answered: whoever
        comes next sends it, and it counts as no try that ended a process. Raises StoreTrouble."""
        if message := self._in_hand:
            self._outbox.failed(
                message.id,
                owner=self._owner,
                error="Stopped while it was being sent",
                retry_at=self._clock.now(),
            )

    def _send(self, message: Message) -> None:
        self._in_hand = message
        try:
            self._try(message)
        finally:
            self._in_hand = None

    def _try(self, message: Message) -> None:
        if message.unfinished >= MOST_UNFINISHED:
            self._rest(message, f"Sending it stopped the app {message.unfinished} times")
            return
        try:
            with self._heartbeat.during(lambda: self._renew(message)):
                receipt = self._senders[message.destination].send(message)
        except AtLimit as limit:
            self._hold(message, limit)
        except RetryLater as trouble:
            self._retry(message, str(trouble), trouble.after)
        except Undeliverable as trouble:
            self._give_up(message, str(trouble))
        except Exception as trouble:  # the outermost loop: recorded, tried again, never lost
            _log.exception("%s %s could not be sent", message.kind, message.id)
            self._retry(message, f"An error on our side ({type(trouble).__name__})", None)
        else:
            self._unrecorded[message.id] = dict(receipt)

    def _record_what_was_sent(self) -> None:
        for message_id, receipt in list(self._unrecorded.items()):
            now = self._clock.now()
            self._outbox.sent(message_id, owner=self._owner, now=now, receipt=receipt)
            del self._unrecorded[message_id]

    def _renew(self, message: Message) -> None:
        until = self._clock.now() + LEASE
        self._outbox.renew(message.id, owner=self._owner, lease_until=until)

    def _hold(self, message: Message, limit: AtLimit) -> None:
        wait = _asked(FIRST_WAIT if limit.after is None else limit.after)
        self._outbox.held(
            message,
            owner=self._owner,
            error=str(limit)[:LONGEST_ERROR],
            until=self._clock.now() + wait,
            whole=limit.whole,
        )

    def _rest(self, message: Message, error: str) -> None:
        if self._tried_for(message) >= ENDURED:
            self._give_up(message, error)
        else:
            self._later(message, error, None)

    def _retry(self, message: Message, error: str, after: float | None) -> None:
        if after is None and self._tried_for(message) >= GIVE_UP_AFTER:
            self._give_up(message, error)
        else:
            self._later(message, error, after)

    def _tried_for(self, message: Message) -> timedelta:
        now = self._clock.now()
        # The message was read before its claim noted the first try.
        return now - (message.tried_since or now)

    def _later(self, message: Message, error: str, after: float | None) -> None:
        self._outbox.failed(
            message.id,
            owner=self._owner,
            error=error[:LONGEST_ERROR],
            retry_at=self._clock.now() + self._wait(message.attempts, after),
        )

    def _give_up(self, message: Message, error: str) -> None:
        self._give_up_aloud(message, self._owner, error[:LONGEST_ERROR])

    def _wait(self, attempts: int, after: float | None) -> timedelta:
        """What was asked for, else a doubling wait of which a random part is taken."""
        if after is not None:
            return _asked(after)
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts, 20))
        return timedelta(seconds=self._randomness.between(longest / 2, longest))


def _asked(seconds: float) -> timedelta:
    """A day at most: a nonsense answer is no reason to wait for ever, or to fail."""
    return timedelta(seconds=min(seconds, LONGEST_ASKED))
