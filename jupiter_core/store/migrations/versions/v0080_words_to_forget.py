"""That words were removed is noted until SQLite's index of them has forgotten their parts."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"

_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "words_to_forget",
        sa.Column("position", _POSITION, nullable=False),
        sa.Column("is_begun", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sqlite_autoincrement=True,
    )
