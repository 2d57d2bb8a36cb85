"""The table of the search index: it follows from the documents and can be made anew."""

from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Index, literal_column
from sqlmodel import Field

from jupiter_core.store.columns import Document, Sortable, UtcDateTime
from jupiter_core.store.tables import TableRow

IS_OWED: ColumnElement[bool] = literal_column("(is_open AND due_minor > 0)")
"""In these words, as the index of those has it; see `IS_OPEN`."""


class SearchEntryRow(TableRow, table=True):
    """A SearchEntry; `form` says by which rules it was made."""

    is_derived = True

    __tablename__ = "search_entries"
    __table_args__ = (
        Index("search_by_form", "form"),
        Index("search_by_change", "workspace_id", "kind", "updated_at", "subject_id"),
        Index("search_by_date", "workspace_id", "kind", "issue_date", "subject_id"),
        Index("search_by_due", "workspace_id", "kind", "is_open", "due_date"),
        Index("search_by_state", "workspace_id", "kind", "state", "updated_at", "subject_id"),
        Index(
            "search_owed",
            *("workspace_id", "kind", "updated_at", "subject_id"),
            sqlite_where=IS_OWED,
            postgresql_where=IS_OWED,
        ),
        Index("search_by_number", "workspace_id", "number_plain"),
        Index("search_by_serial", "workspace_id", "serial"),
        Index("search_by_po", "workspace_id", "po_key"),
        Index("search_by_external", "workspace_id", "external_key"),
        Index(
            "search_by_drafter", "workspace_id", "kind", "drafted_by", "updated_at", "subject_id"
        ),
        Index(
            "search_by_channel", "workspace_id", "kind", "deal_channel", "updated_at", "subject_id"
        ),
        Index(
            "search_by_drafter_and_state",
            *("workspace_id", "kind", "drafted_by", "state", "updated_at", "subject_id"),
        ),
        Index(
            "search_by_channel_and_state",
            *("workspace_id", "kind", "deal_channel", "state", "updated_at", "subject_id"),
        ),
    )

    subject_id: str = Field(primary_key=True, sa_type=Sortable)
    form: int
    kind: str
    title: str
    number_plain: str
    serial: str
    words: str = Field(sa_type=Document)
    amounts: str
    customer: str
    customer_key: str = Field(sa_type=Sortable)
    po_number: str
    po_key: str
    external_id: str
    external_key: str
    state: str
    is_open: bool
    currency: str = Field(sa_type=Sortable)
    total_minor: int = Field(sa_type=BigInteger)
    due_minor: int = Field(sa_type=BigInteger)
    issue_date: str = Field(sa_type=Sortable)
    due_date: str = Field(sa_type=Sortable)
    deal_channel: str
    drafted_by: str
    corrects: str
    updated_at: datetime = Field(sa_type=UtcDateTime)
