"""What was sent back to its drafter is found without looking through their drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"

_IS_SENT_BACK = sa.text("(sent_back <> '')")


def upgrade() -> None:
    op.create_index(
        "desk_entries_by_return",
        "desk_entries",
        ["workspace_id", "state", "drafted_by", "updated_at", "subject_id"],
        sqlite_where=_IS_SENT_BACK,
        postgresql_where=_IS_SENT_BACK,
    )
