"""Tax forms that legal entities hand to their customers."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "tax_forms",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_index("tax_forms_by_entity", "tax_forms", ["workspace_id", "profile_id", "id"])
