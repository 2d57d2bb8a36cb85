"""See `WordMerging`. PostgreSQL's index has one part and a list of what came last, which a vacuum
takes into it; so only SQLite's is merged, by FTS5's `merge`
(https://www.sqlite.org/fts5.html#the_merge_command).
"""

from sqlalchemy import Connection, Engine

from jupiter_core.store.engine import reading, writing
from jupiter_core.store.trouble import Patience

PAGES = 8
"""That a step writes, about: it ends with the list of a gram, and the longest is a byte a text."""
_STATE = "SELECT block FROM search_grams_data WHERE id = 10"
"""Of which parts the index consists: another one after each change."""
_MERGE = f"INSERT INTO search_grams (search_grams, rank) VALUES ('merge', {PAGES})"  # noqa: S608
_NO_WORK = 1
"""Change of a row: that of the command itself."""


class SqlWordMerging:
    """How it last was when nothing was left, it remembers: then to look is all that it does."""

    def __init__(self, engine: Engine, patience: Patience) -> None:
        self._engine = engine
        self._patience = patience
        self._merged: object = None

    def step(self) -> bool:
        if self._engine.dialect.name != "sqlite":
            return False
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            if _state(connection) == self._merged:
                return False
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            before = _changes(connection)
            connection.exec_driver_sql(_MERGE)
            has_merged = _changes(connection) - before > _NO_WORK
            self._merged = None if has_merged else _state(connection)
        return has_merged


def _state(connection: Connection) -> object:
    return connection.exec_driver_sql(_STATE).scalar()


def _changes(connection: Connection) -> int:
    """Of rows, by this connection since it was opened."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return int(driver.total_changes)
