"""Empty databases with all their tables: migrated once a test process, copied for each test."""

import atexit
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness import beside
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import CLUSTER, PostgresServer, a_server

_TABLES = "tables.sqlite3"
_MIGRATED = "migrated"
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@cache
def with_its_tables() -> Path:
    """A SQLite file with them: to make its tables takes most of a start."""
    made = a_folder() / _TABLES
    if ahead := beside.made(_TABLES):
        shutil.copy(ahead, made)
    else:
        _migrate(f"sqlite:///{made}")
    return made


def make_tables(folder: Path) -> None:
    """The same, for all workers."""
    begun = folder / f"begun.{_TABLES}"
    _migrate(f"sqlite:///{begun}")
    begun.rename(folder / _TABLES)


def make_cluster(folder: Path) -> None:
    """The files of a PostgreSQL server that has such a database, for all workers."""
    begun = folder / f"begun-{CLUSTER}"
    with a_server(begun, "stop") as server:
        server.run(f"CREATE DATABASE {_MIGRATED}")
        _migrate(server.url_of(_MIGRATED))
    begun.rename(folder / CLUSTER)


def _migrate(url: str) -> None:
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        database.migrate()


def tables_at(file: Path) -> None:
    """A copy of it."""
    shutil.copy(with_its_tables(), file)


def a_folder() -> Path:
    """Gone with the process."""
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


@pytest.fixture(scope="session")
def migrated_file() -> Path:
    """The SQLite file that others are copied from."""
    return with_its_tables()


@pytest.fixture(scope="session")
def migrated_database(postgres_server: PostgresServer) -> str:
    """The name of the PostgreSQL database that others are copied from."""
    if not postgres_server.has(_MIGRATED):
        postgres_server.run(f"CREATE DATABASE {_MIGRATED}")
        _migrate(postgres_server.url_of(_MIGRATED))
    return _MIGRATED


def fresh_url(kind: str, request: pytest.FixtureRequest) -> str:
    """The URL of an empty database with all its tables; a second one of SQLite takes the place
    of the test's first."""
    if kind == "sqlite":
        file: Path = request.getfixturevalue("tmp_path") / "jupiter.db"
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        return f"sqlite:///{file}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.lend(request.getfixturevalue("migrated_database"))
    request.addfinalizer(lambda: server.take_back(url))
    return url


def url_for_many(kind: str, request: pytest.FixtureRequest) -> str:
    """The URL of such a database that several tests only read."""
    if kind == "sqlite":
        factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
        file = factory.mktemp("read") / "jupiter.db"
        tables_at(file)
        return f"sqlite:///{file}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database(request.getfixturevalue("migrated_database"))
