"""The tables of what finance keeps beside invoices: purchase orders and ledger accounts."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from jupiter_core.store.columns import Document, Sortable, UtcDateTime
from jupiter_core.store.tables import TableRow


class PurchaseOrderRow(TableRow, table=True):
    """`document` is the PurchaseOrder as of `sequence`; `valid_until` is its last day (ISO), or
    empty."""

    __tablename__ = "purchase_orders"
    __table_args__ = (
        UniqueConstraint(
            "workspace_id", "customer_id", "number_key", name="purchase_orders_number_key"
        ),
        Index("purchase_orders_by_end", "workspace_id", "closed", "valid_until"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    customer_id: str
    number_key: str
    sequence: int
    closed: bool
    valid_until: str
    updated_at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


class AccountMappingRow(TableRow, table=True):
    """`document` is the AccountMapping."""

    __tablename__ = "account_mappings"

    profile_id: str = Field(primary_key=True)
    document: str = Field(sa_type=Document)
