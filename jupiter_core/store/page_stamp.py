"""Whether anything was written of what the customer's page of an invoice is made of, told in one
statement.

The head of the audit log moves with every write to the tables that it covers. Of those apart from
it that the page shows, the rows themselves are in the stamp: they are few, and may be erased.
"""

from functools import cache
from typing import Any

from sqlalchemy import String, bindparam, cast, literal_column, select, union_all
from sqlmodel import col

from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.conversation import ConversationRow
from jupiter_core.store.forwarded_links import ForwardedLinkRow
from jupiter_core.store.po_documents import PoDocumentRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow
from jupiter_core.store.tax_forms import TaxFormRow

_OF_INVOICE: tuple[type[TableRow], ...] = (ConversationRow, ForwardedLinkRow, PoDocumentRow)


def page_stamp_in(
    scope: TransactionScope, invoice_id: str, profile_id: str
) -> tuple[tuple[str, str, str], ...]:
    """Of the invoice `invoice_id` and of the tax forms of its legal entity."""
    given = {"ours": scope.workspace_id, "invoice": invoice_id, "profile": profile_id}
    found = scope.connection.execute(_query(), given)
    return tuple(sorted((str(table), str(id_), str(said)) for table, id_, said in found))


@cache
def _query() -> Any:
    head = (
        select(
            cast(col(AuditEntryRow.sequence), String).label("id"),
            col(AuditEntryRow.seal).label("said"),
        )
        .where(col(AuditEntryRow.workspace_id) == bindparam("ours"))
        .order_by(col(AuditEntryRow.sequence).desc())
        .limit(1)
        .subquery()
    )
    of_invoice = (_rows_of(table, "invoice_id", "invoice") for table in _OF_INVOICE)
    forms = _rows_of(TaxFormRow, "profile_id", "profile")
    return union_all(
        select(literal_column("'audit_entries'"), head.c.id, head.c.said), *of_invoice, forms
    )


def _rows_of(table: type[TableRow], column: str, given: str) -> Any:
    columns = (getattr(table, name) for name in ("id", "document"))
    return select(literal_column(f"'{table.__tablename__}'"), *map(col, columns)).where(
        col(table.workspace_id) == bindparam("ours"),
        col(getattr(table, column)) == bindparam(given),
    )
