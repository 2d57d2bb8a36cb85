"""See `WordMerging`. PostgreSQL's index has one part and a list of what came last, which a vacuum
takes into it; so only SQLite's is merged.
"""

from sqlalchemy import Connection, Engine

from jupiter_core.store.engine import reading, writing
from jupiter_core.store.trouble import Patience
from jupiter_core.store.word_forgetting import STATE, forget_some, has_forgotten, merge_some

_LOOK = f"SELECT ({STATE}), EXISTS (SELECT 1 FROM words_to_forget)"  # noqa: S608


class SqlWordMerging:
    """How it last was when nothing was left, it remembers: then to look is all that it does."""

    def __init__(self, engine: Engine, patience: Patience) -> None:
        self._engine = engine
        self._patience = patience
        self._merged: object = None

    def step(self) -> bool:
        if self._engine.dialect.name != "sqlite":
            return False
        state, is_forgetting = self._look()
        if is_forgetting:
            return self._forget()
        if state == self._merged:
            return False
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            has_merged = merge_some(connection)
            self._merged = None if has_merged else _state(connection)
        return has_merged

    def is_forgetting(self) -> bool:
        return self._engine.dialect.name == "sqlite" and self._look()[1]

    def _look(self) -> tuple[object, bool]:
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            state, is_forgetting = connection.exec_driver_sql(_LOOK).one()
        return state, bool(is_forgetting)

    def _forget(self) -> bool:
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            if forget_some(connection):
                return True
        if self._is_any_sent_left() or not self._log_is_empty():
            return False
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            has_forgotten(connection)
        return True

    def _is_any_sent_left(self) -> bool:
        """What is emptied later than the log would be in it again."""
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            return connection.exec_driver_sql("SELECT 1 FROM sent_to_forget").first() is not None

    def _log_is_empty(self) -> bool:
        """SQLite's write-ahead log has pages as they were; it is emptied unless somebody reads it.
        Most of it is copied first, which nobody waits for."""
        with self._patience(writes=True), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
            busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        return not busy


def _state(connection: Connection) -> object:
    return connection.exec_driver_sql(STATE).scalar()
