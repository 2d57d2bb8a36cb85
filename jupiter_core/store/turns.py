"""Whose turn it is to write a SQLite file, among the threads of one process.

SQLite lets one write at a time, and has the others ask again and again, with pauses that grow: many
threads would mostly sleep. Here the next one is woken when the one before it is done. Other
processes still wait as SQLite does it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

from sqlalchemy import Connection, Engine

from jupiter_core.ports import StoreBusy

_OPTION = "turn_to_write"
_locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
_finding = threading.Lock()


@dataclass(frozen=True)
class Turn:
    """Of one engine, which waits for so many seconds."""

    lock: threading.Lock
    seconds: float


def taking_turns(engine: Engine, file: str | None, seconds: float) -> Engine:
    """The engine, whose writers use `in_turn`. All engines of one file take turns with each
    other."""
    name = str(Path(file).absolute()) if file and file != ":memory:" else ""
    with _finding:
        lock = _locks.setdefault(name, threading.Lock()) if name else threading.Lock()
    return engine.execution_options(**{_OPTION: Turn(lock, seconds)})


@contextmanager
def in_turn(engine: Engine) -> Iterator[None]:
    """While no other thread writes the file. Raises StoreBusy when that took too long. A database
    that takes many writers has no turns."""
    turn: Turn | None = engine.get_execution_options().get(_OPTION)
    if turn is None:
        yield
        return
    if not turn.lock.acquire(timeout=turn.seconds):
        raise StoreBusy("The database is busy or away")
    try:
        yield
    finally:
        turn.lock.release()


@contextmanager
def beginning(engine: Engine) -> Iterator[Connection]:
    """A transaction in its turn."""
    with in_turn(engine), engine.begin() as connection:
        yield connection
