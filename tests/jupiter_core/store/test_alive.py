"""Connections that wait in the pool, and whether they are still any."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from jupiter_core.store.alive import UNASKED_SECONDS, expect_alive
from jupiter_core.store.engine import engine_of
from tests.harness.postgres import PostgresServer

pytestmark = pytest.mark.postgres


class Watch:
    """A stopwatch that shows what it is set to."""

    def __init__(self) -> None:
        self.shows = 0.0

    def __call__(self) -> float:
        return self.shows


@pytest.fixture
def engine(postgres_server: PostgresServer) -> Iterator[Engine]:
    engine = engine_of(postgres_server.uri)
    yield engine
    engine.dispose()


def _pid(connection: Connection) -> int:
    return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def _used(engine: Engine) -> int:
    """Which connection the pool gives out."""
    with engine.connect() as connection:
        return _pid(connection)


def test_the_connection_that_was_given_back_last_is_used_again(engine: Engine) -> None:
    with engine.connect() as last:
        pid = _pid(last)
        assert _used(engine) != pid

    assert [_used(engine) for _ in range(3)] == [pid] * 3


def test_a_connection_that_its_server_ended_is_given_to_nobody(
    engine: Engine, postgres_server: PostgresServer
) -> None:
    before = _used(engine)
    postgres_server.run(f"SELECT pg_terminate_backend({before}, 5000)")

    assert _used(engine) != before


def test_only_a_connection_that_rested_is_asked_whether_it_is_there(
    postgres_server: PostgresServer,
) -> None:
    watch = Watch()
    asked: list[float] = []
    engine = create_engine(engine_of(postgres_server.uri).url)
    expect_alive(engine, watch, lambda _: asked.append(watch.shows))

    for watch.shows in (0, UNASKED_SECONDS / 2, 5, 5 + UNASKED_SECONDS / 2):
        _used(engine)

    assert asked == [5]
    engine.dispose()
