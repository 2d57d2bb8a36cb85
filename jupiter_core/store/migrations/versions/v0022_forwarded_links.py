"""Links of an invoice that its customer's accounts payable forwarded to colleagues."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0015"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "forwarded_links",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("invoice_id", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_index(
        "forwarded_links_by_invoice", "forwarded_links", ["workspace_id", "invoice_id", "id"]
    )
