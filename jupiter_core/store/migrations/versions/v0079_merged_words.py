"""SQLite's index of words may be merged two parts at a time: by itself it waits for four."""

from alembic import op

revision = "0079"
down_revision = "0078"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO search_grams (search_grams, rank) VALUES ('usermerge', 2)")
