"""Migrations that are killed in the middle, begun twice at once, or kept from the tables by others;
and each of them by itself, with rows in the tables."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event, text

from jupiter_core.ports import StoreBusy
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from jupiter_core.store.migrations import revisions
from tests.factories import A_SIGNER, WORKSPACE
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.forked import ForkedProgram
from tests.jupiter_core.store import killed_migration
from tests.jupiter_core.store.histories import ID, edit
from tests.jupiter_core.store.test_migrating_old_rows import (
    as_of_before,
    fill,
    old,
    rows_of_the_present,
    upgrade,
    writer,
)

__all__ = ["old"]
POINTS = ("CREATE TABLE desk_sums", "INSERT INTO audit_entries")
"""Among the last of the tables, and among the rows that are written then."""
FIRST = ("invoices", "versions", "contracts", "customers", "sender_profiles", "events", "outbox")


@pytest.fixture
def filled(old: Database, tmp_path: Path) -> Database:
    fill(old, as_of_before(rows_of_the_present(tmp_path)))
    return old


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def another(database: Database) -> Database:
    url = url_of(database).replace("postgresql+psycopg", "postgresql")
    return Database(url, FixedClock(), CountingIds(), A_SIGNER)


def revision_of(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return revisions(connection)[0]


def counts(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        asked = {each: text(f"SELECT count(*) FROM {each}") for each in FIRST}
        return {each: connection.execute(query).scalar_one() for each, query in asked.items()}


def expect_whole(database: Database) -> None:
    """All is there, proves its history, and goes on."""
    assert verify(database, WORKSPACE) == []
    with database.write(WORKSPACE) as uow:
        edit(uow, "third")
        assert uow.invoices.get(ID).content.memo == "third"
    assert verify(database, WORKSPACE) == []


def test_a_migration_that_is_killed_leaves_all_as_it_was_and_the_next_one_does_it(
    filled: Database,
) -> None:
    before = counts(filled)
    url = url_of(filled).replace("postgresql+psycopg", "postgresql")
    for point in POINTS:
        migrating = ForkedProgram(killed_migration.main, url, point)
        assert migrating.wait(60) == -signal.SIGKILL, point
        assert (revision_of(filled), counts(filled)) == ("0001", before)
    filled.migrate()
    assert counts(filled) == before
    expect_whole(filled)


def statements_of(database: Database, at_first: Callable[[], object]) -> list[str]:
    """What changes tables, as it is run; `at_first` is called before the first of them."""
    seen: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def noted(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith(("CREATE", "ALTER", "DROP")):
            if not seen:
                at_first()
            seen.append(statement)

    return seen


def test_of_two_migrations_at_once_the_second_waits_and_finds_nothing_to_do(
    filled: Database,
) -> None:
    begun, told = Event(), Event()

    def in_the_middle() -> None:
        begun.set()
        assert told.wait(60)

    with closing(another(filled)) as second, ThreadPoolExecutor(2) as processes:
        first_did = statements_of(filled, in_the_middle)
        second_did = statements_of(second, lambda: None)
        first = processes.submit(filled.migrate)
        assert begun.wait(60)
        waits = processes.submit(second.migrate)
        told.set()
        first.result(60), waits.result(60)
        assert (len(first_did) > 50, second_did) == (True, [])
        expect_whole(second)


def test_a_migration_that_is_kept_from_the_tables_says_what_to_do_and_changes_nothing(
    filled: Database,
) -> None:
    with writer(filled) as other:
        other.execute(text("UPDATE invoices SET head_hash = head_hash"))
        with closing(another(filled)) as database, pytest.raises(StoreBusy, match="Stop all"):
            database.migrate(wait=0.05, busy=0.05)
    assert revision_of(filled) == "0001"
    filled.migrate()
    expect_whole(filled)


def test_each_migration_by_itself_leaves_the_rows_of_before(filled: Database) -> None:
    config = Config()
    config.set_main_option("script_location", "jupiter_core.store:migrations")
    script = ScriptDirectory.from_config(config)
    before = counts(filled)
    for each in reversed([*script.walk_revisions()]):
        upgrade(filled, each.revision)
        assert (revision_of(filled), counts(filled)) == (each.revision, before)
    filled.migrate()
    with filled.write(WORKSPACE) as uow:
        edit(uow, "third")
        assert uow.invoices.get(ID).content.memo == "third"
