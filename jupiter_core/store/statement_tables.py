"""The tables of bank statements."""

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from jupiter_core.store.columns import Document, Sortable
from jupiter_core.store.tables import TableRow


class BankStatementRow(TableRow, table=True):
    """`document` is the ImportedStatement."""

    __tablename__ = "bank_statements"
    __table_args__ = (Index("bank_statements_by_file", "workspace_id", "file_hash"),)

    id: str = Field(primary_key=True, sa_type=Sortable)
    file_hash: str
    document: str = Field(sa_type=Document)


class BankEntryRow(TableRow, table=True):
    """`document` is the ImportedEntry; `identity` is taken once in a workspace."""

    __tablename__ = "bank_entries"
    __table_args__ = (
        UniqueConstraint("workspace_id", "identity", name="bank_entries_identity"),
        Index("bank_entries_by_state", "workspace_id", "state", "id"),
        Index("bank_entries_by_statement", "workspace_id", "statement_id", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    statement_id: str
    identity: str
    state: str
    currency: str
    amount_minor: int = Field(sa_type=BigInteger)
    document: str = Field(sa_type=Document)


class BankPayerRow(TableRow, table=True):
    """`payer` is an account or a name, as payers are compared."""

    __tablename__ = "bank_payers"

    payer: str = Field(primary_key=True)
    customer_id: str = Field(primary_key=True)


class StatementColumnsRow(TableRow, table=True):
    """`document` is the ColumnMapping; `header` the SHA-256 of the names that it is for."""

    __tablename__ = "statement_columns"

    account: str = Field(primary_key=True)
    header: str = Field(primary_key=True)
    document: str = Field(sa_type=Document)
