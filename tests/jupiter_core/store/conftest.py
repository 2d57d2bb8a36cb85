"""Stores of every kind, each test with an empty one of its own."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from jupiter_core.ports import Outbox, Store
from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FakeStore, FixedClock
from tests.jupiter_core.store.opening import DatabaseAt


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


@pytest.fixture(params=KINDS)
def opened(
    request: pytest.FixtureRequest, clock: FixedClock, ids: CountingIds
) -> Iterator[DatabaseAt]:
    """Opens one database as often as a test has processes."""
    with ExitStack() as stack:
        yield DatabaseAt(fresh_url(request.param, request), clock, ids, stack)


@pytest.fixture
def database(opened: DatabaseAt) -> Database:
    return opened()


@pytest.fixture(params=["fake", *KINDS])
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
