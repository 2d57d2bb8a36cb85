"""The first message that waits is found without passing all that were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"

_WAITING = sa.text("sent_at IS NULL AND dead_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "outbox_waiting_in_order",
        "outbox",
        ["position"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
