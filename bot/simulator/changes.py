"""What changed, for those who follow along: a numbered feed with waiting readers."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["channel", "views", "files", "workspace", "log"]
KEPT = 2000


@dataclass(frozen=True)
class Change:
    """What to read again: `id` is a channel, a person, a file or a log entry."""

    n: int
    kind: Kind
    id: str


class Changes:
    """Used from the event loop only. `close` ends every reader."""

    def __init__(self) -> None:
        self._recent: deque[Change] = deque(maxlen=KEPT)
        self._count = 0
        self._closed = False
        self._news: set[asyncio.Event] = set()

    def tell(self, kind: Kind, identifier: str) -> None:
        self._count += 1
        self._recent.append(Change(self._count, kind, identifier))
        self._wake()

    def close(self) -> None:
        self._closed = True
        self._wake()

    @property
    def last(self) -> int:
        return self._count

    async def after(self, n: int, patience: float) -> AsyncIterator[Change | None]:
        """Changes later than `n`, as they come; None whenever `patience` seconds brought none."""
        news = asyncio.Event()
        self._news.add(news)
        try:
            while not self._closed:
                news.clear()
                fresh = [change for change in self._recent if change.n > n]
                for change in fresh:
                    n = change.n
                    yield change
                if not fresh and not await _happened(news, patience):
                    yield None
        finally:
            self._news.discard(news)

    def _wake(self) -> None:
        for news in self._news:
            news.set()


async def _happened(event: asyncio.Event, patience: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), patience)
    except TimeoutError:
        return False
    return True
