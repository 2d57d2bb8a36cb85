"""A light limit on what one link may send from one address, in this process's memory."""

import threading
from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta

KEYS_KEPT = 10_000


class Throttle:
    """`limit` times within `period` for each key."""

    def __init__(self, limit: int = 20, period: timedelta = timedelta(minutes=1)) -> None:
        self._limit = limit
        self._period = period
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
            return True

    def _forget(self, now: datetime) -> None:
        self._times = {
            key: times for key, times in self._times.items() if times[-1] > now - self._period
        }
