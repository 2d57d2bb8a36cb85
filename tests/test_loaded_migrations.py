"""Migrations that a test process remembers are those that each database would be told anew."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.harness.loaded_migrations import loaded


def test_migrations_of_two_places_are_not_taken_for_each_other() -> None:
    own, same = loaded(_of("jupiter_core.store:migrations")), _of("jupiter_core.store:migrations")
    assert ScriptDirectory.from_config(same) is own
    assert ScriptDirectory.from_config(_of("jupiter_core:store")) is not own


def _of(place: str) -> Config:
    config = Config()
    config.set_main_option("script_location", place)
    return config
