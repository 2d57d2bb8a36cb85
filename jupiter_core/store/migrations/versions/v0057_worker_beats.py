"""The processes that send and issue show that they live."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0048"


def upgrade() -> None:
    op.create_table(
        "worker_beats",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner"),
    )
