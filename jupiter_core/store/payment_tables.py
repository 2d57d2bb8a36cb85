"""The tables of payments."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from jupiter_core.store.columns import Document, Sortable
from jupiter_core.store.tables import TableRow


class PaymentRow(TableRow, table=True):
    """`document` is the Payment; `free_minor` what of it is the customer's credit, and
    `source_key` is NULL where it has none."""

    __tablename__ = "payments"
    __table_args__ = (
        Index("payments_source_key", "workspace_id", "source_key", unique=True),
        Index("payments_by_customer", "workspace_id", "customer_id", "id"),
        Index("payments_by_day", "workspace_id", "received_on", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    customer_id: str
    sender_profile_id: str
    currency: str
    received_on: str
    amount_minor: int = Field(sa_type=BigInteger)
    free_minor: int = Field(sa_type=BigInteger)
    source_key: str | None = None
    document: str = Field(sa_type=Document)


class PaymentInvoiceRow(TableRow, table=True):
    """Which invoices a payment ever paid for."""

    __tablename__ = "payment_invoices"
    __table_args__ = (Index("payment_invoices_by_payment", "workspace_id", "payment_id"),)

    invoice_id: str = Field(primary_key=True)
    payment_id: str = Field(primary_key=True, sa_type=Sortable)
