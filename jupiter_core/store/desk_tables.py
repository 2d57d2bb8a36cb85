"""The table of the desk's entries: of each invoice and contract what a list or a sum needs.

Beside the documents, so that counting ten thousand rows reads no page of theirs.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from jupiter_core.store.columns import Sortable, UtcDateTime
from jupiter_core.store.tables import TableRow


class DeskEntryRow(TableRow, table=True):
    """`due_on` and `promised_on` are ISO days, and empty where nothing is owed or promised;
    `spoken_for` has a space before and after each id."""

    __tablename__ = "desk_entries"
    __table_args__ = (
        Index("desk_entries_by_state", "workspace_id", "state", "drafted_by", "updated_at"),
        Index(
            "desk_entries_by_due",
            *("workspace_id", "due_on", "currency", "seller_id", "due_minor", "drafted_by"),
        ),
        Index("desk_entries_by_po", "workspace_id", "po_awaited", "due_on"),
        Index("desk_entries_by_upload", "workspace_id", "upload_due"),
        Index("desk_entries_by_settlement", "workspace_id", "settled_at"),
    )

    subject_id: str = Field(primary_key=True, sa_type=Sortable)
    kind: str
    sequence: int
    name: str
    state: str
    customer: str
    total_minor: int = Field(sa_type=BigInteger)
    currency: str
    seller_id: str
    drafted_by: str
    due_date: str
    due_on: str
    due_minor: int = Field(sa_type=BigInteger)
    po_awaited: bool
    spoken_for: str
    sent_back: str
    disputed: bool
    promised_on: str
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    upload_due: bool = False
    updated_at: datetime = Field(sa_type=UtcDateTime)
