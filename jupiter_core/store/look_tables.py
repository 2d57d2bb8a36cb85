"""The table of who looked at settings and bank details."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from jupiter_core.store.columns import Sortable, UtcDateTime
from jupiter_core.store.tables import TableRow


class SettingsLookRow(TableRow, table=True):
    """A look as often as it came in an hour. `id` says nothing of it: the audit log names the row
    for good, and the row goes after a while."""

    __tablename__ = "settings_looks"
    __table_args__: Any = (
        UniqueConstraint(
            *("workspace_id", "hour", "person", "what", "key_id", "refusal"),
            name="settings_looks_key",
        ),
        Index("settings_looks_by_age", "hour"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    hour: datetime = Field(sa_type=UtcDateTime)
    person: str
    what: str
    key_id: str
    refusal: str
    first_at: datetime = Field(sa_type=UtcDateTime)
    last_at: datetime = Field(sa_type=UtcDateTime)
    times: int = Field(sa_type=BigInteger)
