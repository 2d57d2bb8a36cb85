"""Credit notes: from an issued invoice, by the same approval, off what is due."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.domain.account import Credit
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    AlreadyTaken,
    ChangedSinceSeen,
    CreditedAlready,
    CreditNoteNotEdited,
    CreditNoteStands,
    NothingDue,
    NothingLeftAtRate,
    NothingLeftToCredit,
    NotInState,
    NotPermitted,
    OutOfRange,
    OverCredit,
    Overpayment,
    Refusal,
    Required,
    RestIsWaiting,
    SelfApproval,
    ValidationErrors,
)
from jupiter_core.domain.workspace import Workspace
from tests.factories import DANA, FIONA, FRANK, SAM, WORKSPACE, a_line, a_sender_profile
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import UNPRINTABLE, MemoryWorkspace


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def a_part(net: str, tax: int = 0) -> Part:
    return Part(description="Seats not delivered", net=usd(net), tax=tax)


def test_a_credit_in_full_mirrors_the_lines_and_settles_the_invoice() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    draft = desk.credit(invoice)
    assert (draft.state, draft.number) == (State.PENDING_APPROVAL, None)
    assert draft.content.corrects == "JUS-000001"
    assert draft.content.lines == invoice.content.lines
    note = desk.approve(draft)
    assert (note.state, note.number, note.total) == (State.ISSUED, "JUS-C000001", invoice.total)
    after = desk.now(invoice)
    assert after.credits == (Credit(number="JUS-C000001", amount=invoice.total),)
    assert (after.state, after.amount_due, after.revision) == (State.PAID, usd("0"), 2)


def test_both_threads_are_told_when_a_credit_note_is_issued() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    note = desk.approve(desk.credit(invoice))
    assert desk.events(note.id)[-1].name is EventName.CREDIT_NOTE_ISSUED
    told = desk.events(invoice.id)[-1]
    assert (told.name, told.note) == (EventName.INVOICE_CREDITED, "JUS-C000001")
    assert "Credit note JUS-C000001 added: USD 1,345,000.00" in [
        each.words for each in told.changes
    ]


def test_a_credit_in_part_lowers_what_is_due_and_a_payment_of_the_rest_settles() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    desk.approve(desk.credit(invoice, a_part("45000.00")))
    after = desk.now(invoice)
    assert (after.state, after.amount_due) == (State.ISSUED, usd("1300000.00"))
    with pytest.raises(Overpayment):
        desk.pay(after, usd("1300000.01"))
    assert desk.pay(after, usd("1300000.00")).state is State.PAID


def test_what_was_paid_before_is_to_be_refunded() -> None:
    desk = MemoryWorkspace()
    paid = desk.pay(desk.issued(), usd("1345000.00"))
    desk.approve(desk.credit(paid, a_part("45000.00")))
    after = desk.now(paid)
    assert (after.state, after.amount_due) == (State.PAID, usd("0"))
    assert after.to_refund == usd("45000.00")


def test_a_credit_note_takes_the_tax_of_its_rate() -> None:
    desk = MemoryWorkspace()
    taxed = a_line(price="100.00", tax_rate="19")
    invoice = desk.issued(lines=(a_line(price="50.00"), taxed))
    note = desk.approve(desk.credit(invoice, a_part("33.33", tax=1)))
    assert (note.content.totals.tax, note.total) == (usd("6.33"), usd("39.66"))
    assert desk.now(invoice).amount_due == usd("129.34")


def test_never_more_than_the_invoice_is_credited() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    with pytest.raises(OverCredit, match=r"left to credit on JUS-000001: USD 1,345,000\.00"):
        desk.credit(invoice, a_part("1345000.01"))
    desk.approve(desk.credit(invoice, a_part("1000000.00")))
    left = desk.now(invoice)
    with pytest.raises(OverCredit):
        desk.credit(left, a_part("345000.01"))


def test_never_more_than_a_rate_has_on_the_invoice() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=(a_line(price="50.00"), a_line(price="100.00", tax_rate="19")))
    with pytest.raises(OverCredit, match=r"USD 119\.00"):
        desk.credit(invoice, a_part("100.01", tax=1))


def test_a_draft_for_all_of_it_leaves_nothing_to_credit_until_it_is_void() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    first = desk.credit(invoice)
    with pytest.raises(RestIsWaiting, match=r"USD 1,345,000\.00 is in credit notes that are not"):
        desk.credit(invoice)
    desk.void(first)
    second = desk.approve(desk.credit(invoice))
    assert second.total == invoice.total
    with pytest.raises(NothingLeftToCredit, match="JUS-000001 is already credited in full"):
        desk.credit(desk.now(invoice))


@pytest.mark.parametrize("net", ["0", "-5.00"])
def test_nothing_and_less_is_no_credit(net: str) -> None:
    desk = MemoryWorkspace()
    with pytest.raises(OutOfRange):
        desk.credit(desk.issued(), a_part(net))


def test_where_a_rate_is_credited_whole_nothing_more_is_left_at_it() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=(a_line(price="50.00"), a_line(price="100.00", tax_rate="8.875")))
    desk.approve(desk.credit(invoice, a_part("100.00", tax=1)))
    for net in ("1.00", "-1.00"):
        with pytest.raises(NothingLeftAtRate, match=r"left to credit on JUS-000001 at 8\.875%"):
            desk.credit(desk.now(invoice), a_part(net, tax=1))


def test_a_rate_that_the_invoice_does_not_have_is_refused() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(OutOfRange):
        desk.credit(desk.issued(), a_part("5.00", tax=1))


def test_only_what_is_issued_and_not_void_is_credited() -> None:
    desk = MemoryWorkspace()
    for other in (desk.submit(), desk.void(desk.issued())):
        with pytest.raises(NotInState):
            desk.credit(other)


def test_an_invoice_voided_meanwhile_is_not_credited() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    draft = desk.credit(invoice)
    desk.void(invoice)
    with pytest.raises(NotInState):
        desk.approve(draft)


def test_a_credit_note_has_no_credit_note_and_is_neither_voided_nor_paid() -> None:
    desk = MemoryWorkspace()
    note = desk.approve(desk.credit(desk.issued()))
    with pytest.raises(CreditNoteStands):
        desk.credit(note)
    with pytest.raises(CreditNoteStands):
        desk.void(note)
    with pytest.raises(NothingDue):
        desk.pay(note, usd("1"))


def test_a_draft_credit_note_is_voided_but_not_edited() -> None:
    desk = MemoryWorkspace()
    draft = desk.credit(desk.issued())
    with pytest.raises(CreditNoteNotEdited):
        desk.revise(draft)
    assert desk.void(draft).state is State.VOID


def test_an_invoice_with_a_credit_note_is_not_voided() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    desk.approve(desk.credit(invoice, a_part("5.00")))
    with pytest.raises(CreditedAlready):
        desk.void(desk.now(invoice))


def test_accounts_payable_amends_a_credit_note_as_an_invoice() -> None:
    desk = MemoryWorkspace()
    note = desk.approve(desk.credit(desk.issued()))
    assert desk.amend(note, DANA, po_number="4500017342").revision == 2


def test_nobody_approves_a_credit_note_that_they_drafted() -> None:
    desk = MemoryWorkspace()
    draft = desk.credit(desk.issued(), by=FIONA)
    with pytest.raises(SelfApproval):
        desk.approve(draft, FIONA)
    assert desk.approve(draft, FRANK).number == "JUS-C000001"


def test_who_may_neither_draft_nor_approve_drafts_no_credit_note() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    wanda = Actor(kind=ActorKind.SLACK_USER, id="U0WANDA", name="Wanda Lee")
    with desk.writing() as uow:
        policy = uow.workspace().policy
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy, drafters=(SAM.id,)))
    with pytest.raises(NotPermitted):
        desk.credit(invoice, by=wanda)


@pytest.mark.parametrize(("reason", "refusal"), [(" ", Required), (UNPRINTABLE, ValidationErrors)])
def test_a_printable_reason_is_needed(reason: str, refusal: type[Refusal]) -> None:
    desk = MemoryWorkspace()
    with pytest.raises(refusal):
        desk.credit(desk.issued(), reason=reason)


def test_a_credit_note_is_drafted_for_what_was_seen() -> None:
    desk = MemoryWorkspace()
    seen = desk.issued()
    desk.pay(seen, usd("5.00"))
    with pytest.raises(ChangedSinceSeen):
        desk.credit(seen)


def test_credit_notes_have_a_series_of_their_own_and_leave_no_gap_in_the_other() -> None:
    desk = MemoryWorkspace()
    numbers = [desk.issued().number]
    for invoice in (desk.issued(), desk.issued()):
        numbers += [invoice.number, desk.approve(desk.credit(invoice)).number]
    assert numbers == ["JUS-000001", "JUS-000002", "JUS-C000001", "JUS-000003", "JUS-C000002"]


@pytest.mark.parametrize("series", ["JUS-C", "jus-c", "JUS"])
def test_no_other_entity_takes_the_series_of_the_credit_notes(series: str) -> None:
    desk = MemoryWorkspace()
    others = {"JUS": "JUSC"}
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(series=others.get(series, "JUS-")))
    profile = a_sender_profile(id="sender-eu", legal_name="Jupiter EU GmbH", series=series)
    with pytest.raises(AlreadyTaken), desk.writing() as uow:
        save_sender_profile(SaveSenderProfile(by=FIONA, profile=profile), uow, desk.renderer)


def test_a_credit_note_waits_for_no_po_number() -> None:
    desk = MemoryWorkspace()
    note = desk.approve(desk.credit(desk.issued()))
    with desk.reading() as uow:
        assert note.id not in uow.invoices.without_po()


rates = st.sampled_from(["0", "19", "7", "8.875"])
prices = st.integers(1, 10**9).map(lambda minor: str(Decimal(minor).scaleb(-2)))
parts = st.tuples(st.integers(1, 10**9), st.integers(0, 3))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(prices, rates), min_size=1, max_size=5))
def test_a_credit_in_full_mirrors_every_tax_to_the_cent(lines: list[tuple[str, str]]) -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=tuple(a_line(price=price, tax_rate=rate) for price, rate in lines))
    note = desk.approve(desk.credit(invoice))
    assert note.content.totals == invoice.content.totals
    assert desk.now(invoice).creditable == usd("0")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(prices, rates), min_size=1, max_size=4), st.lists(parts, max_size=6))
def test_whatever_is_credited_and_paid_the_sums_hold(
    lines: list[tuple[str, str]], wanted: list[tuple[int, int]]
) -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=tuple(a_line(price=price, tax_rate=rate) for price, rate in lines))
    for net, tax in wanted:
        now = desk.now(invoice)
        try:
            part = Part(description="-", net=Money(minor=net, currency="USD"), tax=tax)
            desk.approve(desk.credit(now, part))
            due = desk.now(invoice)
            if due.amount_due.minor:
                desk.pay(due, Money(minor=max(1, due.amount_due.minor // 3), currency="USD"))
        except Refusal:
            assert desk.now(invoice) == now
        _expect_sums(desk.now(invoice))
    expect_all_promises_kept(desk)


def _expect_sums(invoice: Invoice) -> None:
    assert 0 <= invoice.credited.minor <= invoice.total.minor
    settled = invoice.paid + invoice.credited
    assert invoice.amount_due - invoice.to_refund == invoice.total - settled
    assert (invoice.state is State.PAID) == (invoice.amount_due.minor == 0)
