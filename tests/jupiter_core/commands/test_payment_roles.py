"""Who may do what with money: every action by every role."""

from collections.abc import Callable

import pytest

from jupiter_core.commands.customer_credit import (
    ApplyCredit,
    ReleaseAllocation,
    ReleaseSurplus,
    apply_credit,
    release_allocation,
    release_surplus,
)
from jupiter_core.commands.payment import (
    RecordPayment,
    ReversePayment,
    record_payment,
    reverse_payment,
)
from jupiter_core.commands.refund import RecordRefund, UndoRefund, record_refund, undo_refund
from jupiter_core.commands.settlement import (
    SettleInvoice,
    UndoSettlement,
    settle_invoice,
    undo_settlement,
)
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NotAnApprover, NotFound, NotPermitted, Refusal
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork
from tests.factories import DANA, FIONA, FRANK, SAM, WORKSPACE
from tests.harness.workspace import MemoryWorkspace

AR = Actor(kind=ActorKind.SLACK_USER, id="U0RITA", name="Rita Okafor")
OF_CREDIT = {"customer_id": "customer-acme", "sender_profile_id": "sender-us"}
ONE = Money.of("1.00", "USD")

ACTIONS: dict[str, Callable[[Actor, UnitOfWork], object]] = {
    "record": lambda by, uow: record_payment(
        RecordPayment(by=by, amount=ONE, on_account=True, **OF_CREDIT), uow
    ),
    "reverse": lambda by, uow: reverse_payment(
        ReversePayment(by=by, payment_id="none", reason="x"), uow
    ),
    "settle": lambda by, uow: settle_invoice(
        SettleInvoice(
            by=by,
            invoice_id="none",
            expected_version=None,
            kind=SettlementKind.ROUNDING,
            reason="x",
        ),
        uow,
    ),
    "undo a settlement": lambda by, uow: undo_settlement(
        UndoSettlement(
            by=by, invoice_id="none", expected_version=None, settlement_id="none", reason="x"
        ),
        uow,
    ),
    "apply": lambda by, uow: apply_credit(
        ApplyCredit(by=by, invoice_id="none", expected_version=None), uow
    ),
    "release": lambda by, uow: release_allocation(
        ReleaseAllocation(by=by, payment_id="none", allocation_id="none", reason="x"), uow
    ),
    "keep a surplus": lambda by, uow: release_surplus(
        ReleaseSurplus(by=by, invoice_id="none", expected_version=None), uow
    ),
    "refund": lambda by, uow: record_refund(
        RecordRefund(by=by, amount=ONE, reason="x", invoice_id="none"), uow
    ),
    "undo a refund": lambda by, uow: undo_refund(
        UndoRefund(by=by, payment_id="none", refund_id="none", reason="x"), uow
    ),
}


@pytest.fixture
def desk() -> MemoryWorkspace:
    desk = MemoryWorkspace()
    policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
    with desk.writing() as uow:
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy, receivables=(AR.id,)))
    return desk


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
@pytest.mark.parametrize("by", [SAM, DANA], ids=["sales ops", "the customer's AP"])
def test_nobody_else_touches_money(
    desk: MemoryWorkspace, by: Actor, action: Callable[[Actor, UnitOfWork], object]
) -> None:
    with desk.writing() as uow, pytest.raises(NotPermitted):
        action(by, uow)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
@pytest.mark.parametrize("by", [FIONA, AR], ids=["an approver", "accounts receivable"])
def test_approvers_and_accounts_receivable_do(
    desk: MemoryWorkspace, by: Actor, action: Callable[[Actor, UnitOfWork], object]
) -> None:
    """They get as far as what is not there."""
    with desk.writing() as uow:
        try:
            action(by, uow)
        except NotFound:
            return


def test_accounts_receivable_approve_void_and_send_back_nothing(desk: MemoryWorkspace) -> None:
    waiting, issued = desk.submit(), desk.issued()
    with pytest.raises(NotAnApprover):
        desk.approve(waiting, by=AR)
    with pytest.raises(Refusal):
        desk.ask_for_changes(waiting, by=AR)
    with pytest.raises(NotPermitted):
        desk.void(issued, by=AR)
    assert (desk.now(waiting), desk.now(issued)) == (waiting, issued)
