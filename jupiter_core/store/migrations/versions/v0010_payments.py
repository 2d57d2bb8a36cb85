"""Payments get rows of their own, with what they pay and what of them is a customer's credit."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0017"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """What was recorded before stands in the invoices' versions, and is taken from there when
    somebody reverses, refunds or adds to it."""
    op.create_table(
        "payments",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("sender_profile_id", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("received_on", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("free_minor", sa.BigInteger(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    source = ["workspace_id", "source_key"]
    op.create_index("payments_source_key", "payments", source, unique=True)
    op.create_index("payments_by_customer", "payments", ["workspace_id", "customer_id", "id"])
    op.create_index("payments_by_day", "payments", ["workspace_id", "received_on", "id"])
    op.create_table(
        "payment_invoices",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("invoice_id", sa.String(), nullable=False),
        sa.Column("payment_id", _SORTABLE, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "invoice_id", "payment_id"),
    )
    by_payment = ["workspace_id", "payment_id"]
    op.create_index("payment_invoices_by_payment", "payment_invoices", by_payment)
