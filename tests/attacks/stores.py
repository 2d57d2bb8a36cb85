"""Databases under attack: SQLite and PostgreSQL, each test with an empty one of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.fakes import CountingIds, FixedClock

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@contextmanager
def a_database(kind: str, request: pytest.FixtureRequest) -> Iterator[tuple[Database, FixedClock]]:
    """Migrated, with the clock that it goes by."""
    url = f"sqlite:///{request.getfixturevalue('tmp_path') / 'jupiter.db'}"
    if kind == "postgresql":
        server: Any = request.getfixturevalue("postgres_server")
        url = server.new_database()
    clock = FixedClock()
    database = Database(url, clock, CountingIds(), A_SIGNER)
    try:
        database.migrate()
        yield database, clock
    finally:
        database.close()
