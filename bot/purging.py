"""Forgetting what is old, by a timer: what was sent, and how sending it went."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from jupiter_core.commands.erasing import EraseWorkspace, erase_workspace
from jupiter_core.domain.actor import operator
from jupiter_core.ports import Clock, Installations, Retention, SettingsLooks, Store

BATCH = 200
"""Of each kind in one transaction, so that nobody waits for long."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Purging:
    """How long messages and attempts to deliver are kept whole, and how long after that it is known
    of a delivery to a webhook endpoint that it was."""

    retention: Retention
    clock: Clock
    messages: timedelta
    attempts: timedelta
    deliveries: timedelta

    def run(self, stopping: threading.Event) -> int:
        """Until nothing old is left, or the process is to stop; how many were forgotten."""
        forgotten = _batch_by_batch(self._some, stopping)
        if forgotten:
            _log.info("forgotten", count=forgotten)
        return forgotten

    def _some(self) -> int:
        now = self.clock.now()
        return self.retention.purge(
            now=now,
            messages_before=now - self.messages,
            attempts_before=now - self.attempts,
            deliveries_before=now - self.deliveries,
            limit=BATCH,
        )


@dataclass(frozen=True)
class OldLooks:
    """Who looked at settings and bank details is known for so long."""

    looks: SettingsLooks
    clock: Clock
    kept: timedelta

    def run(self, stopping: threading.Event) -> int:
        """Until none is older, or the process is to stop; how many were removed."""
        return _batch_by_batch(self._some, stopping)

    def _some(self) -> int:
        return self.looks.forget(self.clock.now() - self.kept, BATCH)


@dataclass(frozen=True)
class Departed:
    """Workspaces without the app: erased as by `jupiter erase --all`, so long after it was taken
    out."""

    store: Store
    installations: Installations
    clock: Clock
    kept: timedelta

    def run(self, stopping: threading.Event) -> int:
        """How many were erased."""
        gone = self.installations.workspaces_ended_before(self.clock.now() - self.kept)
        erased = 0
        for workspace_id in gone:
            if stopping.is_set():
                break
            with self.store.write(workspace_id) as uow:
                erase_workspace(EraseWorkspace(by=operator("timer"), even_unpaid=True), uow)
            self.installations.forget(workspace_id)
            _log.warning("departed_workspace_erased", workspace=workspace_id)
            erased += 1
        return erased


def _batch_by_batch(some: Callable[[], int], stopping: threading.Event) -> int:
    """How many went, until none is left or the process is to stop."""
    gone = 0
    while not stopping.is_set() and (count := some()):
        gone += count
    return gone
