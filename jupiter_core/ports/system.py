"""Time, ids and chance: all that a test holds in its hand."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is: in the core, nothing else says so."""

    def now(self) -> datetime:
        """The present moment, in UTC and aware of it."""


class Ids(Protocol):
    """Where ids come from."""

    def new(self) -> str:
        """A new id: 26 characters, never given before, sorting by the time it was made."""


class Randomness(Protocol):
    """Chance, which a test holds still."""

    def between(self, least: float, most: float) -> float:
        """A number from `least` to `most`, for jitter."""
