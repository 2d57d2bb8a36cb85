"""Writing millions of rows: without the indexes, which are made anew at the end."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from jupiter_core.store import Database
from jupiter_core.store.prepared import table_of
from jupiter_core.store.tables import TableRow
from tests.bench.scale.clones import Rows, names_in

_FAST = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000", "temp_store = MEMORY")
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
_TRIGGERS = """SELECT name, sql FROM sqlite_master
    WHERE type = 'trigger' AND tbl_name = 'search_words'"""
_POSTGRESQL_INDEXES = """SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = current_schema()
    AND indexname NOT IN (SELECT conname FROM pg_constraint)"""


class Load(Protocol):
    """Adds rows."""

    def __call__(self, rows: Rows) -> None: ...


@contextmanager
def loading(database: Database) -> Iterator[Load]:
    """Nobody else may use it meanwhile: a process that ends here leaves it without indexes."""
    database.engine.dispose()
    is_sqlite = database.engine.dialect.name == "sqlite"
    with _into_sqlite(database) if is_sqlite else _into_postgresql(database) as load:
        yield load


@contextmanager
def _into_sqlite(database: Database) -> Iterator[Load]:
    file = str(database.engine.url.database)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for each in _FAST:
            connection.execute(f"PRAGMA {each}")
        indexes, triggers = (connection.execute(each).fetchall() for each in (_INDEXES, _TRIGGERS))
        for kind, found in (("INDEX", indexes), ("TRIGGER", triggers)):
            for name, _ in found:
                connection.execute(f"DROP {kind} {name}")
        connection.execute("BEGIN")

        def load(rows: Rows) -> None:
            for table, some in rows.items():
                places = ", ".join("?" * len(names_in(table)))
                said = f"INSERT INTO {_named(table)} VALUES ({places})"
                connection.executemany(said, ([_kept(each) for each in row] for row in some))

        yield load
        connection.execute("INSERT INTO search_grams (search_grams) VALUES ('rebuild')")
        for _, made in (*triggers, *indexes):
            connection.execute(made)
        connection.execute("COMMIT")


@contextmanager
def _into_postgresql(database: Database) -> Iterator[Load]:
    with closing(database.engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            indexes = cursor.execute(_POSTGRESQL_INDEXES).fetchall()
            for name, _ in indexes:
                cursor.execute(f'DROP INDEX "{name}"')

            def load(rows: Rows) -> None:
                for table, some in rows.items():
                    with cursor.copy(f"COPY {_named(table)} FROM STDIN") as copy:
                        for row in some:
                            copy.write_row(row)

            yield load
            for _, made in indexes:
                cursor.execute(made)
        connection.commit()


def _named(table: type[TableRow]) -> str:
    """The table with its columns."""
    columns = ", ".join(f'"{name}"' for name in names_in(table))
    return f"{table_of(table).name} ({columns})"


def _kept(value: object) -> object:
    """As the program keeps it in SQLite."""
    return _moment(value) if isinstance(value, datetime) else value


@lru_cache(maxsize=10_000)
def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def joined(parts: Sequence[Rows]) -> Rows:
    """By table, all of them."""
    found: Rows = {}
    for part in parts:
        for table, rows in part.items():
            found.setdefault(table, []).extend(rows)
    return found
