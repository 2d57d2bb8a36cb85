"""Documents of purchase orders that the customer's accounts payable handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0029"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    for table, held in (("po_documents", "document"), ("po_document_files", "content")):
        op.create_table(
            table,
            sa.Column("workspace_id", sa.String(), nullable=False),
            sa.Column("id", _SORTABLE, nullable=False),
            sa.Column("invoice_id", sa.String(), nullable=False),
            sa.Column(held, sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("workspace_id", "id"),
        )
        op.create_index(f"{table}_by_invoice", table, ["workspace_id", "invoice_id", "id"])
