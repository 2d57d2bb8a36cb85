"""What a database says when it cannot do what it is asked, told apart by what is to be done."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, OperationalError, PendingRollbackError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from jupiter_core.ports import (
    StoreAway,
    StoreBusy,
    StoreFault,
    StoreTrouble,
    StoreUnsure,
    StoreUnusable,
    StoreWatch,
)
from jupiter_core.store.turns import ANYTIME, NotInTime, Turns

_BUSY = "The database is busy"
_AWAY = "The database is away"
_FAULTS_OF_POSTGRESQL = {
    "53100": StoreFault.FULL,
    "25006": StoreFault.READ_ONLY,
    "58030": StoreFault.DAMAGED,
    "58P01": StoreFault.DAMAGED,
    "XX001": StoreFault.DAMAGED,
    "XX002": StoreFault.DAMAGED,
    "42P01": StoreFault.OTHER_TABLES,
    "42703": StoreFault.OTHER_TABLES,
}
"""By SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html."""
_NOT_SUPPORTED = "0A000"
"""A standby's word for a transaction that would write, said at its begin."""
_BUSY_IN_POSTGRESQL = frozenset({"40001", "40P01", "55P03", "57014"})
_FAULTS_OF_SQLITE = {
    sqlite3.SQLITE_FULL: StoreFault.FULL,
    sqlite3.SQLITE_READONLY: StoreFault.READ_ONLY,
    sqlite3.SQLITE_IOERR: StoreFault.DAMAGED,
    sqlite3.SQLITE_CORRUPT: StoreFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: StoreFault.DAMAGED,
}
"""By primary result code, https://www.sqlite.org/rescode.html."""
_BUSY_IN_SQLITE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_SAVEPOINT = "no such savepoint"
"""SQLite has undone the whole transaction, as it does when the disk is full, and the savepoint with
it: what happened is the error before."""
_NO_TABLES = ("no such table", "no such column", "has no column")


class Unwatched:
    """A StoreWatch that nobody reads."""

    def trouble(self, trouble: StoreTrouble) -> None:
        """Nothing."""

    def fine(self, *, wrote: bool) -> None:
        """Nothing."""


@dataclass
class Keeping:
    """Whether a transaction has been told to be kept, from when on its end is not certain."""

    begun: bool = False


class Patience:
    """Raises StoreTrouble where the database fails, and tells `watch` how it does. Those who write
    take `turns`."""

    def __init__(self, watch: StoreWatch, turns: Turns = ANYTIME) -> None:
        self._watch, self._turns = watch, turns

    def within(self, seconds: float) -> "Patience":
        """The same, which waits so long for its turn."""
        return Patience(self._watch, self._turns.within(seconds))

    @property
    def seconds(self) -> float:
        """How long it waits for its turn."""
        return self._turns.seconds

    def without_turn(self) -> "Patience":
        """The same, for who waits for it in another way."""
        return Patience(self._watch)

    @contextmanager
    def __call__(self, *, writes: bool, to: str = "") -> Iterator[Keeping]:
        """Around one transaction, and where it writes `to` that alone waits for its turn where it
        has one of its own."""
        keeping = Keeping()
        turns = self._turns if writes else ANYTIME
        try:
            with turns.one(to):
                yield keeping
        except NotInTime as error:
            busy = StoreBusy(_BUSY)
            self._watch.trouble(busy)
            raise busy from error
        except SQLAlchemyError as error:
            trouble = trouble_of(error, writes=writes)
            if trouble is None:
                raise
            if keeping.begun and isinstance(trouble, StoreAway):
                trouble = StoreUnsure(_AWAY)
            self._watch.trouble(trouble)
            raise trouble from error
        else:
            self._watch.fine(wrote=writes)


def trouble_of(error: SQLAlchemyError, *, writes: bool) -> StoreTrouble | None:
    """None for an error of ours, such as a write in a transaction that only reads."""
    if isinstance(error, PoolTimeout):
        return StoreBusy(_BUSY)
    if isinstance(error, PendingRollbackError):
        return StoreAway(_AWAY)
    if not isinstance(error, DBAPIError):
        return None
    if _NO_SAVEPOINT in str(error.orig):
        before = _before(error)
        return trouble_of(before, writes=writes) if before else None
    found = _of_sqlite(error) if isinstance(error.orig, sqlite3.Error) else _of_postgresql(error)
    read_only = isinstance(found, StoreUnusable) and found.fault is StoreFault.READ_ONLY
    return None if read_only and not writes else found


def _before(error: BaseException) -> SQLAlchemyError | None:
    """The error of the database that was being answered when this one came."""
    found = error.__cause__ or error.__context__
    while found is not None and not isinstance(found, SQLAlchemyError):
        found = found.__cause__ or found.__context__
    return found


def _of_sqlite(error: DBAPIError) -> StoreTrouble | None:
    # Errors of the driver itself have no code.
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    said = str(error.orig)
    if code in _BUSY_IN_SQLITE:
        return StoreBusy(_BUSY)
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreAway(_AWAY)
    if code == sqlite3.SQLITE_ERROR and any(each in said for each in _NO_TABLES):
        return StoreUnusable(StoreFault.OTHER_TABLES)
    return StoreUnusable(_FAULTS_OF_SQLITE[code]) if code in _FAULTS_OF_SQLITE else None


def _of_postgresql(error: DBAPIError) -> StoreTrouble | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if fault := _FAULTS_OF_POSTGRESQL.get(state):
        return StoreUnusable(fault)
    if state in _BUSY_IN_POSTGRESQL:
        return StoreBusy(_BUSY)
    if state == _NOT_SUPPORTED and "recovery" in str(error.orig):
        return StoreUnusable(StoreFault.READ_ONLY)
    # A lost connection has no state of its own, and what the server says at its end is one.
    lost = error.connection_invalidated or isinstance(error, OperationalError)
    return StoreAway(_AWAY) if lost else None
