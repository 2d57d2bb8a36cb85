"""An invoice that takes the place of another stands at the same place of its contract's schedule,
beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0019"

_PLACE = ["workspace_id", "contract_id", "contract_revision", "replaces", "contract_sequence"]
_NAME = "invoices_contract_sequence"


def upgrade() -> None:
    op.add_column("invoices", sa.Column("replaces", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("invoices") as batch:
        batch.drop_constraint(_NAME, type_="unique")
        batch.create_unique_constraint(_NAME, _PLACE)
