"""What the customer's accounts payable and the deal team say to each other about an invoice."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("invoice_id", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_index("conversation_by_invoice", "conversation", ["workspace_id", "invoice_id", "id"])
