"""A customer's credit: what came in and no invoice took. It pays a later invoice of the same
customer, legal entity and currency, and what a credit note left over of a payment becomes it."""

from jupiter_core.commands.money_moves import (
    keep,
    payment_called,
    payments_of,
    reason_of,
    undo_of,
)
from jupiter_core.commands.payment import without_settlements_of
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.record import as_seen, publish_about
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Allocation, Payment
from jupiter_core.domain.receivable import expect_payable, with_payment, without_payment
from jupiter_core.domain.refusals import ChangedSinceSeen, CreditTooSmall, NoCredit, NothingToRefund
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.customer_credit import credit_for, credit_version

APPLY = "apply a customer's credit"


class ApplyCredit(Frozen):
    """`amount` None is as much as there is and is due; `expected_credit` is the credit's version
    that was seen, None takes whatever there is."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    amount: Money | None = None
    expected_credit: str | None = None


class ReleaseAllocation(Frozen):
    """What an invoice took of a payment is the customer's credit again."""

    by: Actor
    payment_id: str
    allocation_id: str
    reason: str


class ReleaseSurplus(Frozen):
    """What was paid and credited besides becomes the customer's credit, and is not refunded."""

    by: Actor
    invoice_id: str
    expected_version: int | None


def apply_credit(command: ApplyCredit, uow: UnitOfWork) -> Invoice:
    """Of the credit that came in first, first. Approvers and accounts receivable may. Raises
    NotPermitted, ChangedSinceSeen, NotInState, NothingDue, NoCredit, CreditTooSmall, Overpayment or
    OutOfRange."""
    expect_receivables(uow, command.by, APPLY, Scope.PAYMENTS_WRITE)
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_payable(before)
    expect_credit_as_seen(uow, before.content.bill_to.customer_id, command.expected_credit)
    credit = credit_for(uow, before)
    if not credit.minor:
        raise NoCredit(before.content.bill_to.legal_name)
    most = min(credit, before.amount_due, key=lambda each: each.minor)
    amount = most if command.amount is None else command.amount
    after = with_payment(before, amount)
    if amount.minor > credit.minor:
        raise CreditTooSmall(amount.words, credit.words).at("amount")
    payments_of(uow, before)
    used = _use(uow, before, amount, command.by)
    whole = after.state is State.PAID
    name = EventName.INVOICE_PAID if whole else EventName.INVOICE_PAYMENT_RECORDED
    return keep(uow, before, after, name, by=command.by, note="", payment=used[0], from_credit=True)


def expect_credit_as_seen(uow: UnitOfWork, customer_id: str, version: str | None) -> None:
    """Raises ChangedSinceSeen where two at once would use the same credit."""
    if version not in (None, credit_version(uow, customer_id)):
        raise ChangedSinceSeen("The customer's credit", "somebody used it or added to it", 0, 0)


def release_allocation(command: ReleaseAllocation, uow: UnitOfWork) -> Payment:
    """Raises NotPermitted, NotFound, AlreadyDone, or Required at `reason`."""
    expect_receivables(uow, command.by, APPLY, Scope.PAYMENTS_WRITE)
    before = payment_called(uow, command.payment_id)
    undo = undo_of(uow, command.by, command.reason)
    after = before.without_allocation(command.allocation_id, undo)
    allocation = before.allocation(command.allocation_id)
    uow.payments.save(after)
    publish_about(uow, after, EventName.PAYMENT_RELEASED, by=command.by, note=undo.reason)
    invoice = uow.invoices.get(allocation.invoice_id)
    less = without_payment(invoice, allocation.amount)
    if not after.allocated_to(invoice.id).minor:
        less = without_settlements_of(less, after.id)
    _told(uow, invoice, less, after, allocation.amount, command.by, undo.reason)
    return after


def release_surplus(command: ReleaseSurplus, uow: UnitOfWork) -> Invoice:
    """Raises NotPermitted or NothingToRefund."""
    expect_receivables(uow, command.by, APPLY, Scope.PAYMENTS_WRITE)
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    surplus = before.to_refund
    reason = f"More was paid for {before.title} than is charged after its credit notes."
    released = take_off(uow, before, surplus, command.by, reason)
    for each in released:
        publish_about(uow, each, EventName.PAYMENT_RELEASED, by=command.by, note=reason)
    less = without_payment(before, surplus)
    return _told(uow, before, less, released[0], surplus, command.by, "")


def take_off(
    uow: UnitOfWork, invoice: Invoice, amount: Money, by: Actor, reason: str
) -> list[Payment]:
    """So much of what the invoice takes of its payments is the customer's again, of the payment
    that came last first. Raises NothingToRefund where the invoice has no such surplus."""
    if not 0 < amount.minor <= invoice.to_refund.minor:
        raise NothingToRefund(invoice.title)
    left, touched = amount, []
    undo = undo_of(uow, by, reason_of(reason))
    for payment in reversed(payments_of(uow, invoice)):
        takes = min(left.minor, payment.allocated_to(invoice.id).minor)
        if takes <= 0:
            continue
        part = Money.of_minor(takes, amount.currency)
        after = payment.released(invoice.id, part, undo, uow.new_id())
        uow.payments.save(after)
        touched.append(after)
        left = left - part
    return touched


def _sources(uow: UnitOfWork, invoice: Invoice) -> list[Payment]:
    content = invoice.content
    customer_id, profile_id = content.bill_to.customer_id, content.seller.profile_id
    return uow.payments.credits(customer_id, profile_id, content.currency)


def _use(uow: UnitOfWork, invoice: Invoice, amount: Money, by: Actor) -> list[Payment]:
    left, used = amount, []
    for payment in _sources(uow, invoice):
        takes = Money.of_minor(min(left.minor, payment.free.minor), amount.currency)
        if not takes.minor:
            break
        allocation = Allocation(
            id=uow.new_id(),
            invoice_id=invoice.id,
            amount=takes,
            by=by,
            at=uow.now,
            from_credit=True,
        )
        after = payment.with_allocation(allocation)
        uow.payments.save(after)
        publish_about(uow, after, EventName.PAYMENT_APPLIED, by=by, note=invoice.number or "")
        used.append(after)
        left = left - takes
    return used


def _told(
    uow: UnitOfWork,
    before: Invoice,
    after: Invoice,
    payment: Payment,
    credit: Money,
    by: Actor,
    note: str,
) -> Invoice:
    name = EventName.INVOICE_PAYMENT_RELEASED
    return keep(uow, before, after, name, by=by, note=note, payment=payment, credit=credit)
