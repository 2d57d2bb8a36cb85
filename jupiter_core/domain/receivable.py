"""What payments, settlements and their undoing make of an issued invoice.

Each is a new version of its record and none of its paper: `sequence` grows, `revision` does not.
The state follows from the sums alone.
"""

from datetime import datetime

from jupiter_core.domain.content import OPEN, State
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money, smallest
from jupiter_core.domain.refusals import (
    MixedCurrencies,
    NotFound,
    NothingDue,
    NotInState,
    OutOfRange,
    Overpayment,
)
from jupiter_core.domain.settlement import Settlement

_STANDING = frozenset({*OPEN, State.PAID})


def expect_payable(invoice: Invoice) -> None:
    """Raises NotInState, or NothingDue."""
    if invoice.state not in OPEN:
        raise NotInState(_start(invoice), invoice.state.words, "paid")
    if not invoice.amount_due.minor:
        raise NothingDue(_start(invoice))


def with_payment(invoice: Invoice, amount: Money) -> Invoice:
    """With `amount` more paid. Raises as `expect_payable`, MixedCurrencies, OutOfRange or
    Overpayment."""
    _expect_part(invoice, amount)
    return standing(invoice.model_copy(update={"paid": invoice.paid + amount}))


def without_payment(invoice: Invoice, amount: Money) -> Invoice:
    """With `amount` less paid, of what was paid. Raises NotInState."""
    if invoice.state not in _STANDING:
        raise NotInState(_start(invoice), invoice.state.words, "changed")
    return standing(invoice.model_copy(update={"paid": invoice.paid - amount}))


def with_refund_undone(invoice: Invoice, amount: Money) -> Invoice:
    """With `amount` paid again that had gone back: more than is due is to be refunded again."""
    return standing(invoice.model_copy(update={"paid": invoice.paid + amount}))


def with_settlement(invoice: Invoice, settlement: Settlement) -> Invoice:
    """With so much settled without money. Raises as `with_payment`."""
    _expect_part(invoice, settlement.amount)
    settlements = (*invoice.settlements, settlement)
    return standing(invoice.model_copy(update={"settlements": settlements}))


def without_settlement(invoice: Invoice, settlement_id: str) -> Invoice:
    """That much is due again. Raises NotFound or NotInState."""
    kept = tuple(each for each in invoice.settlements if each.id != settlement_id)
    if len(kept) == len(invoice.settlements):
        raise NotFound("settlement", settlement_id)
    if invoice.state not in _STANDING:
        raise NotInState(_start(invoice), invoice.state.words, "changed")
    return standing(invoice.model_copy(update={"settlements": kept}))


def standing(invoice: Invoice) -> Invoice:
    """In the state that its sums say: of an issued invoice, paid where nothing is due, partly
    paid where something was paid or settled."""
    if invoice.state not in _STANDING or invoice.is_credit_note:
        return invoice
    if not invoice.amount_due.minor:
        state = State.PAID
    else:
        touched = invoice.paid.minor or invoice.settlements
        state = State.PARTIALLY_PAID if touched else State.ISSUED
    return invoice.model_copy(update={"state": state})


def next_version(before: Invoice, after: Invoice, at: datetime) -> Invoice:
    """`after` as the version that follows `before`."""
    after = after.model_copy(update={"sequence": before.sequence + 1})
    return settled_since(before, after, at)


def settled_since(before: Invoice, after: Invoice, at: datetime) -> Invoice:
    """With the moment at which it was settled, where it was not in `before`; an invoice that is
    open again was not."""
    if after.state is before.state is State.PAID:
        return after
    settled_at = at if after.state is State.PAID else None
    return after.model_copy(update={"settled_at": settled_at})


def _expect_part(invoice: Invoice, amount: Money) -> None:
    expect_payable(invoice)
    due = invoice.amount_due
    if amount.currency != due.currency:
        raise MixedCurrencies(amount.currency, due.currency)
    if amount.minor <= 0:
        raise OutOfRange("The amount", smallest(due.currency).words, due.words)
    if amount.minor > due.minor:
        raise Overpayment(amount.words, due.words)


def _start(invoice: Invoice) -> str:
    return invoice.title[:1].upper() + invoice.title[1:]
