"""Settling what is left of an invoice without money, and taking that back."""

from jupiter_core.commands.money_moves import keep, payments_of, reason_of
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.receivable import expect_payable, with_settlement, without_settlement
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.settlement import Settlement, SettlementKind
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

SETTLE = "settle invoices"


class SettleInvoice(Frozen):
    """`amount` None is all that is due; `expected_version` None takes whatever is there now."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    kind: SettlementKind
    reason: str
    amount: Money | None = None


class UndoSettlement(Frozen):
    """That much is due again."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    settlement_id: str
    reason: str


def settle_invoice(command: SettleInvoice, uow: UnitOfWork) -> Invoice:
    """The tax that the invoice reported stays as it is: where that is to go down too, a credit
    note says so. Approvers and accounts receivable may. Raises NotPermitted, NotInState,
    NothingDue, Overpayment, OutOfRange, or Required at `reason`."""
    expect_receivables(uow, command.by, SETTLE, Scope.PAYMENTS_WRITE)
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_payable(before)
    reason = reason_of(command.reason)
    payments_of(uow, before)
    settlement = Settlement(
        id=uow.new_id(),
        kind=command.kind,
        amount=before.amount_due if command.amount is None else command.amount,
        reason=reason,
        by=command.by,
        at=uow.now,
    )
    after = with_settlement(before, settlement)
    return keep(
        uow,
        before,
        after,
        EventName.INVOICE_PAID if after.state is State.PAID else EventName.INVOICE_SETTLED,
        by=command.by,
        note="",
        settled_as=command.kind,
        settled_why=reason,
    )


def undo_settlement(command: UndoSettlement, uow: UnitOfWork) -> Invoice:
    """Raises NotPermitted, NotFound, NotInState, or Required at `reason`."""
    expect_receivables(uow, command.by, SETTLE, Scope.PAYMENTS_WRITE)
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    found = [each for each in before.settlements if each.id == command.settlement_id]
    if not found:
        raise NotFound("settlement", command.settlement_id)
    after = without_settlement(before, command.settlement_id)
    name = EventName.INVOICE_SETTLEMENT_UNDONE
    reason = reason_of(command.reason)
    return keep(uow, before, after, name, by=command.by, note=reason, settled_as=found[0].kind)
