"""The log: every Web API call by the app and every payload sent to it, with what came back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.simulator.changes import Changes
from bot.simulator.ids import Clock
from bot.simulator.wire import Json

Direction = Literal["api", "delivery"]


@dataclass(frozen=True)
class Entry:
    """`at` in seconds since the epoch, `ms` how long it took, `status` 0 without an answer."""

    n: int
    at: float
    direction: Direction
    name: str
    request: Json
    response: object
    status: int
    ms: float

    def as_json(self) -> Json:
        return dict(vars(self))


class Journal:
    """Entries are numbered from 1 and never change."""

    def __init__(self, clock: Clock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._entries: list[Entry] = []
        self._count = 0

    def write(
        self,
        direction: Direction,
        name: str,
        request: Json,
        response: object,
        status: int,
        seconds: float,
    ) -> Entry:
        """Adds an entry; `status` is the HTTP status, 0 when there was no answer."""
        self._count += 1
        at, ms = self._clock(), round(seconds * 1000, 1)
        entry = Entry(self._count, at, direction, name, request, response, status, ms)
        self._entries.append(entry)
        self._changes.tell("log", str(entry.n))
        return entry

    def after(self, n: int) -> Iterator[Entry]:
        return (entry for entry in self._entries if entry.n > n)

    def entry(self, n: int) -> Entry | None:
        return next((entry for entry in self._entries if entry.n == n), None)

    def clear(self) -> None:
        """Forgets the entries; numbers go on, so that `after` keeps its meaning."""
        self._entries.clear()
