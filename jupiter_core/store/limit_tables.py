"""The table of the counters that all processes share."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from jupiter_core.store.columns import UtcDateTime


class RateLimitRow(SQLModel, table=True):
    """Of no workspace. `key` is a hash: whose address it was is not kept."""

    __tablename__ = "rate_limits"
    __table_args__ = (Index("rate_limits_by_age", "expires_at"),)

    key: str = Field(primary_key=True)
    window: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    taken: int = Field(sa_type=BigInteger)
    expires_at: datetime = Field(sa_type=UtcDateTime)
