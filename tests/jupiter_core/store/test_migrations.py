"""The migrations make exactly the tables that the code speaks of, and guard the versions."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from jupiter_core.store import Database
from jupiter_core.store.migrations import revisions
from tests.factories import WORKSPACE, a_draft
from tests.jupiter_core.store.histories import add


def is_no_virtual_table(name: str | None, *_: object) -> bool:
    """SQLite's index of words is a table that it makes several of."""
    return name not in {
        "search_grams",
        *(f"search_grams_{each}" for each in ("data", "idx", "config")),
    }


def test_the_migrated_schema_is_the_schema_of_the_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": is_no_virtual_table}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_partial_indexes_are_there(database: Database) -> None:
    indexes = inspect(database.engine).get_indexes("outbox")
    partial = {
        each["name"]
        for each in indexes
        if any(option.endswith("_where") for option in each.get("dialect_options", {}))
    }
    assert partial == {
        "outbox_waiting",
        "outbox_unsent_by_stream",
        "outbox_unpurged_sent",
        "outbox_unpurged_dead",
        "outbox_purged_deliveries",
        "outbox_leased_by_lane",
    }


def test_migrating_again_changes_nothing(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft())
    database.migrate()
    with database.read(WORKSPACE) as uow:
        assert uow.invoices.summaries()


def test_the_newest_revision_is_known_by_its_module_without_running_it(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", "jupiter_core.store:migrations")
    newest = ScriptDirectory.from_config(config).get_current_head()
    with database.engine.connect() as connection:
        assert revisions(connection) == (newest, newest)


def test_a_start_on_tables_of_the_present_form_reads_no_documents(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft())
    asked: list[str] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda *given: asked.append(str(given[2]))
    )
    database.migrate()
    assert any("search_entries" in each for each in asked)
    assert [each for each in asked if "document" in each] == []


@pytest.mark.parametrize("statement", ["UPDATE versions SET note = 'x'", "DELETE FROM versions"])
def test_the_database_refuses_to_change_a_version(database: Database, statement: str) -> None:
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft())
    with (
        pytest.raises(DBAPIError, match="versions are immutable"),
        database.engine.begin() as connection,
    ):
        connection.execute(text(statement))
