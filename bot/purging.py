"""Forgetting what is old, by a timer: what was sent, and how sending it went."""

import threading
from dataclasses import dataclass
from datetime import timedelta

import structlog

from jupiter_core.ports import Clock, Retention

BATCH = 200
"""Of each kind in one transaction, so that nobody waits for long."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Purging:
    """How long messages and attempts to deliver are kept whole."""

    retention: Retention
    clock: Clock
    messages: timedelta
    attempts: timedelta

    def run(self, stopping: threading.Event) -> int:
        """Until nothing old is left, or the process is to stop; how many were forgotten."""
        forgotten = 0
        while not stopping.is_set():
            some = self._some()
            if not some:
                break
            forgotten += some
        if forgotten:
            _log.info("forgotten", count=forgotten)
        return forgotten

    def _some(self) -> int:
        now = self.clock.now()
        return self.retention.purge(
            now=now,
            messages_before=now - self.messages,
            attempts_before=now - self.attempts,
            limit=BATCH,
        )
