"""Keys get owners, proposals the people who confirm them, and uses of keys a table."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """What was written before keeps its meaning: a key's owner is the person in Slack who made
    it, and a proposal of bank details waits for two people from now on."""
    op.create_table(
        "api_key_uses",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key_id"),
    )
    _rewritten("api_keys", _with_owner)
    _rewritten("sender_profiles", _with_consent)


def _rewritten(table: str, change: Any) -> None:
    rows = sa.table(table, *(sa.column(name) for name in ("workspace_id", "id", "document")))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows)).mappings().all():
        changed = change(json.loads(row["document"]))
        document = json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        here = (rows.c.workspace_id == row["workspace_id"], rows.c.id == row["id"])
        connection.execute(sa.update(rows).where(*here).values(document=document))


def _with_owner(key: dict[str, Any]) -> dict[str, Any]:
    made_by = key["made_by"]
    in_slack = made_by["kind"] == "slack_user"
    owner = {"owner": made_by["id"], "owner_name": made_by["name"]} if in_slack else {}
    return {**key, **owner}


def _with_consent(profile: dict[str, Any]) -> dict[str, Any]:
    proposal = profile.get("bank_proposal")
    if not proposal or "consent" in proposal:
        return profile
    by = {
        "kind": proposal.get("proposed_by_kind", "slack_user"),
        "id": proposal["proposed_by"],
        "name": proposal["proposed_by_name"],
        "email": "",
    }
    consent = {
        "proposed_by": by,
        "proposed_at": "2026-01-01T00:00:00Z",
        "needed": 2,
        "delay_hours": 24,
        "confirmations": [],
    }
    return {**profile, "bank_proposal": {"accounts": proposal["accounts"], "consent": consent}}
