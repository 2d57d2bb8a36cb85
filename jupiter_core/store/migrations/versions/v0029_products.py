"""The product catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0020"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "products",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("name_key", _SORTABLE, nullable=False),
        sa.Column("code_key", sa.String(), nullable=True),
        sa.Column("alike_key", sa.String(), nullable=True),
        sa.Column("words_key", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "code_key", name="products_code_key"),
        sa.UniqueConstraint("workspace_id", "alike_key", name="products_alike_key"),
    )
    op.create_index("products_by_name", "products", ["workspace_id", "retired", "name_key", "id"])
