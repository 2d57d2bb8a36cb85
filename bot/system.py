"""The machine's own clock, ids and chance, behind the core's ports."""

import random
import secrets
import threading
from datetime import UTC, datetime

from jupiter_core.ports import Clock

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class SystemClock:
    """See `Clock`."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemRandomness:
    """See `Randomness`; from the operating system."""

    def __init__(self) -> None:
        self._random = random.SystemRandom()

    def between(self, least: float, most: float) -> float:
        return self._random.uniform(least, most)


def new_secret() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(32)


def random_secret() -> str:
    """256 random bits in 43 characters that need no quoting anywhere."""
    return secrets.token_urlsafe(32)


def random_code() -> str:
    """60 random bits, to be typed by people: `7KQ2-M9XD-4RTB`."""
    letters = "".join(secrets.choice(_CROCKFORD) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


class Ulids:
    """ULIDs: 48 bits of milliseconds, 80 of chance, in Crockford's base 32.

    Within a millisecond the chance part counts up, so that ids of one process sort by age.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = 0

    def new(self) -> str:
        """See `Ids`. Where the clock was put back, ids go on from the last one."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            fresh = milliseconds << 80 | secrets.randbits(80)
            # Also where the clock is behind the last id: one that is made later never sorts before
            # it.
            same = self._last >> 80 >= milliseconds
            self._last = self._last + 1 if same else fresh
            number = self._last
        return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
