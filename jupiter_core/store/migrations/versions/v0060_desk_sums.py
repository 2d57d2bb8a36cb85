"""What is owed, billed and settled is summed by day; the desk's lists are found in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_ISSUED_ON = """UPDATE desk_entries SET issue_date = COALESCE((
    SELECT invoices.issue_date FROM invoices
    WHERE invoices.workspace_id = desk_entries.workspace_id
    AND invoices.id = desk_entries.subject_id), '')"""
_SETTLED = {
    "sqlite": "substr(settled_at, 1, 10)",
    "postgresql": "to_char(settled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
}
_IS_OPEN = sa.text("state IN ('issued', 'partially_paid')")
_IS_ISSUED = "state IN ('issued', 'partially_paid', 'paid')"
_IS_SETTLED = "kind = 'invoice' AND state = 'paid' AND settled_at IS NOT NULL"
_SUMS = {
    "due": ("due_on", "due_minor", "kind = 'invoice' AND due_on > ''"),
    "po": ("''", "due_minor", "kind = 'invoice' AND po_awaited"),
    "approval": ("''", "total_minor", "kind = 'invoice' AND state = 'pending_approval'"),
    "issued": ("issue_date", "total_minor", f"kind = 'invoice' AND {_IS_ISSUED}"),
    "credited": ("issue_date", "total_minor", f"kind = 'credit_note' AND {_IS_ISSUED}"),
    "settled": ("", "total_minor", _IS_SETTLED),
}
_FILL = """INSERT INTO desk_sums
    (workspace_id, whose, kind, day, currency, seller_id, count, high, low)
    SELECT workspace_id, {whose}, '{kind}', {day}, currency, seller_id,
    count(*), sum({minor} / 1000000), sum({minor} % 1000000)
    FROM desk_entries WHERE {where} GROUP BY 1, 2, 4, 5, 6"""
_INDEXES = {
    "state": ["state", "updated_at", "subject_id"],
    "state_of_drafter": ["state", "drafted_by", "updated_at", "subject_id"],
    "due": ["due_on", "subject_id"],
    "due_of_drafter": ["drafted_by", "due_on", "subject_id"],
    "po": ["po_awaited", "due_on", "subject_id"],
    "po_of_drafter": ["drafted_by", "po_awaited", "due_on", "subject_id"],
    "upload": ["upload_due", "due_date", "subject_id"],
    "settlement": ["settled_at", "subject_id"],
    "settlement_of_drafter": ["drafted_by", "settled_at"],
}


def filling(dialect: str) -> list[str]:
    """The statements that sum all entries, of everybody and of each who drafted some."""
    return [
        _FILL.format(
            whose=whose, kind=kind, day=day or _SETTLED[dialect], minor=minor, where=where + those
        )
        for kind, (day, minor, where) in _SUMS.items()
        for whose, those in (("''", ""), ("drafted_by", " AND drafted_by <> ''"))
    ]


def upgrade() -> None:
    op.add_column(
        "desk_entries", sa.Column("issue_date", sa.String(), nullable=False, server_default="")
    )
    op.execute(_ISSUED_ON)
    texts = ("workspace_id", "whose", "kind", "currency", "seller_id")
    op.create_table(
        "desk_sums",
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("day", _SORTABLE, nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("count", "high", "low")),
        sa.PrimaryKeyConstraint("workspace_id", "whose", "kind", "day", "currency", "seller_id"),
    )
    for statement in filling(op.get_bind().dialect.name):
        op.execute(statement)
    for name in ("state", "due", "po", "upload", "settlement"):
        op.drop_index(f"desk_entries_by_{name}", "desk_entries")
    for name, columns in _INDEXES.items():
        op.create_index(f"desk_entries_by_{name}", "desk_entries", ["workspace_id", *columns])
    op.create_index(
        "invoices_of_state_by_change", "invoices", ["workspace_id", "state", "updated_at", "id"]
    )
    op.create_index(
        "invoices_open",
        "invoices",
        ["workspace_id", "id", "due_date", "state"],
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )
