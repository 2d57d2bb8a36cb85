"""Ledger accounts of legal entities; invoices by issue date and versions by time are found
without reading all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "account_mappings",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "profile_id"),
    )
    op.create_index("invoices_by_issue_date", "invoices", ["workspace_id", "issue_date", "id"])
    op.create_index("versions_by_time", "versions", ["workspace_id", "at", "subject_id"])
