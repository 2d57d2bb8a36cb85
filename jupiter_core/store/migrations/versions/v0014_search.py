"""An index of what invoices and contracts are found by; it is filled from their documents."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_TEXTS = (
    *("kind", "title", "number_plain", "serial", "amounts", "customer", "po_number", "po_key"),
    *("external_id", "external_key", "state", "deal_channel", "drafted_by", "corrects"),
)


def upgrade() -> None:
    """One table; the program fills it right after."""
    op.create_table(
        "search_entries",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("subject_id", _SORTABLE, nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _TEXTS),
        sa.Column("words", sa.Text(), nullable=False),
        *(
            sa.Column(name, _SORTABLE, nullable=False)
            for name in ("customer_key", "currency", "issue_date", "due_date")
        ),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("due_minor", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "subject_id"),
    )
    for name, columns in (
        ("search_by_change", ["kind", "updated_at", "subject_id"]),
        ("search_by_date", ["kind", "issue_date", "subject_id"]),
        ("search_by_due", ["kind", "is_open", "due_date"]),
        ("search_by_number", ["number_plain"]),
    ):
        op.create_index(name, "search_entries", ["workspace_id", *columns])
