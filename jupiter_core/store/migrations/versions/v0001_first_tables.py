"""The first tables: workspaces, parties, invoices, versions, numbers, forms, events, outbox."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """All of them, and the triggers that keep versions as they were written."""
    _parties()
    _invoices()
    _contracts()
    _versions()
    _journal()
    _events()
    _outbox()
    for statement in _GUARDS[op.get_context().dialect.name]:
        op.execute(statement)


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_needed(name, sa.String()) for name in names]


def _parties() -> None:
    op.create_table(
        "workspaces",
        *_texts("workspace_id"),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id"),
    )
    op.create_table(
        "sender_profiles",
        *_texts("workspace_id", "id"),
        _needed("legal_name_key", _SORTABLE),
        *_texts("series_key"),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint(
            "workspace_id", "legal_name_key", name="sender_profiles_legal_name_key"
        ),
        sa.UniqueConstraint("workspace_id", "series_key", name="sender_profiles_series_key"),
    )
    op.create_table(
        "customers",
        *_texts("workspace_id", "id"),
        _needed("name_key", _SORTABLE),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "name_key", name="customers_name_key"),
    )


def _invoices() -> None:
    op.create_table(
        "invoices",
        *_texts("workspace_id"),
        _needed("id", _SORTABLE),
        _needed("sequence", sa.Integer()),
        *_texts("head_hash"),
        sa.Column("number", sa.String()),
        sa.Column("number_key", sa.String()),
        *_texts("state", "seller_id", "customer_id", "customer"),
        _needed("total_minor", sa.BigInteger()),
        *_texts("currency", "issue_date", "due_date", "po_number", "deal_channel", "drafted_by"),
        *_texts("corrects"),
        sa.Column("contract_id", sa.String()),
        _needed("contract_revision", sa.Integer()),
        _needed("contract_sequence", sa.Integer()),
        _needed("updated_at", _MOMENT),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("id", name="invoices_id_key"),
        sa.UniqueConstraint("workspace_id", "number_key", name="invoices_number_key"),
        sa.UniqueConstraint(
            "workspace_id",
            "contract_id",
            "contract_revision",
            "contract_sequence",
            name="invoices_contract_sequence",
        ),
    )
    op.create_index("invoices_by_change", "invoices", ["workspace_id", "updated_at", "id"])
    op.create_index("invoices_by_state", "invoices", ["workspace_id", "state", "issue_date"])
    op.create_index("invoices_by_drafter", "invoices", ["workspace_id", "drafted_by", "updated_at"])


def _contracts() -> None:
    op.create_table(
        "contracts",
        *_texts("workspace_id"),
        _needed("id", _SORTABLE),
        _needed("sequence", sa.Integer()),
        *_texts("head_hash", "name", "name_key", "state"),
        _needed("running", sa.Boolean()),
        *_texts("customer", "currency"),
        _needed("total_minor", sa.BigInteger()),
        *_texts("deal_channel", "drafted_by"),
        _needed("updated_at", _MOMENT),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "name_key", name="contracts_name_key"),
    )
    op.create_index("contracts_by_change", "contracts", ["workspace_id", "updated_at", "id"])
    op.create_table(
        "credit_entries",
        _needed("position", _POSITION),
        *_texts("workspace_id", "id", "contract_id"),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("workspace_id", "id", name="credit_entries_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "credit_entries_by_contract", "credit_entries", ["workspace_id", "contract_id", "position"]
    )


def _versions() -> None:
    op.create_table(
        "versions",
        *_texts("workspace_id"),
        _needed("subject_id", _SORTABLE),
        _needed("sequence", sa.Integer()),
        _needed("revision", sa.Integer()),
        _needed("at", _MOMENT),
        _needed("by", sa.Text()),
        *_texts("why", "note"),
        _needed("document", sa.Text()),
        *_texts("previous_hash", "hash"),
        sa.PrimaryKeyConstraint("workspace_id", "subject_id", "sequence"),
    )


def _journal() -> None:
    op.create_table(
        "number_series",
        *_texts("workspace_id", "profile_id", "series"),
        _needed("taken", sa.BigInteger()),
        sa.PrimaryKeyConstraint("workspace_id", "profile_id", "series"),
    )
    op.create_table(
        "forms",
        *_texts("workspace_id", "id", "owner"),
        _needed("updated_at", _MOMENT),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_index("forms_by_owner", "forms", ["workspace_id", "owner", "updated_at"])
    op.create_table(
        "claimed_keys",
        *_texts("workspace_id", "key"),
        _needed("claimed_at", _MOMENT),
        sa.PrimaryKeyConstraint("workspace_id", "key"),
    )


def _events() -> None:
    op.create_table(
        "events",
        _needed("position", _POSITION),
        *_texts("workspace_id", "id", "subject_id"),
        _needed("document", sa.Text()),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("workspace_id", "id", name="events_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("events_by_subject", "events", ["workspace_id", "subject_id", "position"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        _needed("position", _POSITION),
        *_texts("workspace_id", "id", "stream", "destination", "kind"),
        _needed("body", sa.Text()),
        _needed("attempts", sa.Integer()),
        _needed("not_before", _MOMENT),
        sa.Column("lease_owner", sa.String()),
        sa.Column("lease_until", _MOMENT),
        sa.Column("sent_at", _MOMENT),
        sa.Column("receipt", sa.Text()),
        sa.Column("dead_at", _MOMENT),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("id", name="outbox_id_key"),
        sqlite_autoincrement=True,
    )
    unsent = sa.text("sent_at IS NULL")
    only_unsent: dict[str, Any] = {"sqlite_where": unsent, "postgresql_where": unsent}
    stream = ["workspace_id", "stream", "position"]
    op.create_index("outbox_by_stream", "outbox", ["workspace_id", "stream", "kind", "position"])
    op.create_index("outbox_unsent_by_stream", "outbox", stream, **only_unsent)
    op.create_index("outbox_unsent", "outbox", ["position"], **only_unsent)


_GUARDS = {
    "sqlite": (
        """CREATE TRIGGER versions_refuse_update BEFORE UPDATE ON versions
        BEGIN SELECT RAISE(ABORT, 'versions are immutable'); END""",
        """CREATE TRIGGER versions_refuse_delete BEFORE DELETE ON versions
        BEGIN SELECT RAISE(ABORT, 'versions are immutable'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'versions are immutable'; END $$""",
        """CREATE TRIGGER versions_refuse_update BEFORE UPDATE ON versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER versions_refuse_delete BEFORE DELETE ON versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER versions_refuse_truncate BEFORE TRUNCATE ON versions
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    ),
}
