"""Erasing: rows go one by one, so that the audit log knows of each."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import col

from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.retention import forget_body
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.system_tables import AnswerRow, DeliveryAttemptRow
from jupiter_core.store.tables import (
    ContractRow,
    CustomerRow,
    EventRow,
    FormRow,
    InvoiceRow,
    TableRow,
    VersionRow,
)

_KEPT = frozenset({"audit_entries", "anchors"})
"""The audit log has no names in it, and says that what is gone was erased and not lost."""
_AT_ONCE = 500
_PAPERS = (InvoiceRow, ContractRow)
"""They name each other and their customer, and are removed by their own ids."""


class ErasureRepository:
    """See `Erasure`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def subject(self, subject_id: str) -> None:
        with self._scope.unguarded(VersionRow):
            self._remove_about(subject_id, "subject_id", "invoice_id", "contract_id")
        for table in _PAPERS:
            self._remove(table, col(table.id) == subject_id)
        # Streams end with the subject's id: `invoice:…`, `email:…`, `webhook:<endpoint>:…`.
        stream = col(OutboxRow.stream)
        self._remove(OutboxRow, stream.endswith(f":{subject_id}", autoescape=True))

    def customer(self, customer_id: str) -> None:
        self._remove_about(customer_id, "customer_id")
        self._remove(CustomerRow, col(CustomerRow.id) == customer_id)

    def forms(self, about: str) -> int:
        return self._remove(
            FormRow, or_(col(FormRow.owner) == about, _names(FormRow.document, about))
        )

    def sent(self) -> int:
        given_up = col(OutboxRow.skippable) & col(OutboxRow.dead_at).is_not(None)
        settled = or_(col(OutboxRow.sent_at).is_not(None), given_up)
        query = self._scope.select(OutboxRow).where(settled, col(OutboxRow.purged_at).is_(None))
        messages = 0
        while rows := self._scope.all(query.limit(_AT_ONCE)):
            for row in rows:
                position = row.position or 0
                forget_body(self._scope.connection(), position, row.body, self._scope.now)
            messages += len(rows)
        return messages + self._remove(DeliveryAttemptRow) + self._remove(AnswerRow)

    def mentions(self, text: str) -> int:
        by, document = _names(VersionRow.by, text), _names(VersionRow.document, text)
        versions = self._scope.select(VersionRow).where(or_(by, document))
        events = self._scope.select(EventRow).where(_names(EventRow.document, text))
        return self._scope.count(versions) + self._scope.count(events)

    def everything(self) -> int:
        with self._scope.unguarded(VersionRow):
            return sum(self._remove(table) for table in _tables())

    def _remove_about(self, name: str, *columns: str) -> None:
        """From every table that says in one of these columns whom a row is of."""
        for table in _tables():
            for column in columns:
                if table not in _PAPERS and hasattr(table, column):
                    self._remove(table, col(getattr(table, column)) == name)

    def _remove(self, table: type[TableRow], *where: ColumnElement[bool]) -> int:
        removed = 0
        query = self._scope.select(table).where(*where).limit(_AT_ONCE)
        while rows := self._rows(query):
            for row in rows:
                self._scope.remove(row)
            removed += len(rows)
        return removed

    def _rows(self, query: object) -> Sequence[TableRow]:
        return self._scope.all(query)  # type: ignore[arg-type]


def _names(column: str, text: str) -> ColumnElement[bool]:
    """Whether it says so anywhere, in any letter case."""
    return func.lower(col(column)).contains(text.lower(), autoescape=True)


def _tables(base: type[TableRow] = TableRow) -> Iterator[type[TableRow]]:
    for table in base.__subclasses__():
        yield from _tables(table)
        if getattr(table, "__tablename__", "") not in _KEPT and hasattr(table, "__table__"):
            yield table
