"""Engines: how SQLite and PostgreSQL are opened so that a transaction means the same on both."""

import sqlite3
import time
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    String,
    TextClause,
    bindparam,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from jupiter_core.store.alive import expect_alive
from jupiter_core.store.batch import batch_of, send_what_waits
from jupiter_core.store.direct import say
from jupiter_core.store.private_file import keep_private, path_of

BUSY_SECONDS = 10
"""How long a writer waits for the one before it, until it fails."""


_LOST_WITHIN_SECONDS = {
    "connect_timeout": 4,
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 8000,  # milliseconds
}
"""A server that is cut off says nothing: by default, libpq waits for it for ever."""

MOST_CONNECTIONS = 64
"""More than one process has threads, so that none waits for a connection on top of the lock."""


def engine_of(
    url: str,
    *,
    seconds: float = BUSY_SECONDS,
    connections: int = MOST_CONNECTIONS,
    only_read: bool = False,
    synchronous: str = "NORMAL",
) -> Engine:
    """An engine for `sqlite:///file.db` or `postgresql://…`. Raises ValueError for others, which
    quotes nothing of them: a password may be anywhere in what is not of that form.

    It waits for other writers for so many seconds, on so many connections at most. `synchronous`
    is SQLite's: after a power cut, NORMAL may lack the last commits, and FULL lacks none.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        return _postgresql_engine(parsed, seconds, connections)
    if only_read:
        return _read_only_sqlite_engine(parsed)
    return _sqlite_engine(parsed, seconds, connections, synchronous)


def file_of(url: str) -> Path | None:
    """Where SQLite keeps it; None for PostgreSQL, and for one in memory. Raises ValueError as
    `engine_of` does."""
    parsed = _parsed(url)
    return path_of(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def _parsed(url: str) -> URL:
    """Raises ValueError. An @ too many would make a host's name of a part of the password."""
    if url.count("@") > 1:
        raise ValueError("@ in its user name or password has to be written %40")
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        form = "sqlite:///jupiter.sqlite3 or postgresql://user:password@host/name"
        raise ValueError(f"it is not of the form {form}") from None
    backend = parsed.get_backend_name()
    if backend in {"sqlite", "postgresql", "postgres"}:
        return parsed
    raise ValueError(f"{backend} is not a database that is known here: use sqlite or postgresql")


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write."""
    # A plain BEGIN that has read cannot turn into a writer once another one wrote: SQLite fails
    # it at once, however long a writer is to wait.
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


def in_time(engine: Engine, seconds: float) -> Engine:
    """The same engine, which waits so long for other writers."""
    return engine.execution_options(lock_milliseconds=int(seconds * 1000))


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that see one moment and cannot write."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.execution_options(sqlite_begin="BEGIN", sqlite_query_only="ON")


_ONE_WRITER = select(
    func.pg_advisory_xact_lock(func.hashtextextended(bindparam("name", type_=String), 0))
)
"""The lock's name is a 64-bit number. Two names with one number only wait for each other."""


def one_writer(connection: Connection, name: str) -> None:
    """Waits until no other transaction of that name is open; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        one_writer_soon(connection, name)
        batch_of(connection).send()


def one_writer_soon(connection: Connection, name: str) -> None:
    """The same, from what is asked next on: it travels with that."""
    if connection.dialect.name == "postgresql":
        batch, options = batch_of(connection), connection.get_execution_options()
        longest = options.get("lock_milliseconds")
        if longest is not None:
            batch.later(_patience(int(longest)), {})
        batch.later(_ONE_WRITER, {"name": name})


@cache
def _patience(milliseconds: int) -> TextClause:
    return text(f"SET LOCAL lock_timeout = {milliseconds}")


def _postgresql_engine(url: URL, seconds: float, connections: int) -> Engine:
    """Few connections stay open: other processes need some of the server's hundred too."""
    kept = min(5, connections)
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"options": f"-c lock_timeout={int(seconds * 1000)}", **_LOST_WITHIN_SECONDS},
        # SQLAlchemy's errors would quote them: names, amounts, bank details.
        hide_parameters=True,
        pool_size=kept,
        max_overflow=connections - kept,
        pool_timeout=seconds,
        # The one that was used last knows the statements that are asked.
        pool_use_lifo=True,
    )
    expect_alive(engine)
    event.listen(engine, "commit", send_what_waits)
    return engine


def _sqlite_engine(url: URL, seconds: float, connections: int, synchronous: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": seconds},
        hide_parameters=True,
        pool_size=connections,
        pool_timeout=seconds,
    )
    engine.update_execution_options(lock_milliseconds=int(seconds * 1000))
    event.listen(engine, "do_connect", _expect_private)
    event.listen(engine, "connect", partial(_prepare_sqlite, synchronous))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _expect_private(
    _dialect: Dialect, _entry: ConnectionPoolEntry, positional: list[Any], named: dict[str, Any]
) -> None:
    """Before each connection: the file may have been removed, or put there anew."""
    keep_private(str(named.get("database") or next(iter(positional), "")))


def _read_only_sqlite_engine(url: URL) -> Engine:
    """Of a file that nothing is done to. One without a write-ahead log has no process that writes
    it, and SQLite is told so: otherwise it would make such a log, which no read-only folder takes.
    """
    file = Path(url.database or "").absolute()
    journal = file.with_name(f"{file.name}-wal")
    mode = "mode=ro" if journal.exists() else "mode=ro&immutable=1"

    def opened() -> sqlite3.Connection:
        uri = f"file:{quote(str(file))}?{mode}"
        return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)

    engine = create_engine("sqlite://", creator=opened, hide_parameters=True, poolclass=NullPool)
    engine.update_execution_options(lock_milliseconds=BUSY_SECONDS * 1000)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(
    synchronous: str, connection: DBAPIConnection, _entry: ConnectionPoolEntry
) -> None:
    """Takes BEGIN away from the driver, which would send it late, and keeps a write-ahead log."""
    connection.isolation_level = None
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute(f"PRAGMA synchronous = {synchronous}")
    cursor.execute("PRAGMA secure_delete = ON")  # what was erased is overwritten in the file
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Sets the journal mode, which the file then keeps.

    SQLite does not wait for others with this one as it does with all else: several processes
    that open a new file at once have to try again.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A connection of the pool keeps the pragmas of whoever had it before.
    options = connection.get_execution_options()
    wanted = {
        "query_only": options.get("sqlite_query_only", "OFF"),
        "busy_timeout": options["lock_milliseconds"],
    }
    for name, value in wanted.items():
        if connection.info.get(name) != value:
            say(connection, f"PRAGMA {name} = {value}")
            connection.info[name] = value
    say(connection, options.get("sqlite_begin", "BEGIN"))
