"""The table of the desk's entries: of each invoice and contract what a list or a sum needs.

Beside the documents, so that counting ten thousand rows reads no page of theirs.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Index, literal_column, text
from sqlmodel import Field

from jupiter_core.store.columns import Sortable, UtcDateTime
from jupiter_core.store.tables import TableRow

_IS_LOOKED_AT = text("look_at IS NOT NULL")
IS_SENT_BACK: ColumnElement[bool] = literal_column("(sent_back <> '')")
"""In these words, as the index of those has it."""


class DeskEntryRow(TableRow, table=True):
    """`due_on` and `promised_on` are ISO days, and empty where nothing is owed or promised;
    `spoken_for` has a space before and after each id. `look_at` is when the timer looks at what
    waits for an approval."""

    is_derived = True

    __tablename__ = "desk_entries"
    __table_args__ = (
        Index("desk_entries_by_state", "workspace_id", "state", "updated_at", "subject_id"),
        Index(
            "desk_entries_by_state_of_drafter",
            *("workspace_id", "state", "drafted_by", "updated_at", "subject_id"),
        ),
        Index(
            "desk_entries_by_return",
            *("workspace_id", "state", "drafted_by", "updated_at", "subject_id"),
            sqlite_where=IS_SENT_BACK,
            postgresql_where=IS_SENT_BACK,
        ),
        Index("desk_entries_by_due", "workspace_id", "due_on", "subject_id"),
        Index(
            "desk_entries_by_due_of_drafter", "workspace_id", "drafted_by", "due_on", "subject_id"
        ),
        Index("desk_entries_by_po", "workspace_id", "po_awaited", "due_on", "subject_id"),
        Index(
            "desk_entries_by_po_of_drafter",
            *("workspace_id", "drafted_by", "po_awaited", "due_on", "subject_id"),
        ),
        Index("desk_entries_by_upload", "workspace_id", "upload_due", "due_date", "subject_id"),
        Index("desk_entries_by_settlement", "workspace_id", "settled_at", "subject_id"),
        Index("desk_entries_by_settlement_of_drafter", "workspace_id", "drafted_by", "settled_at"),
        Index(
            "desk_entries_by_look",
            *("workspace_id", "look_at"),
            sqlite_where=_IS_LOOKED_AT,
            postgresql_where=_IS_LOOKED_AT,
        ),
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
    issue_date: str = ""
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
    look_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
