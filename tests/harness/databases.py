"""Empty databases with all their tables: migrated once a test process, copied for each test."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file that others are copied from."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    with closing(Database(f"sqlite:///{file}", FixedClock(), CountingIds(), A_SIGNER)) as database:
        database.migrate()
    return file


@pytest.fixture(scope="session")
def migrated_database(postgres_server: PostgresServer) -> str:
    """The name of the PostgreSQL database that others are copied from."""
    url = postgres_server.new_database()
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        database.migrate()
    return str(make_url(url).database)


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
