"""Bank statements, their entries, who pays for whom, and how CSV files are read."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0023"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Four tables; nothing was taken in yet."""
    op.create_table(
        "bank_statements",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_index("bank_statements_by_file", "bank_statements", ["workspace_id", "file_hash"])
    op.create_table(
        "bank_entries",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", _SORTABLE, nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "identity", name="bank_entries_identity"),
    )
    op.create_index("bank_entries_by_state", "bank_entries", ["workspace_id", "state", "id"])
    statement = ["workspace_id", "statement_id", "id"]
    op.create_index("bank_entries_by_statement", "bank_entries", statement)
    op.create_table(
        "bank_payers",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "payer", "customer_id"),
    )
    op.create_table(
        "statement_columns",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "account", "header"),
    )
