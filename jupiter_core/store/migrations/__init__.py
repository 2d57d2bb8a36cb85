"""Migrations, shipped in the package: they need no configuration file."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from jupiter_core.store.engine import one_writer, writing


def migrate(engine: Engine) -> None:
    """Brings the tables to the newest form, in one transaction. One process at a time does it."""
    config = Config()
    config.set_main_option("script_location", "jupiter_core.store:migrations")
    with writing(engine).begin() as connection:
        one_writer(connection, "migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
