"""Bank statements, as rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from sqlalchemy import or_
from sqlmodel import col

from jupiter_core.domain.bank_entry import WAITING, ImportedEntry, ImportedStatement
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.money import Money
from jupiter_core.domain.statement_columns import ColumnMapping
from jupiter_core.ports.statements import EntryFilter, WaitingEntries
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.statement_tables import (
    BankEntryRow,
    BankPayerRow,
    BankStatementRow,
    StatementColumnsRow,
)

T = TypeVar("T")
_AT_ONCE = 500


class StatementRepository:
    """See `Statements`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, statement_id: str) -> ImportedStatement:
        query = self._scope.select(BankStatementRow).where(col(BankStatementRow.id) == statement_id)
        row = self._scope.found(query, "bank statement", statement_id)
        return ImportedStatement.model_validate_json(row.document)

    def of_file(self, file_hash: str) -> list[ImportedStatement]:
        query = self._scope.select(BankStatementRow)
        query = query.where(col(BankStatementRow.file_hash) == file_hash)
        rows = self._scope.all(query.order_by(col(BankStatementRow.id)))
        return [ImportedStatement.model_validate_json(row.document) for row in rows]

    def add(self, statement: ImportedStatement) -> None:
        self._scope.add(
            BankStatementRow(
                workspace_id=self._scope.workspace_id,
                id=statement.id,
                file_hash=statement.file_hash,
                document=canonical_json(statement),
            )
        )

    def known(self, identities: Collection[str]) -> frozenset[str]:
        found: set[str] = set()
        for some in _batches(identities):
            query = self._scope.select(BankEntryRow).where(col(BankEntryRow.identity).in_(some))
            found.update(row.identity for row in self._scope.all(query))
        return frozenset(found)

    def entry(self, entry_id: str) -> ImportedEntry:
        row = self._scope.with_id(BankEntryRow, "entry", entry_id, lock=True)
        return ImportedEntry.model_validate_json(row.document)

    def add_entry(self, entry: ImportedEntry) -> bool:
        row = self._row(entry)
        added = self._scope.add_unless_there(row)
        if added:
            self._scope.log.note(BankEntryRow, row.model_dump())
        return added

    def save_entry(self, entry: ImportedEntry) -> None:
        self._scope.put(self._row(entry))

    def _row(self, entry: ImportedEntry) -> BankEntryRow:
        return BankEntryRow(
            workspace_id=self._scope.workspace_id,
            id=entry.id,
            statement_id=entry.statement_id,
            identity=entry.identity,
            state=entry.state.value,
            currency=entry.amount.currency,
            amount_minor=entry.amount.minor,
            document=canonical_json(entry),
        )

    def entries(
        self, wanted: EntryFilter, *, after: str = "", limit: int = 50
    ) -> list[ImportedEntry]:
        query = self._scope.select(BankEntryRow)
        if wanted.states:
            states = [state.value for state in wanted.states]
            query = query.where(col(BankEntryRow.state).in_(states))
        if wanted.statement_id:
            query = query.where(col(BankEntryRow.statement_id) == wanted.statement_id)
        if after:
            query = query.where(col(BankEntryRow.id) < after)
        rows = self._scope.all(query.order_by(col(BankEntryRow.id).desc()).limit(limit))
        return [ImportedEntry.model_validate_json(row.document) for row in rows]

    def of_amounts(self, currency: str, minors: Collection[int]) -> list[ImportedEntry]:
        found: list[ImportedEntry] = []
        for some in _batches(minors):
            query = self._scope.select(BankEntryRow).where(
                col(BankEntryRow.currency) == currency, col(BankEntryRow.amount_minor).in_(some)
            )
            rows = self._scope.all(query)
            found += [ImportedEntry.model_validate_json(row.document) for row in rows]
        return sorted(found, key=lambda each: each.id)

    def parts_on(self, currency: str, days: Collection[date]) -> list[ImportedEntry]:
        document = col(BankEntryRow.document)
        found: list[ImportedEntry] = []
        for some in _batches(days):
            query = self._scope.select(BankEntryRow).where(
                col(BankEntryRow.currency) == currency,
                document.not_like('%"batch":""%'),
                or_(*(document.like(f'%"booked_on":"{day}"%') for day in some)),
            )
            rows = self._scope.all(query)
            found += [ImportedEntry.model_validate_json(row.document) for row in rows]
        return sorted(found, key=lambda each: each.id)

    def waiting(self) -> list[WaitingEntries]:
        states = [state.value for state in WAITING]
        where = col(BankEntryRow.state).in_(states)
        currencies = self._scope.distinct(BankEntryRow, col(BankEntryRow.currency), where)
        found = []
        for currency in sorted(currencies):
            same = col(BankEntryRow.currency) == currency
            count, minor = self._scope.count_and_sum(
                BankEntryRow, col(BankEntryRow.amount_minor), where, same
            )
            total = Money.of_minor(minor, currency)
            found.append(WaitingEntries(count=count, total=total))
        return found

    def payers(self, keys: Collection[str]) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for some in _batches(keys):
            query = self._scope.select(BankPayerRow).where(col(BankPayerRow.payer).in_(some))
            for row in self._scope.all(query):
                found[row.payer].add(row.customer_id)
        return {key: frozenset(ids) for key, ids in found.items()}

    def note_payer(self, key: str, customer_id: str) -> None:
        if customer_id not in self.payers([key]).get(key, ()):
            row = BankPayerRow(
                workspace_id=self._scope.workspace_id, payer=key, customer_id=customer_id
            )
            self._scope.add_unless_there(row)

    def forget_payers(self, customer_id: str, keys: Collection[str] = ()) -> frozenset[str]:
        rows = self._scope.all(self._scope.select(BankPayerRow))
        gone = [each for each in rows if each.customer_id == customer_id or each.payer in keys]
        for row in gone:
            self._scope.remove(row)
        left = {each.payer for each in rows if each not in gone}
        return frozenset(each.payer for each in gone) - left

    def columns(self, account: str) -> Sequence[ColumnMapping]:
        query = self._scope.select(StatementColumnsRow)
        query = query.where(col(StatementColumnsRow.account) == account)
        rows = self._scope.all(query.order_by(col(StatementColumnsRow.header)))
        return [ColumnMapping.model_validate_json(row.document) for row in rows]

    def save_columns(self, account: str, mapping: ColumnMapping) -> None:
        self._scope.put(
            StatementColumnsRow(
                workspace_id=self._scope.workspace_id,
                account=account,
                header=sha256_hex(canonical_json(list(mapping.header))),
                document=canonical_json(mapping),
            )
        )


def _batches(items: Collection[T]) -> list[list[T]]:
    """As many as a statement may have parameters."""
    rest = iter(items)
    return list(iter(lambda: list(islice(rest, _AT_ONCE)), []))
