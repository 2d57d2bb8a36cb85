"""Ids and timestamps, unique for as long as one simulator lives."""

import itertools
from collections.abc import Callable
from secrets import token_hex

Clock = Callable[[], float]
"""Seconds since the epoch."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MICROSECONDS = 1_000_000


class Ids:
    """Hands out ids in Slack's shapes."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._count = itertools.count(1)
        self._last_ts = 0

    def next(self, prefix: str) -> str:
        """An id such as `V000000001A`."""
        number, digits = next(self._count), ""
        while number:
            number, rest = divmod(number, 36)
            digits = _ALPHABET[rest] + digits
        return prefix + digits.rjust(8, "0")

    def ts(self) -> str:
        """A message's timestamp: seconds with six decimals, always later than the one before."""
        self._last_ts = max(self._last_ts + 1, int(self.clock() * _MICROSECONDS))
        return f"{self._last_ts // _MICROSECONDS}.{self._last_ts % _MICROSECONDS:06d}"

    def block(self) -> str:
        """A block_id or action_id for an element that came without one."""
        return token_hex(3)[:5]

    def secret(self) -> str:
        return token_hex(12)
