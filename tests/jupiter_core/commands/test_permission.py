"""Who may do what: people by the workspace's rules, API keys by their scopes."""

from collections.abc import Callable

import pytest

from jupiter_core.commands.api_key import RevokeApiKey, revoke_api_key
from jupiter_core.commands.permission import (
    expect_approver,
    expect_author,
    expect_credit_drafter,
    expect_drafter,
    expect_finance,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import NEVER_IMPLIED, USUAL_SCOPES, NotInScope, Scope
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NotAnApprover, NotFound, NotPermitted, SelfApproval
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.api_keys import an_api_key
from tests.harness.workspace import MemoryWorkspace


def a_key(desk: MemoryWorkspace, *scopes: Scope) -> Actor:
    return an_api_key(desk.store, *scopes, by=FRANK).key.actor


def revoke(desk: MemoryWorkspace, key: Actor) -> None:
    with desk.writing() as uow:
        revoke_api_key(RevokeApiKey(by=FIONA, key_id=key.id), uow)


def test_people_may_what_the_workspace_says() -> None:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy, drafters=(SAM.id,)))
        expect_drafter(uow, SAM)
        expect_credit_drafter(uow, FIONA)
        expect_approver(uow, FIONA, Scope.INVOICES_APPROVE)
        expect_finance(uow, FIONA, "record payments", Scope.PAYMENTS_WRITE)
        with pytest.raises(NotPermitted):
            expect_drafter(uow, FIONA)
        with pytest.raises(NotPermitted):
            expect_credit_drafter(uow, FRANK)
        with pytest.raises(NotAnApprover):
            expect_approver(uow, SAM, Scope.INVOICES_APPROVE)
        with pytest.raises(NotPermitted):
            expect_finance(uow, SAM, "record payments", Scope.PAYMENTS_WRITE)


Ask = Callable[[UnitOfWork, Actor], None]
DEEDS: dict[str, tuple[Scope, Ask]] = {
    "draft": (Scope.INVOICES_WRITE, expect_drafter),
    "draft a contract": (
        Scope.CONTRACTS_WRITE,
        lambda uow, by: expect_drafter(uow, by, Scope.CONTRACTS_WRITE),
    ),
    "draft a credit note": (Scope.INVOICES_WRITE, expect_credit_drafter),
    "approve": (
        Scope.INVOICES_APPROVE,
        lambda uow, by: expect_approver(uow, by, Scope.INVOICES_APPROVE),
    ),
    "approve a contract": (
        Scope.CONTRACTS_APPROVE,
        lambda uow, by: expect_approver(uow, by, Scope.CONTRACTS_APPROVE),
    ),
    "record a payment": (
        Scope.PAYMENTS_WRITE,
        lambda uow, by: expect_finance(uow, by, "record payments", Scope.PAYMENTS_WRITE),
    ),
    "void its own draft": (
        Scope.INVOICES_WRITE,
        lambda uow, by: expect_author(uow, by, (by.id,), "void", Scope.INVOICES_WRITE),
    ),
}


@pytest.mark.parametrize(("scope", "ask"), DEEDS.values(), ids=DEEDS)
def test_a_key_may_what_its_scopes_say_and_nothing_else(scope: Scope, ask: Ask) -> None:
    desk = MemoryWorkspace()
    able = a_key(desk, scope)
    unable = a_key(desk, *(each for each in Scope if each is not scope))
    with desk.writing() as uow:
        ask(uow, able)
        with pytest.raises(NotInScope, match=f"“The CRM” does not have the scope {scope.value}"):
            ask(uow, unable)


@pytest.mark.parametrize(("scope", "ask"), DEEDS.values(), ids=DEEDS)
def test_a_revoked_key_may_nothing(scope: Scope, ask: Ask) -> None:
    desk = MemoryWorkspace()
    key = a_key(desk, scope)
    revoke(desk, key)
    with desk.writing() as uow, pytest.raises(NotInScope):
        ask(uow, key)


def test_a_key_does_nothing_in_another_workspace() -> None:
    desk = MemoryWorkspace()
    key = a_key(desk)
    with desk.store.write("T0OTHER") as uow, pytest.raises(NotFound):
        expect_drafter(uow, key)


