"""Counters that all processes share; a row is a key in one window of time."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from jupiter_core.ports import Clock
from jupiter_core.store.engine import writing
from jupiter_core.store.limit_tables import RateLimitRow
from jupiter_core.store.trouble import Patience


class SqlRateCounters:
    """On an engine of its own, whose patience is short: who asks only wants to know whether to
    work, and must not queue behind those who do."""

    def __init__(self, engine: Engine, clock: Clock, patience: Patience) -> None:
        self._engine = writing(engine)
        self._patience = patience
        self._clock = clock
        self._purged = datetime.min.replace(tzinfo=UTC)

    def add(self, key: str, window: datetime, amount: int, expires_at: datetime) -> int:
        """See `RateCounters`."""
        values = {"key": key, "window": window, "taken": amount, "expires_at": expires_at}
        with self._patience(writes=True), self._engine.begin() as connection:
            self._forget(connection)
            return int(connection.execute(self._counted(values)).scalar_one())

    def _counted(self, values: dict[str, Any]) -> Any:
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        adding = insert(RateLimitRow).values(**values)
        # One statement: of two processes that first read and then wrote, one would not count.
        return adding.on_conflict_do_update(
            index_elements=["key", "window"],
            set_={"taken": col(RateLimitRow.taken) + adding.excluded.taken},
        ).returning(col(RateLimitRow.taken))

    def _forget(self, connection: Any) -> None:
        """Once a minute."""
        now = self._clock.now()
        if (now - self._purged).total_seconds() >= 60:
            self._purged = now
            connection.execute(delete(RateLimitRow).where(col(RateLimitRow.expires_at) <= now))
