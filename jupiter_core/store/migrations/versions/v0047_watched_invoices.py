"""What is due is found by the timer without looking at what is not."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0039"

_FORGET = """
DELETE FROM reminder_looks WHERE NOT EXISTS (
    SELECT 1 FROM desk_entries AS desk
    WHERE desk.workspace_id = reminder_looks.workspace_id
    AND desk.subject_id = reminder_looks.invoice_id
    AND desk.kind = 'invoice' AND desk.due_on > '')
"""
_ADD = """
INSERT INTO reminder_looks (workspace_id, invoice_id, sequence, looked_on, next_on)
SELECT desk.workspace_id, desk.subject_id, 0, '', '' FROM desk_entries AS desk
WHERE desk.kind = 'invoice' AND desk.due_on > '' AND NOT EXISTS (
    SELECT 1 FROM reminder_looks AS looks
    WHERE looks.workspace_id = desk.workspace_id AND looks.invoice_id = desk.subject_id)
"""
_FILL = """
UPDATE reminder_looks SET
    seller_id = (
        SELECT desk.seller_id FROM desk_entries AS desk
        WHERE desk.workspace_id = reminder_looks.workspace_id
        AND desk.subject_id = reminder_looks.invoice_id),
    due_on = (
        SELECT desk.due_on FROM desk_entries AS desk
        WHERE desk.workspace_id = reminder_looks.workspace_id
        AND desk.subject_id = reminder_looks.invoice_id),
    told = EXISTS (
        SELECT 1 FROM events
        WHERE events.workspace_id = reminder_looks.workspace_id
        AND events.subject_id = reminder_looks.invoice_id
        AND events.name = 'invoice.overdue'),
    looked_on = CASE WHEN EXISTS (
        SELECT 1 FROM desk_entries AS desk
        WHERE desk.workspace_id = reminder_looks.workspace_id
        AND desk.subject_id = reminder_looks.invoice_id
        AND desk.sequence = reminder_looks.sequence) THEN looked_on ELSE '' END
"""
_INDEXES = {
    "reminder_looks_by_day": ["workspace_id", "looked_on"],
    "reminder_looks_by_seller": ["workspace_id", "seller_id", "looked_on"],
    "reminder_looks_by_due": ["workspace_id", "told", "due_on"],
}


def upgrade() -> None:
    for name in ("seller_id", "due_on"):
        column = sa.Column(name, sa.String(), nullable=False, server_default="")
        op.add_column("reminder_looks", column)
    told: sa.Column[bool] = sa.Column(
        "told", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("reminder_looks", told)
    for statement in (_FORGET, _ADD, _FILL):
        op.execute(statement)
    for name, columns in _INDEXES.items():
        op.create_index(name, "reminder_looks", columns)
