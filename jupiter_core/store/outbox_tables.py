"""The table of the outbox, and what is asked of it quickly."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from jupiter_core.store.columns import Document, Position, UtcDateTime
from jupiter_core.store.tables import TableRow

_UNSENT = text("sent_at IS NULL")
_WAITING = text("sent_at IS NULL AND dead_at IS NULL")
_LEASED = text("sent_at IS NULL AND lease_until IS NOT NULL")
_UNPURGED_SENT = text("purged_at IS NULL AND sent_at IS NOT NULL")
_PURGED_DELIVERY = text("endpoint_id IS NOT NULL AND purged_at IS NOT NULL")
_UNPURGED_DEAD = text("purged_at IS NULL AND dead_at IS NOT NULL")


class OutboxRow(TableRow, table=True):
    """A message: waiting until `sent_at` or `dead_at` is there; `position` is its order.

    From `purged_at` on, its body has its ids only.
    """

    __tablename__ = "outbox"
    __table_args__: Any = (
        UniqueConstraint("id", name="outbox_id_key"),
        Index("outbox_by_stream", "workspace_id", "stream", "kind", "position"),
        Index(
            "outbox_unsent_by_stream",
            "workspace_id",
            "stream",
            "position",
            sqlite_where=_UNSENT,
            postgresql_where=_UNSENT,
        ),
        Index(
            "outbox_waiting",
            "destination",
            "position",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "outbox_waiting_in_order",
            "position",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "outbox_unpurged_sent",
            "sent_at",
            sqlite_where=_UNPURGED_SENT,
            postgresql_where=_UNPURGED_SENT,
        ),
        Index(
            "outbox_unpurged_dead",
            "dead_at",
            sqlite_where=_UNPURGED_DEAD,
            postgresql_where=_UNPURGED_DEAD,
        ),
        Index(
            "outbox_leased_by_lane",
            "workspace_id",
            "lane",
            "lease_until",
            sqlite_where=_LEASED,
            postgresql_where=_LEASED,
        ),
        Index(
            "outbox_purged_deliveries",
            "purged_at",
            sqlite_where=_PURGED_DELIVERY,
            postgresql_where=_PURGED_DELIVERY,
        ),
        Index("outbox_by_endpoint", "workspace_id", "endpoint_id", "position"),
        {"sqlite_autoincrement": True},
    )

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    workspace_id: str = Field()
    id: str
    stream: str
    destination: str
    kind: str
    body: str = Field(sa_type=Document)
    skippable: bool = False
    endpoint_id: str | None = None
    lane: str | None = None
    attempts: int = 0
    tried_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    unfinished: int = 0
    not_before: datetime = Field(sa_type=UtcDateTime)
    lease_owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    receipt: str | None = Field(default=None, sa_type=Document)
    dead_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str | None = Field(default=None, sa_type=Document)
    purged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutboxHoldRow(TableRow, table=True):
    """Nothing goes to this lane before `until`; to none of the workspace, where `lane` is empty."""

    __tablename__ = "outbox_holds"

    workspace_id: str = Field(primary_key=True)
    destination: str = Field(primary_key=True)
    lane: str = Field(primary_key=True)
    until: datetime = Field(sa_type=UtcDateTime)
