"""Whose turn it is to write, among the threads of one process: to a file of SQLite, or to one
workspace in PostgreSQL.

SQLite lets one write at a time, and has the others ask again and again, with pauses that grow: many
threads would mostly sleep. Here the next one is woken when the one before it is done. In PostgreSQL
each would wait on a connection of its own, of which few know the statements that are asked. Other
processes still wait as the database does it.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakValueDictionary

from sqlalchemy import Engine

_locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
_finding = threading.Lock()


def turn_of(workspace_id: str) -> str:
    """What is locked by whoever writes to a workspace, in PostgreSQL too."""
    return f"workspace {workspace_id}"


class NotInTime(Exception):
    """Somebody else is writing for long."""


class Turns:
    """Those of one database, each who waits with their own patience. `lock_of` says what is locked
    by whoever writes to what is called so; None where nobody waits for another."""

    def __init__(self, lock_of: Callable[[str], "threading.Lock | None"], seconds: float) -> None:
        self._lock_of, self.seconds = lock_of, seconds

    def within(self, seconds: float) -> "Turns":
        """The same turns, for who waits so long."""
        return Turns(self._lock_of, seconds)

    @contextmanager
    def one(self, name: str = "") -> Iterator[None]:
        """While no other thread writes there. Raises NotInTime."""
        lock = self._lock_of(name)
        if lock is None:
            yield
            return
        if not lock.acquire(timeout=self.seconds):
            raise NotInTime
        try:
            yield
        finally:
            lock.release()


class _Named:
    """A lock for each name, for as long as somebody has it or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._finding = threading.Lock()

    def __call__(self, name: str) -> "threading.Lock | None":
        if not name:
            return None
        with self._finding:
            return self._locks.setdefault(name, threading.Lock())


ANYTIME = Turns(lambda _: None, 0)


def turns_of(engine: Engine, seconds: float) -> Turns:
    """For writers who wait so long. All of a process who open one file share its turns; other
    databases have some for each engine."""
    if engine.dialect.name != "sqlite":
        return Turns(_Named(), seconds)
    file = engine.url.database
    if not file or file == ":memory:":
        return _of_all(threading.Lock(), seconds)
    with _finding:
        lock = _locks.setdefault(str(Path(file).absolute()), threading.Lock())
        return _of_all(lock, seconds)


def _of_all(lock: threading.Lock, seconds: float) -> Turns:
    """One, whatever is written."""
    return Turns(lambda _: lock, seconds)
