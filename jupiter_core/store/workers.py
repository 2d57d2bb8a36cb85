"""See `Workers`: a row for each process, written every few seconds."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from jupiter_core.store.engine import reading, writing
from jupiter_core.store.trouble import Patience
from jupiter_core.store.worker_tables import WorkerBeatRow

FORGOTTEN_AFTER = timedelta(days=1)
"""Of one that was killed: it took nothing away itself."""


class SqlWorkers:
    """Any number of processes."""

    def __init__(self, engine: Engine, patience: Patience) -> None:
        self._engine, self._patience = engine, patience

    def beat(self, owner: str, now: datetime) -> None:
        postgres = self._engine.dialect.name == "postgresql"
        made = (postgresql.insert if postgres else sqlite.insert)(WorkerBeatRow)
        seen = made.values(owner=owner, seen_at=now).on_conflict_do_update(
            index_elements=["owner"], set_={"seen_at": made.excluded.seen_at}
        )
        old = delete(WorkerBeatRow).where(col(WorkerBeatRow.seen_at) < now - FORGOTTEN_AFTER)
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            connection.execute(seen)
            connection.execute(old)

    def left(self, owner: str) -> None:
        mine = delete(WorkerBeatRow).where(col(WorkerBeatRow.owner) == owner)
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            connection.execute(mine)

    def last_seen(self) -> datetime | None:
        last = select(func.max(col(WorkerBeatRow.seen_at)))
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            return connection.execute(last).scalar_one()
