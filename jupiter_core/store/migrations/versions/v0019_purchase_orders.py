"""Purchase orders have a body."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "purchase_orders",
        *(
            sa.Column(name, kind, nullable=False)
            for name, kind in (
                ("workspace_id", sa.String()),
                ("id", sa.String().with_variant(sa.String(collation="C"), "postgresql")),
                ("customer_id", sa.String()),
                ("number_key", sa.String()),
                ("sequence", sa.Integer()),
                ("closed", sa.Boolean()),
                ("valid_until", sa.String()),
                ("updated_at", sa.DateTime(timezone=True)),
                ("document", sa.Text()),
            )
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint(
            "workspace_id", "customer_id", "number_key", name="purchase_orders_number_key"
        ),
    )
    columns = ["workspace_id", "closed", "valid_until"]
    op.create_index("purchase_orders_by_end", "purchase_orders", columns)
