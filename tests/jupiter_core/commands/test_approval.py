"""Approval: whose, how many, and of exactly what."""

from decimal import Decimal

import pytest

from jupiter_core.domain.approval import ApprovalPolicy, ApprovalRule
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    AlreadyApproved,
    ChangedSinceSeen,
    NotAnApprover,
    NotFound,
    NotInState,
    Required,
    SelfApproval,
    TooLong,
    Unprintable,
)
from tests.factories import FIONA, FRANK, SAM, a_line
from tests.harness.workspace import MemoryWorkspace

TWO = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=2)


@pytest.mark.parametrize(
    ("amount", "currency", "needed"),
    [
        ("99999.99", "USD", 1),
        ("100000.00", "USD", 2),
        ("999999.99", "USD", 2),
        ("1000000.00", "USD", 4),
        ("100000.00", "EUR", 1),
    ],
)
def test_the_strictest_rule_that_an_amount_meets_says_how_many(
    amount: str, currency: str, needed: int
) -> None:
    rules = tuple(
        ApprovalRule(at_least=Decimal(least), currency="USD", approvals=count)
        for least, count in (("1000000", 4), ("100000", 2), ("500000", 1))
    )
    policy = ApprovalPolicy(approvers=(FIONA.id,), rules=rules)
    assert policy.needed_for(Money.of(amount, currency), "sender-us") == needed


@pytest.mark.parametrize(
    ("entity", "amount", "needed"),
    [
        ("sender-us", "99.99", 1),
        ("sender-us", "100.00", 2),
        ("sender-us", "5000.00", 2),
        ("sender-eu", "100.00", 2),
        ("sender-eu", "999.99", 2),
        ("sender-eu", "1000.00", 3),
    ],
)
def test_a_rule_of_a_legal_entity_asks_nothing_of_the_others(
    entity: str, amount: str, needed: int
) -> None:
    for_all = ApprovalRule(at_least=Decimal(100), currency="USD", approvals=2)
    of_one = ApprovalRule(
        at_least=Decimal(1000), currency="USD", approvals=3, sender_profile_id="sender-eu"
    )
    policy = ApprovalPolicy(approvers=(FIONA.id,), rules=(for_all, of_one))
    assert policy.needed_for(Money.of(amount, "USD"), entity) == needed


def test_an_approval_names_what_was_approved_and_issues_it() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit()
    issued = desk.approve(waiting)
    (approval,) = issued.approvals
    assert (approval.by, approval.content_hash) == (FIONA.id, waiting.content.hash)
    assert (issued.state, issued.number, issued.revision) == (State.ISSUED, "JUS-000001", 1)


def test_a_drafter_cannot_approve_their_own_invoice() -> None:
    desk = MemoryWorkspace(ApprovalPolicy(approvers=(SAM.id, FIONA.id)))
    with pytest.raises(SelfApproval):
        desk.approve(desk.submit(SAM), SAM)


def test_who_revised_it_cannot_approve_it_either() -> None:
    desk = MemoryWorkspace()
    revised = desk.revise(desk.submit(), FIONA, net_terms=30)
    with pytest.raises(SelfApproval):
        desk.approve(revised, FIONA)
    assert desk.approve(revised, FRANK).state is State.ISSUED


def test_who_only_submitted_it_again_cannot_approve_it_either() -> None:
    desk = MemoryWorkspace()
    submitted = desk.revise(desk.ask_for_changes(desk.submit()), FRANK)
    with pytest.raises(SelfApproval):
        desk.approve(submitted, FRANK)


def test_who_added_the_po_before_issue_cannot_approve_it_either() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(SelfApproval):
        desk.approve(desk.add_po(desk.submit(), "4500017342", FIONA), FIONA)


def test_people_who_are_not_approvers_cannot_approve_at_all() -> None:
    desk = MemoryWorkspace(ApprovalPolicy(approvers=(FIONA.id,)))
    waiting = desk.submit()
    for attempt in (desk.approve, desk.ask_for_changes):
        with pytest.raises(NotAnApprover):
            attempt(waiting, FRANK)
    assert desk.now(waiting) == waiting


