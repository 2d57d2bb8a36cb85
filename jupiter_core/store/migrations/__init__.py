"""Migrations, shipped in the package: they need no configuration file."""

from collections.abc import Callable
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from jupiter_core.store.engine import in_time, one_writer, writing


def migrate(
    engine: Engine,
    adopt: Callable[[Connection], None],
    fill: Callable[[Connection], None],
    follow: Callable[[Connection], None],
    *,
    wait: float,
    busy: float,
) -> None:
    """Brings the tables to the newest form, in one transaction: a process that is killed meanwhile
    leaves all as it was. One process at a time does it, for whom others `wait` so many seconds;
    whoever uses a table is waited for as long as by anybody who finds it `busy`.

    In that transaction too, `adopt` is called where the audit log was not there before, `fill`
    where the tables had another form, and `follow` always: both make what follows from the
    documents and is not there yet, and `follow` looks through so little that each start may.
    """
    config = _config()
    with in_time(writing(engine), wait).begin() as connection:
        one_writer(connection, "migrations")
        if connection.dialect.name == "postgresql":
            # Behind us, others wait for that table too.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy * 1000)}")
        # Asked before the upgrade, which makes the table.
        had_log = inspect(connection).has_table("audit_entries")
        before, known = revisions(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not had_log:
            adopt(connection)
        if before != known:
            fill(connection)
        follow(connection)


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
