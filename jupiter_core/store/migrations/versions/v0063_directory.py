"""People and channels are kept as they were described last, so that nobody waits to ask."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0066"

_MOMENT = sa.DateTime(timezone=True)
_MOVED = sa.text("moved_to <> ''")


def upgrade() -> None:
    for table, key in (("known_people", "email_key"), ("known_channels", "moved_to")):
        op.create_table(
            table,
            sa.Column("workspace_id", sa.String(), nullable=False),
            sa.Column("id", sa.String(), nullable=False),
            sa.Column(key, sa.String(), nullable=False),
            sa.Column("refreshed_at", _MOMENT, nullable=False),
            sa.Column("document", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("workspace_id", "id"),
        )
    op.create_index(
        "known_channels_moved",
        "known_channels",
        ["workspace_id"],
        sqlite_where=_MOVED,
        postgresql_where=_MOVED,
    )
