"""Who looked at settings and bank details is kept, and not in the process's log alone."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "settings_looks",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint(
            *("workspace_id", "hour", "person", "what", "key_id", "refusal"),
            name="settings_looks_key",
        ),
    )
    op.create_index("settings_looks_by_age", "settings_looks", ["hour"])
