"""Where each message goes, since when it is tried, and which lanes are held."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0037"

_MOMENT = sa.DateTime(timezone=True)
_LEASED = sa.text("sent_at IS NULL AND lease_until IS NOT NULL")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("lane", sa.String()))
    op.add_column("outbox", sa.Column("tried_since", _MOMENT))
    op.add_column(
        "outbox", sa.Column("unfinished", sa.Integer(), nullable=False, server_default="0")
    )
    op.execute("UPDATE outbox SET lane = endpoint_id WHERE sent_at IS NULL")
    op.create_index(
        "outbox_leased_by_lane",
        "outbox",
        ["workspace_id", "lane", "lease_until"],
        sqlite_where=_LEASED,
        postgresql_where=_LEASED,
    )
    op.create_table(
        "outbox_holds",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "destination", "lane"),
    )
