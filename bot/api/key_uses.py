"""When a key was last used: noted once an hour a key, and not with every request."""

import threading
from datetime import datetime, timedelta

import structlog

from jupiter_core.ports import Clock, Store, StoreTrouble

NOTED_EVERY = timedelta(hours=1)
_AGAIN_AFTER = timedelta(minutes=1)
"""Where the database was busy. Not at once: each request would wait for it as long as a writer."""

log = structlog.get_logger(__name__)


class KeyUses:
    """What this process has noted is remembered; another process notes the same once more."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._noted: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def note(self, workspace_id: str, key_id: str) -> None:
        """A busy database is no reason to refuse the request that is asked for: the use is noted
        with one of the next minute."""
        now = self._clock.now()
        with self._lock:
            before = self._noted.get(key_id)
            if before is not None and now - before < NOTED_EVERY:
                return
            # Before it is written: of many requests at once, one writes.
            self._noted[key_id] = now
        try:
            with self._store.write(workspace_id) as uow:
                uow.api_keys.note_use(key_id)
        except StoreTrouble:
            log.warning("key_use_not_noted", key_id=key_id)
            with self._lock:
                self._noted[key_id] = now - NOTED_EVERY + _AGAIN_AFTER
