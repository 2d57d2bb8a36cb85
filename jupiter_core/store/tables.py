"""The tables. A row is a domain object's canonical JSON and the columns that queries need.

Every key begins with the workspace, so that no id, name or number reaches into another one.
"""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic_core import PydanticUndefined
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Index,
    UniqueConstraint,
    literal_column,
)
from sqlmodel import Field, SQLModel

from jupiter_core.store.columns import Document, Position, Sortable, UtcDateTime

CREDIT_NOTES: ColumnElement[bool] = literal_column("corrects <> ''")
"""Said to the database in these words, by which it knows the index that has them alone; with the
type Boolean, SQLite would be asked whether they are 1."""

IS_OPEN: ColumnElement[bool] = literal_column("state IN ('issued', 'partially_paid')")


class TableRow(SQLModel):
    """What every table has."""

    is_derived: ClassVar[bool] = False
    """Whether its rows say again what others say, for who looks for those: see
    `TransactionScope.derive`."""

    workspace_id: str = Field(primary_key=True)

    if not TYPE_CHECKING:

        def __init__(self, **values: Any) -> None:
            """Takes them as they are. SQLModel would set one after the other and note each for an
            ORM session, of which there is none: that takes ten times as long."""
            unknown = values.keys() - type(self).model_fields.keys()
            if unknown:
                raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
            self.__dict__.update(_usual(type(self)), **values)


@cache
def _usual(table: type[TableRow]) -> dict[str, Any]:
    """What columns hold of which nothing is said."""
    return {
        name: field.default
        for name, field in table.model_fields.items()
        if field.default is not PydanticUndefined
    }


def _external(table: str) -> Index:
    """Another system's id is taken once in a workspace; any number of rows may have none."""
    return Index(f"{table}_external_key", "workspace_id", "external_key", unique=True)


class WorkspaceRow(TableRow, table=True):
    """`document` is the Workspace; one that was never set up has no row."""

    __tablename__ = "workspaces"

    document: str = Field(sa_type=Document)


class SenderProfileRow(TableRow, table=True):
    """Its legal name and its number series are taken once in a workspace, in any letter case."""

    __tablename__ = "sender_profiles"
    __table_args__ = (
        UniqueConstraint("workspace_id", "legal_name_key", name="sender_profiles_legal_name_key"),
        UniqueConstraint("workspace_id", "series_key", name="sender_profiles_series_key"),
        _external("sender_profiles"),
    )

    id: str = Field(primary_key=True)
    legal_name_key: str = Field(sa_type=Sortable)
    series_key: str
    external_key: str | None = None
    document: str = Field(sa_type=Document)


class CustomerRow(TableRow, table=True):
    """Two may have one name, in any letter case; `place_key` tells them apart."""

    __tablename__ = "customers"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name_key", "place_key", name="customers_place_key"),
        Index("customers_by_name", "workspace_id", "name_key", "id"),
        _external("customers"),
    )

    id: str = Field(primary_key=True)
    name_key: str = Field(sa_type=Sortable)
    place_key: str = ""
    external_key: str | None = None
    document: str = Field(sa_type=Document)


class MailDomainRow(TableRow, table=True):
    """`home` is a domain, or a whole address at a public mail provider."""

    __tablename__ = "mail_domains"

    customer_id: str = Field(primary_key=True)
    home: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)


