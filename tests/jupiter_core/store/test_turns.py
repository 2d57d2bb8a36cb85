"""Writers of one SQLite file, or of one workspace in PostgreSQL, take turns within a process."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from jupiter_core.ports import StoreBusy
from jupiter_core.store import Database
from jupiter_core.store.engine import engine_of, writing
from jupiter_core.store.trouble import Patience, Unwatched
from jupiter_core.store.turns import turns_of
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer


def patience(file: Path, seconds: float = 5) -> Patience:
    """Of an engine of its own."""
    return Patience(Unwatched(), turns_of(engine_of(f"sqlite:///{file}"), seconds))


def test_who_waits_for_its_turn_goes_on_when_the_one_before_is_done(tmp_path: Path) -> None:
    first, second = (patience(tmp_path / "one.db") for _ in range(2))
    done: list[str] = []
    waits = threading.Event()

    def write() -> None:
        waits.set()
        with second(writes=True):
            done.append("second")

    thread = threading.Thread(target=write)
    with first(writes=True):
        thread.start()
        waits.wait(60)
        done.append("first")
    thread.join(60)
    assert done == ["first", "second"]


def test_a_turn_that_does_not_come_is_told_as_busy_and_the_next_one_comes(tmp_path: Path) -> None:
    first, hurried = patience(tmp_path / "one.db"), patience(tmp_path / "one.db", 0.01)
    with first(writes=True), pytest.raises(StoreBusy), hurried(writes=True):
        pass
    with hurried(writes=True):
        pass


def test_whoever_reads_waits_for_nobody(tmp_path: Path) -> None:
    with (
        patience(tmp_path / "one.db")(writes=True),
        patience(tmp_path / "one.db", 0.01)(writes=False),
    ):
        pass


def test_two_files_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with (
        patience(tmp_path / "one.db", 0.01)(writes=True),
        patience(tmp_path / "two.db", 0.01)(writes=True),
    ):
        pass


def test_whoever_fails_in_their_turn_gives_it_back(tmp_path: Path) -> None:
    turns = patience(tmp_path / "one.db", 0.01)
    with pytest.raises(ZeroDivisionError), turns(writes=True):
        raise ZeroDivisionError
    with turns(writes=True):
        pass


@pytest.mark.postgres
def test_in_postgresql_who_writes_to_another_workspace_waits_for_nobody(
    postgres_server: PostgresServer,
) -> None:
    engine = engine_of(postgres_server.uri)
    writers = Patience(Unwatched(), turns_of(engine, 0.01))
    with writers(writes=True, to="workspace T0"), writers(writes=True, to="workspace T1"):
        pass
    with writers(writes=True, to="workspace T0"), writers(writes=True):
        pass
    with (
        writers(writes=True, to="workspace T0"),
        pytest.raises(StoreBusy),
        writers.within(0.01)(writes=True, to="workspace T0"),
    ):
        pass
    with writers(writes=True, to="workspace T0"):
        pass
    engine.dispose()


@pytest.mark.postgres
def test_a_crowd_that_writes_to_one_workspace_needs_one_connection(
    postgres_server: PostgresServer, migrated_database: str
) -> None:
    url = postgres_server.new_database(migrated_database)
    at_once = threading.Barrier(6)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:

        def write(n: int) -> None:
            at_once.wait(30)
            with database.write("T0") as uow:
                uow.once(f"key {n}")

        threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
        for each in threads:
            each.start()
        for each in threads:
            each.join(30)
        assert database.engine.pool.checkedin() == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(("set_to", "pragma"), [("NORMAL", 1), ("FULL", 2)])
def test_a_commit_waits_for_the_disk_where_that_is_set(
    tmp_path: Path, set_to: str, pragma: int
) -> None:
    engine = engine_of(f"sqlite:///{tmp_path}/one.db", synchronous=set_to)
    with writing(engine).begin() as connection:
        found = connection.execute(text("PRAGMA synchronous")).scalar()
    engine.dispose()
    assert found == pragma
