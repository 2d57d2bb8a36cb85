"""What somebody sees is found by its state, without looking through all of that state."""

from alembic import op

revision = "0078"
down_revision = "0077"

_INDEXES = {
    "search_by_drafter_and_state": "drafted_by",
    "search_by_channel_and_state": "deal_channel",
}


def upgrade() -> None:
    for name, column in _INDEXES.items():
        columns = ["workspace_id", "kind", column, "state", "updated_at", "subject_id"]
        op.create_index(name, "search_entries", columns)
