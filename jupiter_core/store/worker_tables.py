"""The table of the processes that send and issue."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from jupiter_core.store.columns import UtcDateTime


class WorkerBeatRow(SQLModel, table=True):
    """Of no workspace. One that stops as it should takes its row away."""

    __tablename__ = "worker_beats"

    owner: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=UtcDateTime)
