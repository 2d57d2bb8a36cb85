"""Stores of every kind, each test with an empty one of its own."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from jupiter_core.ports import Outbox, Store
from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.fakes import CountingIds, FakeStore, FixedClock
from tests.jupiter_core.store.opening import DatabaseAt
from tests.postgres import PostgresServer

REAL = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ids() -> CountingIds:
    return CountingIds()


@pytest.fixture
def unique() -> Callable[[], str]:
    """Another name with each call, for tests that go on with one store."""
    count = itertools.count()
    return lambda: f"name-{next(count)}"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    with closing(Database(f"sqlite:///{file}", FixedClock(), CountingIds(), A_SIGNER)) as database:
        database.migrate()
    return file


@pytest.fixture(scope="session")
def migrated_database(postgres_server: PostgresServer) -> str:
    """The name of a database that others are copied from."""
    url = postgres_server.new_database()
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        database.migrate()
    return str(make_url(url).database)


def fresh_url(kind: str, request: pytest.FixtureRequest) -> str:
    """The URL of an empty database with all its tables."""
    if kind == "sqlite":
        file = request.getfixturevalue("tmp_path") / "jupiter.db"
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        return f"sqlite:///{file}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database(request.getfixturevalue("migrated_database"))


@pytest.fixture(params=REAL)
def opened(
    request: pytest.FixtureRequest, clock: FixedClock, ids: CountingIds
) -> Iterator[DatabaseAt]:
    """Opens one database as often as a test has processes."""
    with ExitStack() as stack:
        yield DatabaseAt(fresh_url(request.param, request), clock, ids, stack)


@pytest.fixture
def database(opened: DatabaseAt) -> Database:
    return opened()


@pytest.fixture(params=["fake", *REAL])
def store(request: pytest.FixtureRequest, clock: FixedClock, ids: CountingIds) -> Iterator[Store]:
    """Whatever calls itself a store: the fakes must behave as the real ones do."""
    if request.param == "fake":
        yield FakeStore(clock, ids)
        return
    with closing(Database(fresh_url(request.param, request), clock, ids, A_SIGNER)) as database:
        yield database


@pytest.fixture
def outbox(store: Database | FakeStore) -> Outbox:
    return store.outbox
