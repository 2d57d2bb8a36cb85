"""How the databases are opened."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from jupiter_core.store.engine import engine_of, writing


def test_sqlite_is_opened_in_wal_mode_with_patience(tmp_path: object) -> None:
    engine = engine_of(f"sqlite:///{tmp_path}/jupiter.db")
    with writing(engine).begin() as connection:
        pragmas = ("journal_mode", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {each}")).scalar() for each in pragmas]
    engine.dispose()
    assert found == ["wal", 10_000]


def test_no_table_has_a_foreign_key_which_sqlite_heeds_only_where_it_is_told_to(
    migrated_file: Path,
) -> None:
    """Rows name each other by ids that are made outside and erased one by one."""
    engine = engine_of(f"sqlite:///{migrated_file}")
    found = inspect(engine)
    tables = found.get_table_names()
    keys = {each: found.get_foreign_keys(each) for each in tables}
    engine.dispose()
    assert len(tables) > 15
    assert [each for each in tables if keys[each]] == []


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:p@host/db",
        "postgres://u:p@host/db",
        "postgresql+psycopg://u:p@host/db",
    ],
)
def test_any_url_of_postgresql_gets_its_driver(url: str) -> None:
    engine = engine_of(url)
    assert engine.url.render_as_string(hide_password=False) == "postgresql+psycopg://u:p@host/db"


def test_another_database_is_refused_with_those_that_work() -> None:
    with pytest.raises(ValueError, match="use sqlite or postgresql"):
        engine_of("mysql://u:p@host/db")
