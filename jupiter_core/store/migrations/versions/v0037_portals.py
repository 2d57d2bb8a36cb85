"""What waits to be put on a customer's portal."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0025"


def upgrade() -> None:
    # Nothing waited for an upload before.
    never: sa.Column[bool] = sa.Column(
        "upload_due", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("desk_entries", never)
    op.create_index("desk_entries_by_upload", "desk_entries", ["workspace_id", "upload_due"])