def test_what_only_finance_may_and_no_scope_names_no_key_may() -> None:
    desk = MemoryWorkspace()
    key = a_key(desk, *Scope)
    with desk.writing() as uow, pytest.raises(NotPermitted):
        expect_finance(uow, key, "void invoices")


def test_the_usual_scopes_approve_nothing() -> None:
    assert not set(USUAL_SCOPES) & NEVER_IMPLIED
    assert set(USUAL_SCOPES) | NEVER_IMPLIED == set(Scope)


@pytest.mark.parametrize("scope", [each for each in Scope if each.reads])
def test_writing_implies_reading_the_same_and_nothing_else(scope: Scope) -> None:
    desk = MemoryWorkspace()
    writers = [each for each in Scope if each.noun == scope.noun and not each.reads]
    others = [each for each in Scope if each.noun != scope.noun]
    for writer in writers:
        assert an_api_key(desk.store, writer).key.may(scope)
    assert not an_api_key(desk.store, *others).key.may(scope)


def test_reading_never_implies_writing() -> None:
    desk = MemoryWorkspace()
    reader = an_api_key(desk.store, *(each for each in Scope if each.reads)).key
    assert not any(reader.may(each) for each in Scope if not each.reads)


def test_neither_a_key_that_drafted_nor_another_of_its_owner_can_approve() -> None:
    desk = MemoryWorkspace()
    drafter = a_key(desk, *Scope)
    invoice = desk.submit(drafter)
    with pytest.raises(SelfApproval):
        desk.approve(invoice, by=drafter)
    with pytest.raises(SelfApproval):
        desk.approve(invoice, by=a_key(desk, Scope.INVOICES_APPROVE))
    other = an_api_key(desk.store, Scope.INVOICES_APPROVE, by=FIONA).key.actor
    assert desk.approve(invoice, by=other).number


def test_a_key_that_revised_what_a_person_drafted_cannot_approve_it() -> None:
    desk = MemoryWorkspace()
    key = a_key(desk, Scope.INVOICES_WRITE, Scope.INVOICES_AMEND, Scope.INVOICES_APPROVE)
    revised = desk.revise(desk.submit(SAM), by=key, memo="Changed")
    with pytest.raises(SelfApproval):
        desk.approve(revised, by=key)


def test_a_key_with_the_usual_scopes_cannot_approve_what_others_drafted() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(NotInScope):
        desk.approve(desk.submit(SAM), by=a_key(desk))


def test_people_approve_what_a_key_drafted() -> None:
    desk = MemoryWorkspace()
    key = a_key(desk)
    issued = desk.approve(desk.submit(key))
    assert issued.number == "JUS-000001"
    assert issued.drafted_by == key


def test_a_key_records_a_payment_with_its_scope_and_none_without() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with pytest.raises(NotInScope):
        desk.pay(issued, issued.total, by=a_key(desk, Scope.INVOICES_WRITE))
    assert (
        desk.pay(issued, issued.total, by=a_key(desk, Scope.PAYMENTS_WRITE)).amount_due.minor == 0
    )


def test_a_key_voids_its_own_draft_and_nothing_that_is_issued() -> None:
    desk = MemoryWorkspace()
    key = a_key(desk)
    desk.void(desk.submit(key), by=key)
    with pytest.raises(NotPermitted):
        desk.void(desk.submit(SAM), by=key)
    with pytest.raises(NotPermitted):
        desk.void(desk.approve(desk.submit(key)), by=key)


def test_a_key_that_was_revoked_no_longer_voids_its_own_draft() -> None:
    desk = MemoryWorkspace()
    key = a_key(desk)
    draft = desk.submit(key)
    revoke(desk, key)
    with pytest.raises(NotInScope):
        desk.void(draft, by=key)
    assert desk.now(draft) == draft


def test_a_key_cannot_pay_more_than_is_due() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with pytest.raises(Exception, match=r"USD 1,345,000\.00"):
        desk.pay(issued, Money.of("1345000.01", "USD"), by=a_key(desk))
