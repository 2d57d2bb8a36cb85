"""Deliveries of which nothing is left but that they were are found by when that was forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"

_PURGED = sa.text("endpoint_id IS NOT NULL AND purged_at IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "outbox_purged_deliveries",
        "outbox",
        ["purged_at"],
        sqlite_where=_PURGED,
        postgresql_where=_PURGED,
    )
