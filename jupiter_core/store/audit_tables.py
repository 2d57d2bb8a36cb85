"""The tables of the audit log."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from jupiter_core.store.columns import Document, UtcDateTime
from jupiter_core.store.tables import TableRow


class AuditEntryRow(TableRow, table=True):
    """Immutable: the migration adds triggers that refuse every change and removal."""

    __tablename__ = "audit_entries"

    sequence: int = Field(primary_key=True, sa_type=BigInteger)
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str
    rows: str = Field(sa_type=Document)
    previous: str
    seal: str


class AnchorRow(TableRow, table=True):
    """The last anchor of a workspace that was made, which says when the next one is due."""

    __tablename__ = "anchors"

    document: str = Field(sa_type=Document)
