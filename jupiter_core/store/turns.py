"""Whose turn it is to write a SQLite file, among the threads of one process.

SQLite lets one write at a time, and has the others ask again and again, with pauses that grow: many
threads would mostly sleep. Here the next one is woken when the one before it is done. Other
processes still wait as SQLite does it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakValueDictionary

from sqlalchemy import Engine

_locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
_finding = threading.Lock()


class NotInTime(Exception):
    """Somebody else is writing for long."""


class Turns:
    """Those of one file, which all of the process share who open it, each with its own patience.
    A database that takes many writers has no turns."""

    def __init__(self, lock: "threading.Lock | None", seconds: float) -> None:
        self._lock, self._seconds = lock, seconds

    def within(self, seconds: float) -> "Turns":
        """The same turns, for who waits so long."""
        return Turns(self._lock, seconds)

    @contextmanager
    def one(self) -> Iterator[None]:
        """While no other thread writes. Raises NotInTime."""
        if self._lock is None:
            yield
            return
        if not self._lock.acquire(timeout=self._seconds):
            raise NotInTime
        try:
            yield
        finally:
            self._lock.release()


ANYTIME = Turns(None, 0)


def turns_of(engine: Engine, seconds: float) -> Turns:
    """For writers who wait so long."""
    if engine.dialect.name != "sqlite":
        return Turns(None, seconds)
    file = engine.url.database
    if not file or file == ":memory:":
        return Turns(threading.Lock(), seconds)
    with _finding:
        return Turns(_locks.setdefault(str(Path(file).absolute()), threading.Lock()), seconds)
