"""Counters that all processes share, and how large each draft is that strangers leave."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Drafts that were left before are measured."""
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("window", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "window"),
    )
    op.create_index("rate_limits_by_age", "rate_limits", ["expires_at"])
    op.add_column("handovers", sa.Column("size", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE handovers SET size = length(document)")
