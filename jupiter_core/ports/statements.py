"""The repository of bank statements, their entries, and what is remembered for reading them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from jupiter_core.domain.bank_entry import EntryState, ImportedEntry, ImportedStatement
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.statement_columns import ColumnMapping


class EntryFilter(Frozen):
    """Which entries a list has; what is empty does not matter."""

    states: tuple[EntryState, ...] = ()
    statement_id: str = ""


class WaitingEntries(Frozen):
    """How many entries wait in one currency, and what they come to."""

    count: int
    total: Money


class Statements(Protocol):
    """What was taken in, of all accounts of the workspace."""

    def get(self, statement_id: str) -> ImportedStatement:
        """Raises NotFound."""

    def of_file(self, file_hash: str) -> list[ImportedStatement]:
        """Those that came with a file of this SHA-256, oldest first."""

    def add(self, statement: ImportedStatement) -> None:
        """A new one."""

    def known(self, identities: Collection[str]) -> frozenset[str]:
        """Those of them that are here."""

    def add_entry(self, entry: ImportedEntry) -> bool:
        """Whether its identity was not here. Waits for another transaction that adds the same."""

    def entry(self, entry_id: str) -> ImportedEntry:
        """In a writing transaction nobody else gets it until that ends. Raises NotFound."""

    def save_entry(self, entry: ImportedEntry) -> None:
        """Replaces it."""

    def entries(
        self, wanted: EntryFilter, *, after: str = "", limit: int = 50
    ) -> list[ImportedEntry]:
        """Latest taken in first, beginning behind the id `after`."""

    def of_amounts(self, currency: str, minors: Collection[int]) -> list[ImportedEntry]:
        """Those of all accounts whose amount is one of these, oldest first."""

    def parts_on(self, currency: str, days: Collection[date]) -> list[ImportedEntry]:
        """Those of all accounts that were booked on one of these days as parts of a batch, oldest
        first."""

    def waiting(self) -> list[WaitingEntries]:
        """Counted and summed by currency, in the order of their codes."""

    def payers(self, keys: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Of accounts and names (`name_key`), the ids of the customers that they paid for."""

    def note_payer(self, key: str, customer_id: str) -> None:
        """From now on among `payers`."""

    def forget_payers(self, customer_id: str, keys: Collection[str] = ()) -> frozenset[str]:
        """No longer among them: those of that customer, and whoever has one of these `keys`. Gives
        the keys by which nobody is known any more."""

    def columns(self, account: str) -> Sequence[ColumnMapping]:
        """How that account's CSV files are read, as far as a person has said."""

    def save_columns(self, account: str, mapping: ColumnMapping) -> None:
        """Adds or replaces that for the same header."""
