"""What a test process remembers of databases is what each of them would be told anew."""

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, literal, select
from sqlalchemy.dialects import sqlite

from tests.harness.loaded_migrations import loaded
from tests.harness.spelled_statements import Spelled


def test_a_statement_is_spelled_once_for_all_databases_of_a_kind_and_not_for_another_kind() -> None:
    spelled, by = Spelled(10), sqlite.dialect
    spelled[by(), "statement", False] = "SELECT ?"
    assert spelled.get((by(), "statement", False)) == "SELECT ?"
    assert spelled.get((by(), "another", False)) is None
    assert spelled.get((by(paramstyle="named"), "statement", False)) is None


def test_a_second_database_answers_what_it_has_itself_by_what_is_remembered_of_the_first() -> None:
    for said in ("one", "two"):
        engine = create_engine("sqlite://")
        with engine.connect() as connection:
            assert connection.execute(select(literal(said))).scalar_one() == said
        engine.dispose()


def test_migrations_of_two_places_are_not_taken_for_each_other() -> None:
    own, same = loaded(_of("jupiter_core.store:migrations")), _of("jupiter_core.store:migrations")
    assert ScriptDirectory.from_config(same) is own
    assert ScriptDirectory.from_config(_of("jupiter_core:store")) is not own


def _of(place: str) -> Config:
    config = Config()
    config.set_main_option("script_location", place)
    return config
