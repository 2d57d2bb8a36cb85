"""Databases under attack: SQLite and PostgreSQL, each test with an empty one of its own."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FixedClock

__all__ = ["KINDS", "a_database"]


@contextmanager
def a_database(kind: str, request: pytest.FixtureRequest) -> Iterator[tuple[Database, FixedClock]]:
    """Migrated, with the clock that it goes by."""
    clock = FixedClock()
    with closing(Database(fresh_url(kind, request), clock, CountingIds(), A_SIGNER)) as database:
        yield database, clock
