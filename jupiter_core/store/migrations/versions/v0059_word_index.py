"""Words are found by three characters at a time, in an index that each database has of itself."""

import sqlalchemy as sa
from alembic import op

from jupiter_core.store.word_filling import fill_words

revision = "0059"
down_revision = "0055"

_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SQLITE = (
    """CREATE VIRTUAL TABLE search_grams USING fts5(
    words, content = 'search_words', content_rowid = 'position',
    tokenize = 'trigram case_sensitive 1', detail = 'none', columnsize = 0)""",
    """CREATE TRIGGER search_words_added AFTER INSERT ON search_words BEGIN
    INSERT INTO search_grams (rowid, words) VALUES (new.position, new.words); END""",
    """CREATE TRIGGER search_words_removed AFTER DELETE ON search_words BEGIN
    INSERT INTO search_grams (search_grams, rowid, words)
    VALUES ('delete', old.position, old.words); END""",
    """CREATE TRIGGER search_words_changed AFTER UPDATE ON search_words BEGIN
    INSERT INTO search_grams (search_grams, rowid, words)
    VALUES ('delete', old.position, old.words);
    INSERT INTO search_grams (rowid, words) VALUES (new.position, new.words); END""",
)
BY_GRAM = "CREATE INDEX search_words_by_gram ON search_words USING gin (jupiter_grams(words))"
# It costs more than to read a row: PostgreSQL must not try row by row what the index knows.
_POSTGRESQL = (
    """CREATE FUNCTION jupiter_grams(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
    SELECT array_agg(DISTINCT substr(words, n, 3)) FROM generate_series(1, length(words) - 2) AS n
    $$""",
    BY_GRAM,
)
_RANKED = {
    "search_by_serial": ["serial"],
    "search_by_po": ["po_key"],
    "search_by_external": ["external_key"],
    "search_by_drafter": ["kind", "drafted_by", "updated_at", "subject_id"],
    "search_by_channel": ["kind", "deal_channel", "updated_at", "subject_id"],
}


def upgrade() -> None:
    """One table with its index, filled from what is there."""
    op.create_table(
        "search_words",
        sa.Column("position", _POSITION, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("subject_id", _SORTABLE, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("workspace_id", "subject_id", name="search_words_subject_key"),
        sqlite_autoincrement=True,
    )
    connection = op.get_bind()
    fill_words(connection)
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
    if connection.dialect.name == "sqlite":
        op.execute("INSERT INTO search_grams (search_grams) VALUES ('rebuild')")
    for name, columns in _RANKED.items():
        op.create_index(name, "search_entries", ["workspace_id", *columns])
