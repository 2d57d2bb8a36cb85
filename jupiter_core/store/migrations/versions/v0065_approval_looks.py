"""What waits for an approval is looked at when somebody may be reminded, and not each minute."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0060"

_IS_LOOKED_AT = sa.text("look_at IS NOT NULL")


def upgrade() -> None:
    """All that waits is looked at once."""
    op.add_column("desk_entries", sa.Column("look_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE desk_entries SET look_at = updated_at WHERE state = 'pending_approval'")
    op.create_index(
        "desk_entries_by_look",
        "desk_entries",
        ["workspace_id", "look_at"],
        sqlite_where=_IS_LOOKED_AT,
        postgresql_where=_IS_LOOKED_AT,
    )
