"""Whether this process lives and can work, and whether anybody sends what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jupiter_core.ports import StoreTrouble

UNSEEN_AFTER = 60.0
"""Seconds. A worker shows itself every ten, and may miss some of them while the database waits."""
LATE_AFTER = 300.0
"""Seconds that a message may wait though nothing keeps it from being sent."""


@dataclass(frozen=True)
class Progress:
    """Of all processes. `oldest_seconds` is since when the oldest message is to be sent, tried in
    vain or not; `due_seconds` since when one waits that could be sent at once; `worker_seconds`
    since when no worker was seen, None where none is running."""

    oldest_seconds: float = 0.0
    due_seconds: float = 0.0
    worker_seconds: float | None = 0.0

    @property
    def warnings(self) -> list[str]:
        """A sentence for each thing that somebody has to look at."""
        said = []
        if self.worker_seconds is None or self.worker_seconds > UNSEEN_AFTER:
            said.append("No worker is running: start jupiter worker, or jupiter run.")
        if self.due_seconds > LATE_AFTER:
            said.append(f"A message is due for {self.due_seconds:.0f} seconds and nobody sends it.")
        return said


@dataclass(frozen=True)
class Vitals:
    """`expect_usable` raises StoreTrouble where the database cannot be used, `progress` where it
    cannot be read; `is_at_work` says whether what this process does by itself goes on."""

    expect_usable: Callable[[], None]
    progress: Callable[[], Progress] = Progress
    is_at_work: Callable[[], bool] = lambda: True

    def readiness(self) -> tuple[int, dict[str, Any], dict[str, str]]:
        """A status, what is said with it, and headers.

        What other processes leave undone is told only: this one's pages are no worse for it.
        """
        try:
            self.expect_usable()
            progress = self.progress()
        except StoreTrouble as trouble:
            return 503, {"status": str(trouble)}, {"Retry-After": str(trouble.seconds)}
        if not self.is_at_work():
            return 503, {"status": "stuck"}, {}
        said: dict[str, Any] = {
            "status": "ready",
            "outbox_oldest_seconds": round(progress.oldest_seconds),
            "outbox_due_seconds": round(progress.due_seconds),
            "worker_seen_seconds": _rounded(progress.worker_seconds),
        }
        warnings = progress.warnings
        return 200, said | ({"warnings": warnings} if warnings else {}), {}


def _rounded(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
