"""Changes by link that wait for a code or a person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """One table; nothing waits yet."""
    op.create_table(
        "held_changes",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("invoice_id", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_index("held_changes_by_invoice", "held_changes", ["workspace_id", "invoice_id"])
    op.create_index("held_changes_by_expiry", "held_changes", ["workspace_id", "expires_at"])
