"""Migrations, shipped in the package: they need no configuration file."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect

from jupiter_core.store.engine import in_time, one_writer, writing


def migrate(
    engine: Engine,
    adopt: Callable[[Connection], None],
    fill: Callable[[Connection, Collection[str]], None],
    follow: Callable[[Connection], None],
    *,
    wait: float,
    busy: float,
) -> None:
    """Brings the tables to the newest form, in one transaction: a process that is killed meanwhile
    leaves all as it was. One process at a time does it, for whom others `wait` so many seconds;
    whoever uses a table is waited for as long as by anybody who finds it `busy`.

    In that transaction too, `adopt` is called where the audit log was not there before, `fill`
    where the tables had another form, with the revisions that were new to them, and `follow`
    always: both make what follows from the documents and is not there yet, and `follow` looks
    through so little that each start may.
    """
    with in_time(writing(engine), wait).begin() as connection:
        one_writer(connection, "migrations")
        if connection.dialect.name == "postgresql":
            # Behind us, others wait for that table too.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy * 1000)}")
        before, known = revisions(connection)
        if before != known:
            # Asked before the upgrade, which makes the table.
            had_log = inspect(connection).has_table("audit_entries")
            passed = _upgrade(connection)
            if not had_log:
                adopt(connection)
            fill(connection, passed)
        follow(connection)


def _upgrade(connection: Connection) -> frozenset[str]:
    """The revisions that were new to the tables. Reads all there are, which a start on tables of
    the present form has no need of."""
    passed = set[str]()
    config = Config()
    config.attributes["passed"] = passed.add
    config.set_main_option("script_location", "jupiter_core.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return frozenset(passed)


def revisions(connection: Connection) -> tuple[str | None, str]:
    """Which form the tables have, and which this program knows."""
    return MigrationContext.configure(connection).get_current_revision(), _known()


@cache
def _known() -> str:
    """The revision that no other one follows, as their modules say, of which none is run."""
    modules = Path(__file__).with_name("versions").glob("v*.py")
    texts = [each.read_text("utf-8") for each in modules]
    (newest,) = _named(texts, "revision") - _named(texts, "down_revision")
    return newest


def _named(texts: Iterable[str], name: str) -> set[str]:
    found = (re.search(rf'^{name} = "(\w+)"', each, re.MULTILINE) for each in texts)
    return {each[1] for each in found if each}
