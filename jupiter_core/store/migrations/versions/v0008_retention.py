"""Messages say when they were forgotten, and attempts to deliver when they were made."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_BATCH = 500


def upgrade() -> None:
    """Both indexes hold only what may still have to be forgotten."""
    op.add_column("outbox", sa.Column("purged_at", sa.DateTime(timezone=True)))
    op.add_column("delivery_attempts", sa.Column("at", sa.DateTime(timezone=True)))
    _date_attempts()
    _index("outbox_unpurged_sent", ["sent_at"], "purged_at IS NULL AND sent_at IS NOT NULL")
    _index("outbox_unpurged_dead", ["dead_at"], "purged_at IS NULL AND dead_at IS NOT NULL")
    op.create_index("delivery_attempts_by_age", "delivery_attempts", ["at"])


def _index(name: str, columns: list[str], only: str) -> None:
    where: dict[str, Any] = {"sqlite_where": sa.text(only), "postgresql_where": sa.text(only)}
    op.create_index(name, "outbox", columns, **where)


def _date_attempts() -> None:
    rows = sa.table(
        "delivery_attempts",
        sa.column("position", sa.BigInteger()),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("document", sa.Text()),
    )
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(rows.c.position, rows.c.document).where(rows.c.position > last)
        found = connection.execute(query.order_by(rows.c.position).limit(_BATCH)).all()
        if not found:
            return
        for position, document in found:
            at = datetime.fromisoformat(json.loads(document)["at"])
            this = rows.c.position == position
            connection.execute(sa.update(rows).where(this).values(at=at))
        last = found[-1].position