def test_two_approvals_need_two_people() -> None:
    desk = MemoryWorkspace(TWO)
    first = desk.approve(desk.submit())
    assert first.state is State.PENDING_APPROVAL
    with pytest.raises(AlreadyApproved):
        desk.approve(first)
    assert desk.approve(first, FRANK).state is State.ISSUED


def test_a_second_approver_who_saw_the_same_content_is_not_held_up_by_the_first() -> None:
    desk = MemoryWorkspace(TWO)
    seen = desk.submit()
    desk.approve(seen)
    assert desk.approve(seen, FRANK).state is State.ISSUED


def test_a_stale_approval_is_refused_with_what_changed() -> None:
    desk = MemoryWorkspace()
    seen = desk.submit()
    desk.revise(seen, lines=(a_line(price="9000000.00"),))
    for attempt in (desk.approve, desk.ask_for_changes):
        with pytest.raises(ChangedSinceSeen) as refusal:
            attempt(seen)
        assert "Total: USD 1,345,000.00 → USD 9,000,000.00" in refusal.value.summary
    assert desk.now(seen).approvals == ()


def test_a_version_that_never_was_cannot_be_approved() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit()
    with pytest.raises(NotFound):
        desk.approve(waiting.model_copy(update={"sequence": 99}))


def test_a_change_voids_what_was_approved_and_asks_again() -> None:
    desk = MemoryWorkspace(TWO)
    revised = desk.revise(desk.approve(desk.submit()), net_terms=30)
    assert revised.approvals == ()
    assert desk.events(revised.id)[-1].name is EventName.INVOICE_APPROVAL_VOIDED
    assert [each.kind for each in desk.messages()][-6:] == [
        *("card", "notice", "approval_request", "document"),
        *("ask_approver", "ask_approver"),
    ]
    assert desk.approve(desk.approve(revised), FRANK).state is State.ISSUED


def test_a_change_and_its_undoing_need_a_new_approval_all_the_same() -> None:
    desk = MemoryWorkspace(TWO)
    approved = desk.approve(desk.submit())
    back = desk.revise(desk.revise(approved, net_terms=30), net_terms=45)
    assert back.content == approved.content
    assert desk.approve(back, FRANK).state is State.PENDING_APPROVAL


def test_changes_asked_for_send_it_back_with_the_reason() -> None:
    desk = MemoryWorkspace(TWO)
    returned = desk.ask_for_changes(desk.approve(desk.submit()), FRANK, "  Net 30,\nplease ")
    assert (returned.state, returned.reason) == (State.DRAFT, "Net 30,\nplease")
    assert returned.approvals == ()
    assert desk.events(returned.id)[-1].note == "Net 30,\nplease"


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [(" \n", Required), ("x" * 2001, TooLong), ("\u202e", Unprintable), ("\x00", Unprintable)],
)
def test_a_reason_is_needed_that_people_can_read(reason: str, refusal: type[Exception]) -> None:
    desk = MemoryWorkspace()
    with pytest.raises(refusal):
        desk.ask_for_changes(desk.submit(), reason=reason)


def _issued(desk: MemoryWorkspace) -> Invoice:
    return desk.issued()


def _void(desk: MemoryWorkspace) -> Invoice:
    return desk.void(desk.submit())


def _returned(desk: MemoryWorkspace) -> Invoice:
    return desk.ask_for_changes(desk.submit())


@pytest.mark.parametrize("made", [_issued, _void, _returned])
def test_what_does_not_wait_cannot_be_approved(made: object) -> None:
    desk = MemoryWorkspace()
    invoice = made(desk)  # type: ignore[operator]
    with pytest.raises(NotInState):
        desk.approve(invoice, FRANK)
    with pytest.raises(NotInState):
        desk.ask_for_changes(invoice, FRANK)
