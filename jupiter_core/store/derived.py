"""What the desk and a search find of an invoice or a contract: derived, and kept with it."""

from datetime import datetime

from jupiter_core.domain import desk, search
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.store.desk import keep_entry
from jupiter_core.store.desk_tables import DeskEntryRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.search import note_entry
from jupiter_core.store.search_tables import SearchEntryRow


def derive_entries(scope: TransactionScope, subject: Invoice | Contract, at: datetime) -> None:
    """As it is now, changed at that moment; see `TransactionScope.derive`."""

    def keep() -> None:
        if subject.sequence > 1:
            foresee_entries(scope, subject.id)
        if isinstance(subject, Invoice):
            note_entry(scope, search.entry_of_invoice(subject, at))
            keep_entry(scope, desk.entry_of_invoice(subject, at))
        else:
            note_entry(scope, search.entry_of_contract(subject, at))
            keep_entry(scope, desk.entry_of_contract(subject, at))

    scope.derive(subject.id, keep)


def foresee_entries(scope: TransactionScope, subject_id: str) -> None:
    """Has what both know of it asked with what is asked next."""
    scope.foresee(DeskEntryRow, subject_id=subject_id)
    scope.foresee(SearchEntryRow, subject_id=subject_id)
