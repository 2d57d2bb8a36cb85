"""What must hold of a workspace whatever anybody did there, read from its history alone."""

from collections import defaultdict
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice, State
from jupiter_core.domain.version import Version, first_break
from jupiter_core.ports import Message, PaymentFilter, UnitOfWork
from tests.harness.workspace import MemoryWorkspace

FISCAL = ("seller", "remit_to", "currency", "net_terms", "issue_date", "memo", "lines")
WAYS = {
    State.DRAFT: {State.DRAFT, State.PENDING_APPROVAL, State.VOID},
    State.PENDING_APPROVAL: {
        State.DRAFT,
        State.PENDING_APPROVAL,
        State.APPROVED,
        State.VOID,
    },
    State.APPROVED: {State.DRAFT, State.PENDING_APPROVAL, State.ISSUED, State.PAID, State.VOID},
    State.ISSUED: {State.ISSUED, State.PARTIALLY_PAID, State.PAID, State.VOID},
    State.PARTIALLY_PAID: {State.ISSUED, State.PARTIALLY_PAID, State.PAID},
    State.PAID: {State.ISSUED, State.PARTIALLY_PAID, State.PAID, State.VOID},
    State.VOID: {State.VOID},
}


_ISSUED = {EventName.INVOICE_ISSUED, EventName.CREDIT_NOTE_ISSUED}
_ONLY_OF_NOTHING = {(State.APPROVED, State.PAID), (State.PAID, State.VOID)}


def expect_all_promises_kept(desk: MemoryWorkspace) -> None:
    with desk.reading() as uow:
        histories = {each: uow.versions.of(each) for each in uow.invoices.ids()}
        for invoice_id, versions in histories.items():
            _expect_an_unbroken_chain(uow, invoice_id, versions)
            invoices = [each.invoice() for each in versions]
            _expect_lawful_steps(invoices)
            _expect_approvals_of_what_stands_there(invoices)
            _expect_nobody_approved_their_own_words(versions)
            _expect_nothing_fiscal_changed_after_issue(invoices)
        _expect_each_number_once_and_no_gaps(uow, list(histories))
        _expect_no_rate_credited_beyond_what_it_charged(uow, list(histories))
        _expect_numbers_that_follow_dates(uow, list(histories))
        _expect_no_money_lost(uow, list(histories))
    _expect_messages_in_the_order_of_events(desk, list(histories))


def _expect_an_unbroken_chain(uow: UnitOfWork, invoice_id: str, versions: list[Version]) -> None:
    head = uow.invoices.head(invoice_id)
    assert first_break(invoice_id, versions, (head.sequence, head.hash), uow.signer) is None
    for version in versions:
        assert canonical_json(version.invoice()) == version.document
        assert version.invoice().sequence == version.sequence
    assert uow.invoices.get(invoice_id) == versions[-1].invoice()


def _expect_lawful_steps(invoices: list[Invoice]) -> None:
    for before, after in pairwise(invoices):
        assert after.state in WAYS[before.state]
        if (before.state, after.state) in _ONLY_OF_NOTHING:
            assert before.total.minor == 0
        assert after.sequence == before.sequence + 1
        assert after.revision in {before.revision, before.revision + 1}
        assert bool(after.revision) == bool(after.number)
        assert before.number in {None, after.number}


def _expect_approvals_of_what_stands_there(invoices: list[Invoice]) -> None:
    for invoice in invoices:
        if invoice.state in BEFORE_ISSUE:
            assert {each.content_hash for each in invoice.approvals} <= {invoice.content.hash}
        people = [each.by for each in invoice.approvals]
        assert len(people) == len(set(people))
    for before, after in pairwise(invoices):
        if after.number and before.state in BEFORE_ISSUE:
            assert before.state is State.APPROVED
            assert after.content.dated(before.content.issue_date) == before.content
            assert after.content.issue_date >= before.content.issue_date
            assert {each.content_hash for each in after.approvals} == {before.content.hash}
            assert len(after.approvals) >= after.approvals_needed


def _expect_nobody_approved_their_own_words(versions: list[Version]) -> None:
    writers = {versions[0].by.id}
    for before, after in pairwise(versions):
        old, new = before.invoice(), after.invoice()
        if new.number and old.state is State.APPROVED:
            assert not writers & {each.by for each in new.approvals}
            assert new.submitted_by not in {each.by for each in new.approvals}
        if new.content != old.content:
            writers.add(after.by.id)


def _expect_nothing_fiscal_changed_after_issue(invoices: list[Invoice]) -> None:
    issued = [each for each in invoices if each.number]
    for before, after in pairwise(issued):
        for part in FISCAL:
            assert getattr(after.content, part) == getattr(before.content, part)
        assert after.content.bill_to.legal_name == before.content.bill_to.legal_name
        assert after.total == before.total
    for each in invoices:
        assert 0 <= each.paid.minor <= each.total.minor
        assert 0 <= each.credited.minor <= each.total.minor
        assert 0 <= each.settled.minor <= each.total.minor
        if each.state is State.PAID:
            taken_off = each.paid.minor + each.credited.minor + each.settled.minor
            assert taken_off >= each.total.minor


