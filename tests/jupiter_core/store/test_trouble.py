"""What a database cannot do is told apart by what is to be done, and nothing is left half done."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from jupiter_core.ports import (
    StoreAway,
    StoreBusy,
    StoreFault,
    StoreTrouble,
    StoreUnsure,
    StoreUnusable,
)
from jupiter_core.store import Database
from jupiter_core.store.trouble import trouble_of
from tests.factories import A_SIGNER, WORKSPACE
from tests.harness.commits import before_commits
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer
from tests.jupiter_core.store.opening import DatabaseAt


class Watching:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def trouble(self, trouble: StoreTrouble) -> None:
        self.told.append(str(trouble))

    def fine(self, *, wrote: bool) -> None:
        self.told.append("wrote" if wrote else "read")


@contextmanager
def database_at(url: str, watch: Watching | None = None) -> Iterator[Database]:
    made = Database(url, FixedClock(), CountingIds(), A_SIGNER, watch=watch or Watching())
    with closing(made) as database:
        yield database


@pytest.fixture
def file(request: pytest.FixtureRequest) -> Path:
    return Path(str(make_url(fresh_url("sqlite", request)).database))


@pytest.fixture
def postgres(request: pytest.FixtureRequest) -> str:
    """The URL of a database of its own."""
    return fresh_url("postgresql", request)


def claim(database: Database, key: str) -> None:
    with database.write(WORKSPACE) as uow:
        uow.once(key)


def fault_of(database: Database) -> StoreFault:
    with pytest.raises(StoreUnusable) as raised:
        claim(database, "anything" * 4_000)
    return raised.value.fault


def test_a_writer_who_is_in_a_hurry_waits_for_the_one_before_for_a_moment(
    opened: DatabaseAt,
) -> None:
    first, second = opened(), opened()
    with first.write(WORKSPACE) as uow:
        uow.once("first")
        with pytest.raises(StoreBusy):
            claim(second.within(0.05), "second")
    claim(second.within(0.05), "second")


def test_a_full_sqlite_file_says_so_and_nothing_is_kept(file: Path) -> None:
    watch = Watching()
    with database_at(f"sqlite:///{file}", watch) as database:
        claim(database, "before")

        @event.listens_for(database.engine, "begin")
        def bound(connection: object) -> None:
            size = connection.exec_driver_sql("PRAGMA page_count").scalar()  # type: ignore[attr-defined]
            connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")  # type: ignore[attr-defined]

        assert fault_of(database) is StoreFault.FULL
        assert watch.told == ["wrote", "The database is full"]


def test_a_write_protected_sqlite_file_is_read_and_not_written(file: Path) -> None:
    with database_at(f"sqlite:///file:{file}?mode=ro&uri=true") as database:
        assert fault_of(database) is StoreFault.READ_ONLY
        assert database.workspaces() == []


def test_a_damaged_sqlite_file_is_no_busy_one(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with database_at(f"sqlite:///{file}") as database:
        assert fault_of(database) is StoreFault.DAMAGED


def test_what_is_no_sqlite_file_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "jupiter.db"
    file.write_bytes(b"This is no database at all. " * 400)
    with database_at(f"sqlite:///{file}") as database:
        assert fault_of(database) is StoreFault.DAMAGED


def test_a_file_whose_folder_is_gone_is_away(tmp_path: Path) -> None:
    with database_at(f"sqlite:///{tmp_path}/gone/jupiter.db") as database:
        with pytest.raises(StoreAway):
            claim(database, "anything")
        with pytest.raises(StoreAway):
            database.expect_answer()


def test_tables_that_are_not_there_are_another_schema(opened: DatabaseAt) -> None:
    database = opened()
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE claimed_keys"))
    assert fault_of(database) is StoreFault.OTHER_TABLES


def test_a_write_in_a_transaction_that_reads_is_a_mistake_of_ours_and_no_trouble(
    database: Database,
) -> None:
    with pytest.raises(Exception) as raised, database.read(WORKSPACE) as uow:
        uow.once("never")
    assert not isinstance(raised.value, StoreTrouble)


@pytest.mark.postgres
def test_a_connection_that_is_cut_while_something_is_done_means_that_nothing_was(
    postgres: str, postgres_server: PostgresServer
) -> None:
    with database_at(postgres) as database:
        with pytest.raises(StoreAway), database.write(WORKSPACE) as uow:
            uow.once("cut")
            cut_all(postgres, postgres_server)
            uow.once("after")
        claim(database, "cut")  # at once, on a connection of its own


@pytest.mark.postgres
def test_a_connection_that_is_cut_when_a_transaction_is_kept_leaves_it_open_whether_it_was(
    postgres: str, postgres_server: PostgresServer
) -> None:
    def cut(_connection: object) -> None:
        cut_all(postgres, postgres_server)

    with (
        database_at(postgres) as database,
        before_commits(database.engine, cut),
        pytest.raises(StoreUnsure),
    ):
        claim(database, "perhaps")


@pytest.mark.postgres
def test_a_database_that_is_away_is_used_again_when_it_is_back(
    postgres: str, postgres_server: PostgresServer
) -> None:
    name, watch = make_url(postgres).database, Watching()
    with database_at(postgres, watch) as database:
        claim(database, "before")
        cut_all(postgres, postgres_server)
        postgres_server.run(f"ALTER DATABASE {name} RENAME TO {name}_away")
        for ask in (database.expect_answer, database.workspaces, lambda: claim(database, "now")):
            with pytest.raises(StoreAway):
                ask()
        postgres_server.run(f"ALTER DATABASE {name}_away RENAME TO {name}")
        claim(database, "after")
    assert watch.told == ["wrote", *["The database is away"] * 3, "wrote"]


@pytest.mark.postgres
def test_a_standby_reads_and_does_not_write(postgres: str, postgres_server: PostgresServer) -> None:
    name = make_url(postgres).database
    postgres_server.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with database_at(postgres) as database:
        assert fault_of(database) is StoreFault.READ_ONLY
        assert database.workspaces() == []


@pytest.mark.postgres
def test_what_a_standby_says_at_the_begin_of_a_transaction_is_that_it_only_reads(
    postgres: str,
) -> None:
    said = "cannot set transaction read-write mode during recovery"
    with database_at(postgres) as database, database.engine.connect() as connection:
        for code, found in (("0A000", StoreUnusable(StoreFault.READ_ONLY)), ("22012", None)):
            with pytest.raises(SQLAlchemyError) as raised, connection.begin():
                connection.exec_driver_sql(
                    f"DO $$ BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = '{code}'; END $$"
                )
            assert str(trouble_of(raised.value, writes=True)) == str(found)


def cut_all(url: str, server: PostgresServer) -> None:
    """Ends the sessions in that database, as a restart of the server does."""
    name = make_url(url).database
    server.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    )
