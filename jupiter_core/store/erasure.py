"""Erasing: rows go one by one, so that the audit log knows of each."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import col

from jupiter_core.ports import Mentions
from jupiter_core.store.conversation import ConversationRow
from jupiter_core.store.desk import forget_entry
from jupiter_core.store.forwarded_links import ForwardedLinkRow
from jupiter_core.store.held_changes import HeldChangeRow
from jupiter_core.store.mentions import Naming, count_now, customers_now, look
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.po_documents import PoDocumentFileRow, PoDocumentRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.sent_to_forget import note_sent
from jupiter_core.store.system_tables import AnswerRow
from jupiter_core.store.tables import (
    ContractRow,
    CustomerRow,
    FormRow,
    InvoiceRow,
    TableRow,
    VersionRow,
)
from jupiter_core.store.word_forgetting import note_removed_words
from jupiter_core.store.word_index import SearchWordsRow

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
        forget_entry(self._scope, subject_id)
        with self._scope.unguarded(VersionRow):
            self._remove_about(subject_id, "subject_id", "invoice_id", "contract_id")
        for table in _PAPERS:
            self._remove(table, col(table.id) == subject_id)
        # Streams end with the subject's id: `invoice:…`, `email:…`, `webhook:<endpoint>:…`.
        stream = col(OutboxRow.stream)
        self._remove(OutboxRow, stream.endswith(f":{subject_id}", autoescape=True))

    def customer(self, customer_id: str) -> None:
        self._remove_about(customer_id, "customer_id")
        self._remove(SearchWordsRow, col(SearchWordsRow.subject_id) == customer_id)
        self._remove(CustomerRow, col(CustomerRow.id) == customer_id)

    def forms(self, about: str) -> int:
        names = Naming(about)
        forms = self._scope.each(self._scope.select(FormRow))
        return self._remove_all(row for row in forms if names.among(row.owner, row.document))

    def held_changes(self, about: str, of_invoices: Collection[str] = ()) -> int:
        return self._of_or_naming(HeldChangeRow, about, of_invoices)

    def conversation(self, about: str, of_invoices: Collection[str] = ()) -> int:
        said = self._of_or_naming(ConversationRow, about, of_invoices)
        said += self._po_documents(about, of_invoices)
        return said + self._of_or_naming(ForwardedLinkRow, about, of_invoices)

    def sent(self) -> int:
        note_sent(self._scope)
        return self._scope.delete(AnswerRow)

    def look(self, text: str) -> Mentions:
        return look(self._scope, text)

    def mentions(self, text: str, known: Mentions | None = None) -> int:
        return count_now(self._scope, text, known)

    def customers_naming(self, text: str, known: Mentions | None = None) -> list[str]:
        return customers_now(self._scope, text, known)

    def words(self) -> None:
        note_removed_words(self._scope.connection)

    def everything(self) -> int:
        with self._scope.unguarded(VersionRow):
            return sum(self._remove(table) for table in _tables())

    def _po_documents(self, about: str, of_invoices: Collection[str]) -> int:
        """What AP handed over, each with its file."""
        names = Naming(about)
        found = [
            row
            for row in self._scope.each(self._scope.select(PoDocumentRow))
            if row.invoice_id in of_invoices or names.among(row.document)
        ]
        for row in found:
            self._remove(PoDocumentFileRow, col(PoDocumentFileRow.id) == row.id)
        return self._remove_all(found)

    def _of_or_naming(
        self,
        table: type[HeldChangeRow] | type[ConversationRow] | type[ForwardedLinkRow],
        about: str,
        of_invoices: Collection[str],
    ) -> int:
        names = Naming(about)
        rows = self._scope.each(self._scope.select(table))
        return self._remove_all(
            row for row in rows if row.invoice_id in of_invoices or names.among(row.document)
        )

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
            removed += self._remove_all(rows)
        return removed

    def _remove_all(self, rows: Iterable[TableRow]) -> int:
        """All are found before the first one goes."""
        found = list(rows)
        for row in found:
            self._scope.remove(row)
        return len(found)

    def _rows(self, query: object) -> Sequence[TableRow]:
        return self._scope.all(query)  # type: ignore[arg-type]


def _tables(base: type[TableRow] = TableRow) -> Iterator[type[TableRow]]:
    for table in base.__subclasses__():
        yield from _tables(table)
        if getattr(table, "__tablename__", "") not in _KEPT and hasattr(table, "__table__"):
            yield table
