"""How much one key may ask for in a minute, counted in this process's memory."""

import threading
from collections.abc import Hashable
from datetime import datetime
from typing import NamedTuple

WINDOW_SECONDS = 60
_KEYS_KEPT = 10_000


class Allowance(NamedTuple):
    """What is left of the present minute, and in how many seconds the next one begins."""

    limit: int
    remaining: int
    reset: int
    granted: bool

    @property
    def headers(self) -> dict[str, str]:
        """As the draft of the IETF's HTTPAPI group names them."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


class Rates:
    """`limit` requests a minute for each key."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._counts: dict[Hashable, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: datetime) -> Allowance:
        """Counts one request, unless it is one too many."""
        minute, second = divmod(int(now.timestamp()), WINDOW_SECONDS)
        with self._lock:
            began, count = self._counts.get(key, (minute, 0))
            count = count if began == minute else 0
            granted = count < self._limit
            if len(self._counts) >= _KEYS_KEPT:
                self._counts = {k: v for k, v in self._counts.items() if v[0] == minute}
            self._counts[key] = (minute, count + granted)
        left = self._limit - count - granted
        return Allowance(self._limit, left, WINDOW_SECONDS - second, granted)
