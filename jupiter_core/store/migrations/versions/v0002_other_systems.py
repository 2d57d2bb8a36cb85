"""Other systems: API keys, answers, handovers, webhooks, and what they call our rows."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NAMED_OUTSIDE = ("sender_profiles", "customers", "invoices", "contracts")


def upgrade() -> None:
    """New tables, and new columns that are filled from the documents beside them."""
    _external_ids()
    _columns_of_queries()
    _keys_and_answers()
    _webhooks()
    _outbox()


def _needed(name: str, kind: sa.types.TypeEngine[Any], **said: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **said)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_needed(name, sa.String()) for name in names]


def _external_ids() -> None:
    for table in _NAMED_OUTSIDE:
        op.add_column(table, sa.Column("external_key", sa.String()))
        name = f"{table}_external_key"
        op.create_index(name, table, ["workspace_id", "external_key"], unique=True)


def _columns_of_queries() -> None:
    op.add_column("contracts", _needed("customer_id", sa.String(), server_default=""))
    op.add_column("events", _needed("name", sa.String(), server_default=""))
    _filled("contracts", "customer_id", ("workspace_id", "id"), _customer_of)
    _filled("events", "name", ("position",), lambda event: str(event["name"]))


def _filled(table: str, column: str, keys: tuple[str, ...], value: Any) -> None:
    """Sets `column` of every row to what `value` finds in its document."""
    rows = sa.table(table, *(sa.column(name) for name in (*keys, column, "document")))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows)).mappings().all():
        here = [rows.c[key] == row[key] for key in keys]
        found = value(json.loads(row["document"]))
        connection.execute(sa.update(rows).where(*here).values({column: found}))


def _customer_of(contract: dict[str, Any]) -> str:
    return str((contract["proposal"] or contract["agreed"])["customer_id"])


def _keys_and_answers() -> None:
    op.create_table(
        "api_keys",
        *_texts("workspace_id"),
        _needed("id", _SORTABLE),
        *_texts("secret_hash"),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("secret_hash", name="api_keys_secret_hash_key"),
    )
    op.create_table(
        "answers",
        *_texts("workspace_id", "key_id", "idempotency_key"),
        _needed("at", _MOMENT),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "key_id", "idempotency_key"),
    )
    op.create_index("answers_by_age", "answers", ["workspace_id", "at"])
    op.create_table(
        "handovers",
        *_texts("workspace_id", "code_hash"),
        _needed("expires_at", _MOMENT),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "code_hash"),
    )


def _webhooks() -> None:
    op.create_table(
        "webhook_endpoints",
        *_texts("workspace_id"),
        _needed("id", _SORTABLE),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_table(
        "delivery_attempts",
        _needed("position", _POSITION),
        *_texts("workspace_id", "delivery_id"),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("position"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "delivery_attempts_by_delivery",
        "delivery_attempts",
        ["workspace_id", "delivery_id", "position"],
    )


def _outbox() -> None:
    op.add_column("outbox", _needed("skippable", sa.Boolean(), server_default=sa.false()))
    op.add_column("outbox", sa.Column("endpoint_id", sa.String()))
    op.create_index("outbox_by_endpoint", "outbox", ["workspace_id", "endpoint_id", "position"])
    op.drop_index("outbox_unsent", "outbox")
    waiting = sa.text("sent_at IS NULL AND dead_at IS NULL")
    only_waiting: dict[str, Any] = {"sqlite_where": waiting, "postgresql_where": waiting}
    op.create_index("outbox_waiting", "outbox", ["destination", "position"], **only_waiting)
