"""Fakes of the ports: everything that time, chance and the outside decide, in a test's hand."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from jupiter_core.ports import Message
from tests.factories import NOW
from tests.harness.fake_store import FakeOutbox, FakeStore, FakeUnitOfWork

__all__ = [
    "CountingIds",
    "FakeOutbox",
    "FakeStore",
    "FakeUnitOfWork",
    "FixedClock",
    "NoHeartbeat",
    "RecordingSender",
    "SteadyRandomness",
    "a_fake_store",
]


class FixedClock:
    """Stands still until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now

    def advance(self, **by: float) -> None:
        """By what `timedelta` takes: `clock.advance(minutes=5)`."""
        self._now += timedelta(**by)


class CountingIds:
    """26 characters that sort by when they were given."""

    def __init__(self, prefix: str = "01J") -> None:
        self._prefix = prefix
        self._count = itertools.count(1)

    def new(self) -> str:
        return self._prefix + str(next(self._count)).zfill(26 - len(self._prefix))


class SteadyRandomness:
    """Always the same share of the way from least to most."""

    def __init__(self, share: float = 0.5) -> None:
        self._share = share

    def between(self, least: float, most: float) -> float:
        return least + (most - least) * self._share


class NoHeartbeat:
    """Nothing takes long."""

    @contextmanager
    def during(self, beat: Callable[[], None]) -> Iterator[None]:
        yield


class RecordingSender:
    """Keeps what it sent; `script` says how each call in turn ends, then all succeed.

    An exception in the script is raised (and nothing is kept), a mapping is the receipt.
    """

    def __init__(self, *script: Exception | Mapping[str, Any]) -> None:
        self.sent: list[Message] = []
        self._script = list(script)

    def send(self, message: Message) -> Mapping[str, Any]:
        step = self._script.pop(0) if self._script else {"receipt": len(self.sent) + 1}
        if isinstance(step, Exception):
            raise step
        self.sent.append(message)
        return step


def a_fake_store(clock: FixedClock | None = None) -> FakeStore:
    return FakeStore(clock or FixedClock(), CountingIds())
