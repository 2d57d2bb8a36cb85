"""What was taken in of a bank's file, and what of all files waits for a person."""

from collections import Counter
from collections.abc import Mapping

from jupiter_core.domain.bank_entry import (
    WAITING,
    EntryState,
    ImportedEntry,
    ImportedStatement,
)
from jupiter_core.domain.content import OPEN
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.open_item import OpenItem
from jupiter_core.domain.plain_text import plain_words
from jupiter_core.ports import EntryFilter, InvoiceFilter, UnitOfWork, WaitingEntries
from jupiter_core.queries.bank_matching import matched_now

_AT_ONCE = 500


class FileView(Frozen):
    """All that a file brought, as it is now; `waiting` are the first of those that wait."""

    statements: tuple[ImportedStatement, ...]
    waiting: tuple[ImportedEntry, ...]
    booked: tuple[ImportedEntry, ...]
    counts: Mapping[EntryState, int]


class WaitingPart(Frozen):
    """What waits of all files: how much by currency, and the latest ones."""

    totals: tuple[WaitingEntries, ...] = ()
    entries: tuple[ImportedEntry, ...] = ()

    @property
    def count(self) -> int:
        return sum(each.count for each in self.totals)


def file_view(uow: UnitOfWork, file_hash: str, most: int) -> FileView:
    """No more than `most` of those that wait, and of those that are booked, in the file's order."""
    statements = uow.statements.of_file(file_hash)
    entries = [each for one in statements for each in _all_of(uow, one.id)]
    entries.sort(key=lambda each: each.id)
    waiting = [each for each in entries if each.state in WAITING][:most]
    booked = [each for each in entries if each.state is EntryState.BOOKED][:most]
    return FileView(
        statements=tuple(statements),
        waiting=tuple(matched_now(uow, waiting)),
        booked=tuple(booked),
        counts=dict(Counter(each.state for each in entries)),
    )


def file_hash_of(uow: UnitOfWork, entry_id: str) -> str:
    """Of the file that brought an entry. Raises NotFound."""
    return uow.statements.get(uow.statements.entry(entry_id).statement_id).file_hash


def waiting_part(uow: UnitOfWork, person: str, most: int) -> WaitingPart:
    """Nothing for who may not record payments. What the entries may be for is as of when they were
    taken in, so that it is quick however much is open."""
    if not uow.workspace().may_receive(person):
        return WaitingPart()
    totals = uow.statements.waiting()
    wanted = EntryFilter(states=tuple(sorted(WAITING)))
    entries = uow.statements.entries(wanted, limit=most) if totals else []
    return WaitingPart(totals=tuple(totals), entries=tuple(entries))


def bookable_items(uow: UnitOfWork, entry: ImportedEntry, words: str, most: int) -> list[OpenItem]:
    """The open invoices that an entry may be booked to whose number, customer or PO has all the
    words, what is due first before the rest."""
    sought = plain_words(words).split()
    found: list[OpenItem] = []
    after = ""
    wanted = InvoiceFilter(states=tuple(sorted(OPEN)))
    while page := uow.invoices.page(wanted, after=after, limit=_AT_ONCE):
        items = (OpenItem.of(each) for each in page if each.number)
        found += [each for each in items if _fits(each, entry, sought)]
        after = page[-1].id
    return sorted(found, key=lambda each: (each.due_on, each.number))[:most]


def _fits(item: OpenItem, entry: ImportedEntry, sought: list[str]) -> bool:
    ours = item.profile_id == entry.profile_id and item.due.currency == entry.amount.currency
    if not ours or item.due.minor <= 0:
        return False
    text = plain_words(f"{item.number} {item.customer} {item.po_number} {item.due}")
    return all(word in text for word in sought)


def _all_of(uow: UnitOfWork, statement_id: str) -> list[ImportedEntry]:
    found: list[ImportedEntry] = []
    after = ""
    wanted = EntryFilter(statement_id=statement_id)
    while page := uow.statements.entries(wanted, after=after, limit=_AT_ONCE):
        found += page
        after = page[-1].id
    return found