def _expect_each_number_once_and_no_gaps(uow: UnitOfWork, invoice_ids: list[str]) -> None:
    taken: dict[str, list[int]] = defaultdict(list)
    for invoice_id in invoice_ids:
        number = uow.invoices.get(invoice_id).number
        if number:
            taken[number[:-6].casefold()].append(int(number[-6:]))
    for counts in taken.values():
        assert sorted(counts) == list(range(1, len(counts) + 1))


def _expect_no_rate_credited_beyond_what_it_charged(
    uow: UnitOfWork, invoice_ids: list[str]
) -> None:
    """Void credit notes aside, those that wait for approval count too."""
    taken: dict[tuple[object, ...], int] = defaultdict(int)
    for note in (uow.invoices.get(each) for each in invoice_ids):
        if note.is_credit_note and note.state is not State.VOID:
            for each in note.content.totals.taxes:
                taken[note.content.corrects, each.rate, each.category, "net"] += each.net.minor
                taken[note.content.corrects, each.rate, each.category, "tax"] += each.tax.minor
    for invoice in (uow.invoices.get(each) for each in invoice_ids):
        for each in invoice.content.totals.taxes if invoice.number else ():
            key = (invoice.number, each.rate, each.category)
            assert each.net.minor < 0 or taken[(*key, "net")] <= each.net.minor
            assert taken[(*key, "tax")] <= each.tax.minor


def _expect_numbers_that_follow_dates(uow: UnitOfWork, invoice_ids: list[str]) -> None:
    """And nothing dated before the day on which it was issued, but where a person chose that."""
    dated: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for invoice_id in invoice_ids:
        invoice = uow.invoices.get(invoice_id)
        if invoice.number and invoice.issued_at:
            day = invoice.content.issue_date
            dated[invoice.number[:-6]].append((invoice.number, day))
            on = invoice.issued_at.astimezone(ZoneInfo(invoice.content.seller.time_zone)).date()
            assert day >= on or invoice.content.back_dated
    for numbered in dated.values():
        days = [day for _, day in sorted(numbered)]
        assert days == sorted(days)


def _expect_no_money_lost(uow: UnitOfWork, invoice_ids: list[str]) -> None:
    """What invoices say is paid is what payments say they took, in plain integers."""
    taken: dict[str, int] = defaultdict(int)
    for payment in uow.payments.page(PaymentFilter(), limit=10_000):
        live = [each for each in payment.allocations if each.undone is None]
        out = sum(each.amount.minor for each in payment.refunds if each.undone is None)
        used = sum(each.amount.minor for each in live)
        assert all(each.amount.minor > 0 for each in payment.allocations)
        assert used + out <= payment.amount.minor
        assert payment.free.minor == (0 if payment.reversal else payment.amount.minor - used - out)
        assert not (payment.reversal and (live or out))
        for each in live:
            taken[each.invoice_id] += each.amount.minor
    for invoice in (uow.invoices.get(each) for each in invoice_ids):
        if invoice.number and not invoice.is_credit_note and invoice.state is not State.VOID:
            assert invoice.paid.minor == taken[invoice.id]
            _expect_state_of_sums(invoice)


def _expect_state_of_sums(invoice: Invoice) -> None:
    credited = sum(each.amount.minor for each in invoice.credits)
    settled = sum(each.amount.minor for each in invoice.settlements)
    due = max(0, invoice.total.minor - credited - settled - invoice.paid.minor)
    assert invoice.amount_due.minor == due
    touched = bool(invoice.paid.minor or settled)
    open_state = State.PARTIALLY_PAID if touched else State.ISSUED
    assert invoice.state is (open_state if due else State.PAID)


def _expect_messages_in_the_order_of_events(desk: MemoryWorkspace, invoice_ids: list[str]) -> None:
    for invoice_id in invoice_ids:
        events = desk.events(invoice_id)
        stream = [each for each in desk.messages() if each.stream == f"invoice:{invoice_id}"]
        told = [_told_with(events, each) for each in stream]
        places = [events.index(each) for each in told]
        assert places == sorted(places)
        sequences = [each.sequence for each in told]
        assert sequences == sorted(sequences)
        drawn = [each.id for each, it in zip(told, stream, strict=True) if it.kind == "card"]
        assert len(drawn) == len(set(drawn))


def _told_with(events: list[Event], message: Message) -> Event:
    """Its event; the card of an issue stands where that of the approval stood which issued it."""
    [event] = [each for each in events if each.id == message.body["event_id"]]
    assert message.body["sequence"] == event.sequence
    if message.kind != "card" or event.name not in _ISSUED:
        return event
    before = events[: events.index(event)]
    approvals = [each for each in before if each.name is EventName.INVOICE_APPROVED]
    at_once = [each for each in approvals if (each.at, each.by) == (event.at, event.by)]
    return at_once[-1] if at_once else event
