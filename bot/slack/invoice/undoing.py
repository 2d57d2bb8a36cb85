"""Undoing a payment, what an invoice took of the customer's credit, a refund, or a settlement."""

from bot.slack.views.invoice.payments_modal import (
    ALLOCATION,
    PAYMENT,
    REFUNDED,
    UndoRef,
)
from jupiter_core.commands.customer_credit import ReleaseAllocation, release_allocation
from jupiter_core.commands.payment import ReversePayment, reverse_payment
from jupiter_core.commands.refund import UndoRefund, undo_refund
from jupiter_core.commands.settlement import UndoSettlement, undo_settlement
from jupiter_core.domain.actor import Actor
from jupiter_core.ports import UnitOfWork


def undo(named: UndoRef, by: Actor, reason: str, uow: UnitOfWork) -> None:
    """Raises what the command of that kind raises."""
    match named.kind:
        case kind if kind == PAYMENT:
            reverse_payment(ReversePayment(by=by, payment_id=named.payment_id, reason=reason), uow)
        case kind if kind == ALLOCATION:
            release_allocation(
                ReleaseAllocation(
                    by=by, payment_id=named.payment_id, allocation_id=named.item, reason=reason
                ),
                uow,
            )
        case kind if kind == REFUNDED:
            undo_refund(
                UndoRefund(by=by, payment_id=named.payment_id, refund_id=named.item, reason=reason),
                uow,
            )
        case _:
            undo_settlement(
                UndoSettlement(
                    by=by,
                    invoice_id=named.invoice_id,
                    expected_version=named.seen,
                    settlement_id=named.item,
                    reason=reason,
                ),
                uow,
            )
