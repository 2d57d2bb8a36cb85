"""The audit log and its anchors. Whoever opens the database next adopts what is there."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The tables, and the triggers that keep entries as they were written."""
    op.create_table(
        "audit_entries",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "sequence"),
    )
    op.create_table(
        "anchors",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id"),
    )
    for statement in _GUARDS[op.get_context().dialect.name]:
        op.execute(statement)


_GUARDS = {
    "sqlite": (
        """CREATE TRIGGER audit_entries_refuse_update BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit entries are immutable'); END""",
        """CREATE TRIGGER audit_entries_refuse_delete BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit entries are immutable'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit entries are immutable'; END $$""",
        """CREATE TRIGGER audit_entries_refuse_update BEFORE UPDATE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()""",
        """CREATE TRIGGER audit_entries_refuse_delete BEFORE DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()""",
        """CREATE TRIGGER audit_entries_refuse_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()""",
    ),
}
