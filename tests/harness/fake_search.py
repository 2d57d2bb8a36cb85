"""The search index of a FakeStore: every document is looked through, and nothing is kept."""

from collections.abc import Iterator

from jupiter_core.domain.invoice import OPEN, Invoice, State
from jupiter_core.domain.reminders import lacks_po
from jupiter_core.domain.search import (
    Order,
    PaperKind,
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

    def count(self, wanted: Wanted, *, most: int | None = None) -> int:
        return len(self._all(wanted)[:most])

    def _all(self, wanted: Wanted) -> list[SearchEntry]:
        found = [each for each in self._entries(wanted) if _is_wanted(each, wanted)]
        found.sort(key=lambda each: each.subject_id, reverse=True)
        _sort(found, wanted.order)
        found.sort(key=lambda each: _rank(each, wanted))
        return found

    def _entries(self, wanted: Wanted) -> Iterator[SearchEntry]:
        if wanted.kind is SearchKind.INVOICE:
            for invoice, version in self.own(self.tables.invoices):
                if _at_desk(invoice, wanted):
                    yield entry_of_invoice(invoice, version.at)
        elif (
            not wanted.past_due
            and not wanted.paid_since
            and not (wanted.po_awaited or wanted.upload_due)
        ):
            for contract, version in self.own(self.tables.contracts):
                yield entry_of_contract(contract, version.at)


def _at_desk(invoice: Invoice, wanted: Wanted) -> bool:
    if wanted.upload_due and not invoice.upload_due:
        return False
    if wanted.po_awaited and not (invoice.state in OPEN and lacks_po(invoice)):
        return False
    if wanted.paid_since:
        settled = invoice.settled_at
        if invoice.state is not State.PAID or not settled or settled < wanted.paid_since:
            return False
    if wanted.days is None:
        return True
    today = wanted.days.at(invoice.sender_profile_id)
    issued = (today - invoice.content.issue_date).days
    if wanted.issued_days and issued >= wanted.issued_days:
        return False
    ages = [each for each in (wanted.past_due, (1, None) if wanted.overdue else None) if each]
    owed = invoice.state in OPEN and not invoice.is_credit_note and invoice.amount_due.minor
    late = (today - invoice.content.due_date).days
    return all(
        owed and (least is None or late >= least) and (most is None or late <= most)
        for least, most in ages
    )


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
        and (not wanted.overdue or wanted.days or entry.overdue(wanted.today))
        and wanted.channel in ("", entry.deal_channel)
        and wanted.drafted_by in ("", entry.drafted_by)
        and wanted.customer in entry.customer_key
        and wanted.po in entry.po_key
        and (wanted.issued_from is None or entry.issue_date >= wanted.issued_from.isoformat())
        and (wanted.issued_to is None or entry.issue_date <= wanted.issued_to.isoformat())
        and wanted.currency in ("", entry.currency)
        and wanted.paper in (None, PaperKind.CREDIT_NOTE if entry.corrects else PaperKind.INVOICE)
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
