"""How the databases are opened."""

import pytest
from sqlalchemy import text

from jupiter_core.store.engine import engine_of, writing


def test_sqlite_is_opened_in_wal_mode_with_foreign_keys_and_patience(tmp_path: object) -> None:
    engine = engine_of(f"sqlite:///{tmp_path}/jupiter.db")
    with writing(engine).begin() as connection:
        pragmas = ("journal_mode", "foreign_keys", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {each}")).scalar() for each in pragmas]
    engine.dispose()
    assert found == ["wal", 1, 10_000]


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
