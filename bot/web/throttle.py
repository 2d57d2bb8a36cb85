"""A light limit on what one link or one address may send, in memory; with `shared`, over all
processes too."""

import threading
from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from itertools import islice

from bot.security.rate_limits import SharedLimit
from jupiter_core.ports import RateCounters

KEYS_KEPT, _KEYS_DROPPED = 10_000, 1_000


class Throttle:
    """`limit` times within `period` for each key. What is too often for this process by itself
    asks nobody else."""

    def __init__(
        self,
        limit: int = 20,
        period: timedelta = timedelta(minutes=1),
        shared: SharedLimit | None = None,
    ) -> None:
        self._limit = limit
        self._period = period
        self._shared = shared
        self._times: dict[Hashable, deque[datetime]] = {}
        self._lock = threading.Lock()

    @property
    def keys(self) -> int:
        """How many are remembered."""
        return len(self._times)

    def allows(self, key: Hashable, now: datetime) -> bool:
        """Counts this time too, unless it is one too many."""
        with self._lock:
            if len(self._times) >= KEYS_KEPT and key not in self._times:
                self._forget(now)
            times = self._times.setdefault(key, deque())
            while times and times[0] <= now - self._period:
                times.popleft()
            if len(times) >= self._limit:
                return False
            times.append(now)
        return self._shared is None or self._shared.take(key, now).granted

    def _forget(self, now: datetime) -> None:
        """Those who have not come for a period; the oldest too, where all have come within it."""
        since = now - self._period
        present = {key: times for key, times in self._times.items() if times and times[-1] > since}
        many = len(present) > KEYS_KEPT - _KEYS_DROPPED
        self._times = dict(islice(present.items(), _KEYS_DROPPED if many else 0, None))


def throttle_of(
    name: str, limit: int, period: timedelta, counters: RateCounters | None = None
) -> Throttle:
    """Shared under that name where there are counters."""
    shared = SharedLimit(name, limit, period, counters) if counters else None
    return Throttle(limit, period, shared)
