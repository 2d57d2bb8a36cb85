"""The search index of a FakeStore: every document is looked through, and nothing is kept."""

from collections.abc import Iterator

from jupiter_core.domain.search import (
    Order,
    SearchEntry,
    SearchKind,
    Term,
    Wanted,
    entry_of_contract,
    entry_of_invoice,
)
from tests.harness.fake_tables import Room


class FakeSearch(Room):
    def page(self, wanted: Wanted, *, skip: int = 0, limit: int = 25) -> list[SearchEntry]:
        return self._all(wanted)[skip : skip + limit]

    def count(self, wanted: Wanted) -> int:
        return len(self._all(wanted))

    def _all(self, wanted: Wanted) -> list[SearchEntry]:
        found = [each for each in self._entries(wanted) if _is_wanted(each, wanted)]
        found.sort(key=lambda each: each.subject_id, reverse=True)
        _sort(found, wanted.order)
        found.sort(key=lambda each: _rank(each, wanted))
        return found

    def _entries(self, wanted: Wanted) -> Iterator[SearchEntry]:
        if wanted.kind is SearchKind.INVOICE:
            for invoice, version in self.own(self.tables.invoices):
                yield entry_of_invoice(invoice, version.at)
        else:
            for contract, version in self.own(self.tables.contracts):
                yield entry_of_contract(contract, version.at)


def _sort(found: list[SearchEntry], order: Order) -> None:
    if order is Order.CHANGED:
        found.sort(key=lambda each: each.updated_at, reverse=True)
    elif order is Order.DUE:
        found.sort(key=lambda each: each.due_date)
    elif order is Order.AMOUNT:
        found.sort(key=lambda each: (each.currency, -each.total_minor))
    else:
        found.sort(key=lambda each: each.issue_date, reverse=True)
        if order is Order.CUSTOMER:
            found.sort(key=lambda each: each.customer_key)


def _is_wanted(entry: SearchEntry, wanted: Wanted) -> bool:
    sight = wanted.sight
    seen = sight.everything or entry.drafted_by == sight.person
    return (
        (seen or entry.deal_channel in sight.channels)
        and (not wanted.states or entry.state in wanted.states)
        and (not wanted.unpaid or (entry.is_open and entry.due_minor > 0))
        and (not wanted.overdue or entry.overdue(wanted.today))
        and wanted.channel in ("", entry.deal_channel)
        and wanted.drafted_by in ("", entry.drafted_by)
        and wanted.customer in entry.customer_key
        and wanted.po in entry.po_key
        and (wanted.issued_from is None or entry.issue_date >= wanted.issued_from.isoformat())
        and (wanted.issued_to is None or entry.issue_date <= wanted.issued_to.isoformat())
        and all(_says(entry, term) for term in wanted.terms)
    )


def _says(entry: SearchEntry, term: Term) -> bool:
    there = term.text in entry.words.split() if term.whole else term.text in entry.words
    paid = term.amount in entry.amounts.split() and term.currency in ("", entry.currency)
    numbered = term.number in (entry.number_plain, entry.serial)
    return any((term.text and there, term.amount and paid, term.number and numbered))


def _rank(entry: SearchEntry, wanted: Wanted) -> int:
    numbers = {term.number for term in wanted.terms} - {""}
    keys = {term.text for term in wanted.terms} - {""}
    if entry.number_plain in numbers:
        return 0
    if entry.serial in numbers:
        return 1
    return 2 if {entry.po_key, entry.external_key} & keys else 3
