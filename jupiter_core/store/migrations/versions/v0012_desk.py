"""Of each invoice and contract an entry of the desk: what lists and sums need of it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from jupiter_core.store.columns import Sortable, UtcDateTime

revision = "0012"
down_revision = "0010"

_AT_ONCE = 500
_OPEN = ("issued", "partially_paid")
_REASON = 300
_KEPT = ("workspace_id", "sequence", "state", "customer", "total_minor", "currency", "drafted_by")


def upgrade() -> None:
    columns = ["kind", "name", "state", "customer", "currency", "seller_id", "drafted_by"]
    columns += ["due_date", "due_on", "spoken_for", "sent_back", "promised_on"]
    entries = op.create_table(
        "desk_entries",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("subject_id", Sortable(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in columns),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("total_minor", "due_minor")
        ),
        sa.Column("po_awaited", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("settled_at", UtcDateTime()),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "subject_id"),
    )
    for table, entry_of in (("invoices", _of_invoice), ("contracts", _of_contract)):
        for rows in _rows(table):
            op.bulk_insert(entries, [entry_of(row, json.loads(row["document"])) for row in rows])
    _index("state", "state", "drafted_by", "updated_at")
    _index("due", "due_on", "currency", "seller_id", "due_minor", "drafted_by")
    _index("po", "po_awaited", "due_on")
    _index("settlement", "settled_at")


def _index(what: str, *columns: str) -> None:
    op.create_index(f"desk_entries_by_{what}", "desk_entries", ["workspace_id", *columns])


def _rows(table: str) -> Iterator[list[dict[str, Any]]]:
    """All rows, some at a time, by workspace and id."""
    connection, last = op.get_bind(), ("", "")
    rows = sa.table(
        table,
        *(sa.column(each) for each in ("id", *_KEPT, "document")),
        *(sa.column(each) for each in _OWN[table]),
        sa.column("updated_at", UtcDateTime()),
    )
    key = sa.tuple_(rows.c.workspace_id, rows.c.id)
    while True:
        query = sa.select(rows).where(key > sa.tuple_(*map(sa.literal, last)))
        found = connection.execute(query.order_by(*key).limit(_AT_ONCE)).mappings().all()
        if not found:
            return
        yield [dict(each) for each in found]
        last = (found[-1]["workspace_id"], found[-1]["id"])


_OWN = {
    "invoices": ("number", "seller_id", "due_date", "po_number", "corrects"),
    "contracts": ("name",),
}


def _of_invoice(row: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    is_open = row["state"] in _OPEN
    taken = sum(each["amount"]["minor"] for each in document.get("credits", ()))
    left = row["total_minor"] - taken - document["paid"]["minor"]
    due = max(0, left) if is_open and not row["corrects"] else 0
    wanted = document["content"]["bill_to"].get("po_required", False)
    settled = document.get("settled_at")
    return {
        **_common(row, document),
        "kind": "credit_note" if row["corrects"] else "invoice",
        "name": row["number"] or "",
        "seller_id": row["seller_id"],
        "due_date": row["due_date"],
        "due_on": row["due_date"] if due else "",
        "due_minor": due,
        "po_awaited": bool(is_open and wanted and not row["corrects"] and not row["po_number"]),
        "settled_at": datetime.fromisoformat(settled) if settled else None,
    }


def _of_contract(row: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    shown = document.get("proposal") or document.get("agreed") or {}
    return {
        **_common(row, document),
        "kind": "contract",
        "name": row["name"],
        "seller_id": str(shown.get("sender_profile_id", "")),
        "due_date": "",
        "due_on": "",
        "due_minor": 0,
        "po_awaited": False,
        "settled_at": None,
    }


def _common(row: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    waits, is_draft = row["state"] == "pending_approval", row["state"] == "draft"
    reason = str(document.get("reason", ""))[:_REASON]
    return {
        **{name: row[name] for name in _KEPT},
        "subject_id": row["id"],
        "updated_at": row["updated_at"],
        "spoken_for": _spoken_for(document) if waits else "",
        "sent_back": reason if is_draft else "",
        # Nothing was disputed or promised before.
        "disputed": False,
        "promised_on": "",
    }


def _spoken_for(document: dict[str, Any]) -> str:
    drafter = document["drafted_by"]
    people = {
        *document.get("authors", ()),
        *(drafter.get(name) or "" for name in ("id", "owner")),
        document.get("submitted_by") or "",
        *(each["by"] for each in document.get("approvals", ())),
    }
    return "".join(f" {each} " for each in sorted(people - {""}))
