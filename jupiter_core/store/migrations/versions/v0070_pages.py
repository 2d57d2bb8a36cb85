"""A page is found in an index that has all that is asked of it, and no document is met before."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0063"

_IS_OWED = sa.text("(is_open AND due_minor > 0)")
_WITH_STATE = {"invoices_by_customer": "customer_id", "invoices_by_channel": "deal_channel"}


def upgrade() -> None:
    op.create_index("customers_by_name", "customers", ["workspace_id", "name_key", "id"])
    op.create_index(
        "search_owed",
        "search_entries",
        ["workspace_id", "kind", "updated_at", "subject_id"],
        sqlite_where=_IS_OWED,
        postgresql_where=_IS_OWED,
    )
    for name, column in _WITH_STATE.items():
        op.drop_index(name, "invoices")
        op.create_index(name, "invoices", ["workspace_id", column, "id", "state"])
