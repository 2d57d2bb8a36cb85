"""Sending what waits: claim, send, record what came back; or retry later; or give up aloud."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from jupiter_core.ports import (
    Clock,
    Message,
    Outbox,
    Randomness,
    RetryLater,
    Sender,
    Undeliverable,
)

LEASE = timedelta(minutes=2)
"""Longer than any one sending takes; a crashed drain's messages are free again after it."""
MOST_ATTEMPTS = 12
FIRST_WAIT, LONGEST_WAIT = 1.0, 3600.0

_log = logging.getLogger(__name__)

GivenUp = Callable[[Message, str], None]


class Drain:
    """Sends the outbox's messages through the senders of their destinations.

    Any number of drains may work on one outbox; `owner` tells them apart. `given_up` is called
    once for each message that became a dead letter. It sends what it has senders for, or
    only what goes to `destinations`: what is slow there then holds up nothing else.
    """

    def __init__(
        self,
        outbox: Outbox,
        senders: Mapping[str, Sender],
        clock: Clock,
        randomness: Randomness,
        *,
        owner: str,
        given_up: GivenUp,
        destinations: Sequence[str] = (),
    ) -> None:
        self._outbox = outbox
        self._senders = senders
        self._clock = clock
        self._randomness = randomness
        self._owner = owner
        self._given_up = given_up
        self._destinations = tuple(destinations or senders)

    def run(self, most: int = 500) -> int:
        """Sends until nothing is due or `most` were tried; returns how many were tried."""
        tried = 0
        while tried < most:
            now = self._clock.now()
            claimed = self._outbox.claim(
                owner=self._owner,
                now=now,
                lease_until=now + LEASE,
                # A lease is for one sending: of several, the last would wait with its lease
                # running.
                limit=1,
                destinations=self._destinations,
            )
            if not claimed:
                break
            for message in claimed:
                self._send(message)
            tried += len(claimed)
        return tried

    def _send(self, message: Message) -> None:
        try:
            receipt = self._senders[message.destination].send(message)
        except RetryLater as trouble:
            self._retry(message, str(trouble), trouble.after)
        except Undeliverable as trouble:
            self._give_up(message, str(trouble))
        except Exception as trouble:  # the outermost loop: recorded, tried again, never lost
            _log.exception("%s %s could not be sent", message.kind, message.id)
            self._retry(message, f"An error on our side ({type(trouble).__name__})", None)
        else:
            self._outbox.sent(
                message.id, owner=self._owner, now=self._clock.now(), receipt=dict(receipt)
            )

    def _retry(self, message: Message, error: str, after: float | None) -> None:
        # The message was read before its claim counted this attempt.
        if message.attempts + 1 >= MOST_ATTEMPTS:
            self._give_up(message, error)
            return
        self._failed(message, error, self._clock.now() + self._wait(message.attempts, after))

    def _give_up(self, message: Message, error: str) -> None:
        self._failed(message, error, None)
        self._given_up(message, error)

    def _failed(self, message: Message, error: str, retry_at: datetime | None) -> None:
        self._outbox.failed(
            message.id,
            owner=self._owner,
            now=self._clock.now(),
            error=error[:500],
            retry_at=retry_at,
        )

    def _wait(self, attempts: int, after: float | None) -> timedelta:
        """What was asked for, else a doubling wait of which a random part is taken."""
        if after is not None:
            return timedelta(seconds=after)
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2**attempts)
        return timedelta(seconds=self._randomness.between(longest / 2, longest))
