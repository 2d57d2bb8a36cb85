"""A number series may begin at a later number than 1."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0011"


def upgrade() -> None:
    left_out = sa.Column("left_out", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("number_series", left_out)