class InvoiceRow(TableRow, table=True):
    """`document` is the invoice as of `sequence`; `head_hash` seals that version."""

    __tablename__ = "invoices"
    __table_args__: Any = (
        UniqueConstraint("id", name="invoices_id_key"),
        UniqueConstraint("workspace_id", "number_key", name="invoices_number_key"),
        UniqueConstraint(
            "workspace_id",
            "contract_id",
            "contract_revision",
            "replaces",
            "contract_sequence",
            name="invoices_contract_sequence",
        ),
        Index("invoices_by_change", "workspace_id", "updated_at", "id"),
        Index("invoices_by_state", "workspace_id", "state", "issue_date", "id"),
        Index("invoices_of_state", "workspace_id", "state", "id"),
        Index("invoices_of_state_by_change", "workspace_id", "state", "updated_at", "id"),
        Index("invoices_of_contract", "workspace_id", "contract_id", "id"),
        Index("invoices_by_po", "workspace_id", "po_number", "id"),
        Index("invoices_by_due_date", "workspace_id", "due_date", "id"),
        Index(
            "invoices_credit_notes",
            *("workspace_id", "id"),
            sqlite_where=CREDIT_NOTES,
            postgresql_where=CREDIT_NOTES,
        ),
        Index(
            "invoices_open",
            *("workspace_id", "id", "due_date", "state"),
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index("invoices_by_drafter", "workspace_id", "drafted_by", "updated_at"),
        Index("invoices_by_customer", "workspace_id", "customer_id", "id", "state"),
        Index("invoices_by_channel", "workspace_id", "deal_channel", "id", "state"),
        Index("invoices_by_issue_date", "workspace_id", "issue_date", "id"),
        _external("invoices"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    sequence: int
    head_hash: str
    number: str | None = None
    number_key: str | None = None
    state: str
    seller_id: str
    customer_id: str
    customer: str
    total_minor: int = Field(sa_type=BigInteger)
    currency: str
    issue_date: str
    due_date: str
    po_number: str
    deal_channel: str
    drafted_by: str
    corrects: str = ""
    replaces: str = ""
    contract_id: str | None = None
    contract_revision: int = 0
    contract_sequence: int = 0
    external_key: str | None = None
    updated_at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


class ContractRow(TableRow, table=True):
    """`document` is the contract as of `sequence`; `head_hash` seals that version."""

    __tablename__ = "contracts"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name_key", name="contracts_name_key"),
        Index("contracts_by_change", "workspace_id", "updated_at", "id"),
        Index("contracts_by_customer", "workspace_id", "customer_id", "id"),
        Index("contracts_by_channel", "workspace_id", "deal_channel", "id"),
        _external("contracts"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    sequence: int
    head_hash: str
    name: str
    name_key: str
    state: str
    running: bool
    customer_id: str = ""
    customer: str
    currency: str
    total_minor: int = Field(sa_type=BigInteger)
    deal_channel: str
    drafted_by: str
    external_key: str | None = None
    updated_at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


class CreditEntryRow(TableRow, table=True):
    """`position` is the order in which entries were written."""

    __tablename__ = "credit_entries"
    __table_args__: Any = (
        UniqueConstraint("workspace_id", "id", name="credit_entries_id_key"),
        Index("credit_entries_by_contract", "workspace_id", "contract_id", "position"),
        {"sqlite_autoincrement": True},
    )

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    workspace_id: str = Field()
    id: str
    contract_id: str
    document: str = Field(sa_type=Document)


class VersionRow(TableRow, table=True):
    """Immutable: the migration adds triggers that refuse every change and removal."""

    __tablename__ = "versions"
    __table_args__ = (Index("versions_by_time", "workspace_id", "at", "subject_id"),)

    subject_id: str = Field(primary_key=True, sa_type=Sortable)
    sequence: int = Field(primary_key=True)
    revision: int
    at: datetime = Field(sa_type=UtcDateTime)
    by: str = Field(sa_type=Document)
    why: str
    note: str
    document: str = Field(sa_type=Document)
    previous_hash: str
    hash: str


class NumberSeriesRow(TableRow, table=True):
    """`taken` is how many were given; `left_out` how many come before the first."""

    __tablename__ = "number_series"

    profile_id: str = Field(primary_key=True)
    series: str = Field(primary_key=True)
    taken: int = Field(sa_type=BigInteger)
    left_out: int = Field(default=0, sa_type=BigInteger)


class FormRow(TableRow, table=True):
    """`owner` is the Slack user id of whoever fills the form in."""

    __tablename__ = "forms"
    __table_args__ = (Index("forms_by_owner", "workspace_id", "owner", "updated_at"),)

    id: str = Field(primary_key=True)
    owner: str
    updated_at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


class ClaimedKeyRow(TableRow, table=True):
    """Of what may arrive twice: once its key is here, it counts no more."""

    __tablename__ = "claimed_keys"

    key: str = Field(primary_key=True)
    claimed_at: datetime = Field(sa_type=UtcDateTime)


class EventRow(TableRow, table=True):
    """`position` is the order in which events were written."""

    __tablename__ = "events"
    __table_args__: Any = (
        UniqueConstraint("workspace_id", "id", name="events_id_key"),
        Index("events_by_subject", "workspace_id", "subject_id", "position"),
        {"sqlite_autoincrement": True},
    )

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    workspace_id: str = Field()
    id: str
    name: str = ""
    subject_id: str
    document: str = Field(sa_type=Document)
