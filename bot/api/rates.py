"""How much one key may ask for in a minute, over all processes."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.security.rate_limits import SharedLimit
from jupiter_core.ports import RateCounters

WINDOW_SECONDS = 60


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
    """`limit` requests a minute for each key; what is much work counts as several."""

    def __init__(
        self, limit: int, counters: RateCounters | None = None, name: str = "api-key"
    ) -> None:
        self._limit = SharedLimit(name, limit, timedelta(seconds=WINDOW_SECONDS), counters)

    def take(self, key: Hashable, now: datetime, amount: int = 1) -> Allowance:
        """Counts so many requests, unless it is too much."""
        taken = self._limit.take(key, now, amount)
        reset = WINDOW_SECONDS - int(now.timestamp()) % WINDOW_SECONDS
        return Allowance(self._limit.limit, taken.remaining, reset, taken.granted)
