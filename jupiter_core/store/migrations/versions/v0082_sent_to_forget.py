"""That what was sent is to be forgotten is noted until every body of it is emptied."""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"

_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sent_to_forget",
        sa.Column("position", _POSITION, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("messages_to", sa.BigInteger(), nullable=False),
        sa.Column("attempts_to", sa.BigInteger(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sqlite_autoincrement=True,
    )
