"""The bank statements of a FakeStore."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from jupiter_core.domain.bank_entry import WAITING, ImportedEntry, ImportedStatement
from jupiter_core.domain.money import Money
from jupiter_core.domain.statement_columns import ColumnMapping
from jupiter_core.ports.statements import EntryFilter, WaitingEntries
from tests.harness.fake_tables import Room


class FakeStatements(Room):
    def get(self, statement_id: str) -> ImportedStatement:
        return self.found(self.tables.statements, "bank statement", statement_id)

    def of_file(self, file_hash: str) -> list[ImportedStatement]:
        own = (e for e in self.own(self.tables.statements) if e.file_hash == file_hash)
        return sorted(own, key=lambda each: each.id)

    def add(self, statement: ImportedStatement) -> None:
        self.tables.statements[self.key(statement.id)] = statement

    def known(self, identities: Collection[str]) -> frozenset[str]:
        here = {each.identity for each in self.own(self.tables.bank_entries)}
        return frozenset(identities) & here

    def entry(self, entry_id: str) -> ImportedEntry:
        return self.found(self.tables.bank_entries, "entry", entry_id)

    def add_entry(self, entry: ImportedEntry) -> bool:
        if self.known([entry.identity]):
            return False
        self.save_entry(entry)
        return True

    def save_entry(self, entry: ImportedEntry) -> None:
        self.tables.bank_entries[self.key(entry.id)] = entry

    def entries(
        self, wanted: EntryFilter, *, after: str = "", limit: int = 50
    ) -> list[ImportedEntry]:
        found = [
            each
            for each in self.own(self.tables.bank_entries)
            if (not wanted.states or each.state in wanted.states)
            and wanted.statement_id in ("", each.statement_id)
            and (not after or each.id < after)
        ]
        return sorted(found, key=lambda each: each.id, reverse=True)[:limit]

    def of_amounts(self, currency: str, minors: Collection[int]) -> list[ImportedEntry]:
        found = [
            each
            for each in self.own(self.tables.bank_entries)
            if each.amount.currency == currency and each.amount.minor in minors
        ]
        return sorted(found, key=lambda each: each.id)

    def parts_on(self, currency: str, days: Collection[date]) -> list[ImportedEntry]:
        found = [
            each
            for each in self.own(self.tables.bank_entries)
            if each.amount.currency == currency
            and each.entry.batch
            and each.entry.booked_on in days
        ]
        return sorted(found, key=lambda each: each.id)

    def waiting(self) -> list[WaitingEntries]:
        found: dict[str, list[Money]] = {}
        for each in self.own(self.tables.bank_entries):
            if each.state in WAITING:
                found.setdefault(each.amount.currency, []).append(each.amount)
        return [
            WaitingEntries(count=len(amounts), total=Money.sum(amounts, currency))
            for currency, amounts in sorted(found.items())
        ]

    def payers(self, keys: Collection[str]) -> Mapping[str, frozenset[str]]:
        own = {
            payer: customers
            for (workspace_id, payer), customers in self.tables.bank_payers.items()
            if workspace_id == self.workspace_id
        }
        return {key: own[key] for key in keys if key in own}

    def note_payer(self, key: str, customer_id: str) -> None:
        before = self.tables.bank_payers.get(self.key(key), frozenset())
        self.tables.bank_payers[self.key(key)] = before | {customer_id}

    def forget_payers(self, customer_id: str, keys: Collection[str] = ()) -> frozenset[str]:
        gone = set()
        for (workspace_id, payer), customers in list(self.tables.bank_payers.items()):
            if workspace_id != self.workspace_id or not (payer in keys or customer_id in customers):
                continue
            left = frozenset() if payer in keys else customers - {customer_id}
            self.tables.bank_payers[workspace_id, payer] = left
            if not left:
                del self.tables.bank_payers[workspace_id, payer]
                gone.add(payer)
        return frozenset(gone)

    def columns(self, account: str) -> Sequence[ColumnMapping]:
        return list(self.tables.statement_columns.get(self.key(account), ()))

    def save_columns(self, account: str, mapping: ColumnMapping) -> None:
        others = [each for each in self.columns(account) if each.header != mapping.header]
        self.tables.statement_columns[self.key(account)] = (*others, mapping)
