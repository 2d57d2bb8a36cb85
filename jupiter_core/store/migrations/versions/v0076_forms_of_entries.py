"""A start finds entries of another form without looking through all of them."""

from alembic import op

revision = "0076"
down_revision = "0071"


def upgrade() -> None:
    op.create_index("search_by_form", "search_entries", ["form"])
