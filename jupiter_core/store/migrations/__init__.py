"""Migrations, shipped in the package: they need no configuration file."""

from collections.abc import Callable
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from jupiter_core.store.engine import one_writer, writing


def migrate(
    engine: Engine, adopt: Callable[[Connection], None], fill: Callable[[Connection], None]
) -> None:
    """Brings the tables to the newest form, in one transaction. One process at a time does it.

    `adopt` is called, in that transaction too, where the audit log was not there before, and
    `fill` always: it makes what follows from the documents and is not there yet.
    """
    config = _config()
    with writing(engine).begin() as connection:
        one_writer(connection, "migrations")
        # Asked before the upgrade, which makes the table.
        had_log = inspect(connection).has_table("audit_entries")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not had_log:
            adopt(connection)
        fill(connection)


def revisions(connection: Connection) -> tuple[str | None, str | None]:
    """Which form the tables have, and which this program knows."""
    return MigrationContext.configure(connection).get_current_revision(), _known()


@cache
def _known() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "jupiter_core.store:migrations")
    return config
