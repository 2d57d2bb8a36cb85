"""Time, ids and chance: all that a test holds in its hand."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, in UTC and aware of it."""


class Ids(Protocol):
    def new(self) -> str:
        """A new id: 26 characters, never given before, sorting by the time it was made."""


class Randomness(Protocol):
    def between(self, least: float, most: float) -> float:
        """A number from `least` to `most`, for jitter."""
