"""When each open invoice was last looked at for reminders."""

import sqlalchemy as sa
from alembic import op

from jupiter_core.store.columns import Sortable

revision = "0015"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "reminder_looks",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("invoice_id", Sortable(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("looked_on", sa.String(), nullable=False),
        sa.Column("next_on", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "invoice_id"),
    )
    op.create_index("reminder_looks_by_next", "reminder_looks", ["workspace_id", "next_on"])
