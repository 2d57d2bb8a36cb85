"""Lists of what is rare among a million invoices are found by an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"

_CREDIT_NOTES = sa.text("corrects <> ''")
_INVOICES = {
    "invoices_by_state": ["state", "issue_date", "id"],
    "invoices_of_state": ["state", "id"],
    "invoices_of_contract": ["contract_id", "id"],
    "invoices_by_po": ["po_number", "id"],
    "invoices_by_due_date": ["due_date", "id"],
}
_FOUND = ["workspace_id", "kind", "state", "updated_at", "subject_id"]


def upgrade() -> None:
    op.drop_index("invoices_by_state", "invoices")
    for name, columns in _INVOICES.items():
        op.create_index(name, "invoices", ["workspace_id", *columns])
    op.create_index(
        "invoices_credit_notes",
        "invoices",
        ["workspace_id", "id"],
        sqlite_where=_CREDIT_NOTES,
        postgresql_where=_CREDIT_NOTES,
    )
    op.create_index("search_by_state", "search_entries", _FOUND)
