"""The database away, or in need of mending, and back: a line each, however many ask."""

import threading
from collections.abc import Callable
from time import monotonic

import structlog

from jupiter_core.ports import StoreBusy, StoreTrouble, StoreUnusable

_log = structlog.get_logger(__name__)


class Outage:
    """See `StoreWatch`; `now` is in seconds, by a clock that nobody sets."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._lock, self._now = threading.Lock(), now
        self._since = 0.0
        self.trouble_now: StoreTrouble | None = None

    def trouble(self, trouble: StoreTrouble) -> None:
        """A line where it is another trouble than before. What is only busy goes on working."""
        if isinstance(trouble, StoreBusy):
            _log.warning("database_busy", seldom=True)
            return
        with self._lock:
            before, self.trouble_now = self.trouble_now, trouble
            if before is None:
                self._since = self._now()
        if before is None or _word(before) != _word(trouble):
            _log.error(_word(trouble))

    def fine(self, *, wrote: bool) -> None:
        """A database that takes nothing may still be read."""
        if self.trouble_now is None:
            return
        with self._lock:
            ends = wrote or not isinstance(self.trouble_now, StoreUnusable)
            before = self.trouble_now if ends else None
            if ends:
                self.trouble_now = None
            seconds = round(self._now() - self._since)
        if before:
            _log.warning("database_back", seconds=seconds)


def _word(trouble: StoreTrouble) -> str:
    """`database_away`, or `database_full`."""
    if isinstance(trouble, StoreUnusable):
        return f"database_{trouble.fault.name.lower()}"
    return "database_away"
