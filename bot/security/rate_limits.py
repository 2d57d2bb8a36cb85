"""Limits that hold over all processes. Each process leases a few at a time from counters in the
database and spends them from memory, so that most requests write nothing.

While the database is away or busy, each process keeps the limit by itself.
"""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from itertools import islice
from typing import NamedTuple

from jupiter_core.domain.frozen import sha256_hex
from jupiter_core.ports import RateCounters, StoreTrouble

KEYS_KEPT, _KEYS_DROPPED = 10_000, 1_000
"""The oldest are dropped together, where too many come within one window."""
_LEASES = 20
"""A limit is leased in so many parts."""
_PAUSE = timedelta(seconds=5)
"""For which the database is left alone after it did not answer."""
_MOST_WRITES = 50
"""Leases a second of one limit: a crowd of strangers must not become a load on the database."""


def group_of(address: str) -> str:
    """Whom an address counts as: with IPv6, one subscriber has a whole /64 of them."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, 64), strict=False))


class Taken(NamedTuple):
    """`remaining` as far as this process knows."""

    granted: bool
    remaining: int


@dataclass
class _Lease:
    """What this process has of a key's window. `used` is what all had taken when it last asked."""

    window: datetime
    left: int = 0
    spent: int = 0
    used: int = 0
    is_over: bool = False


class SharedLimit:
    """`limit` within each period for each key, in windows that all processes begin alike."""

    def __init__(
        self, name: str, limit: int, period: timedelta, counters: RateCounters | None = None
    ) -> None:
        self.limit, self.period = limit, period
        self._name, self._counters = name, counters
        self._batch = max(1, limit // _LEASES)
        self._leases: dict[Hashable, _Lease] = {}
        self._lock = threading.Lock()
        self._resumes_at = datetime.min.replace(tzinfo=UTC)
        self._writes = (0, 0)

    @property
    def keys(self) -> int:
        """How many are remembered."""
        return len(self._leases)

    def take(self, key: Hashable, now: datetime, amount: int = 1) -> Taken:
        """Counts `amount`, unless it is too much."""
        window = self._window(now)
        with self._lock:
            lease = self._lease(key, window)
            if lease.left >= amount or lease.is_over:
                return self._spend(lease, amount)
            asks = self._counters is not None and self._may_write(now)
        # Without the lock: while the database is asked for one key, all others go on.
        added = self._added(key, window, amount, now) if asks else None
        with self._lock:
            if added is None:
                self._alone(lease, amount)
            else:
                self._credit(lease, added, amount)
            return self._spend(lease, amount)

    def _window(self, now: datetime) -> datetime:
        seconds = int(self.period.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)

    def _lease(self, key: Hashable, window: datetime) -> _Lease:
        found = self._leases.get(key)
        if found is None and len(self._leases) >= KEYS_KEPT:
            present = {k: v for k, v in self._leases.items() if v.window >= window}
            many = len(present) > KEYS_KEPT - _KEYS_DROPPED
            self._leases = dict(islice(present.items(), _KEYS_DROPPED if many else 0, None))
        if found is None or found.window < window:
            found = self._leases[key] = _Lease(window)
        return found

    def _spend(self, lease: _Lease, amount: int) -> Taken:
        granted = lease.left >= amount
        if granted:
            lease.left -= amount
            lease.spent += amount
        return Taken(granted, max(0, self.limit - lease.used) + lease.left)

    def _may_write(self, now: datetime) -> bool:
        second, count = int(now.timestamp()), self._writes[1]
        count = count if self._writes[0] == second else 0
        self._writes = (second, count + 1)
        return now >= self._resumes_at and count < _MOST_WRITES

    def _added(self, key: Hashable, window: datetime, amount: int, now: datetime) -> int | None:
        """What all have taken now; None where the database did not say."""
        assert self._counters is not None
        hashed = f"{self._name}:{sha256_hex(repr(key))[:32]}"
        wanted = max(amount, self._batch)
        try:
            return self._counters.add(hashed, window, wanted, window + 2 * self.period)
        except StoreTrouble:
            self._resumes_at = now + _PAUSE
            return None

    def _credit(self, lease: _Lease, used: int, amount: int) -> None:
        wanted = max(amount, self._batch)
        granted = max(0, min(wanted, self.limit - (used - wanted)))
        lease.left += granted
        lease.used = min(used, self.limit)
        lease.is_over = granted < wanted

    def _alone(self, lease: _Lease, amount: int) -> None:
        """The limit as it would be if this were the only process."""
        free = max(0, self.limit - max(lease.used, lease.spent + lease.left))
        granted = min(free, max(amount, self._batch))
        lease.left += granted
        lease.used = min(self.limit, max(lease.used, lease.spent + lease.left))
