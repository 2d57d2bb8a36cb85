"""Refunds: money that went back to a customer, of their credit or of a credited invoice."""

from collections.abc import Iterable, Iterator
from datetime import date

from jupiter_core.commands.customer_credit import expect_credit_as_seen, take_off
from jupiter_core.commands.money_moves import (
    day_of,
    keep,
    payment_called,
    reason_of,
    reference_of,
    undo_of,
)
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.record import as_seen, publish_about
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, smallest
from jupiter_core.domain.payment import Allocation, Payment, Refund
from jupiter_core.domain.receivable import with_refund_undone, without_payment
from jupiter_core.domain.refusals import (
    AlreadyDone,
    CreditTooSmall,
    NoCredit,
    NotFound,
    NothingToRefund,
    OutOfRange,
    placed,
)
from jupiter_core.ports import PaymentFilter, UnitOfWork
from jupiter_core.ports.subject import INVOICE

REFUND = "record refunds"
_AT_ONCE = 100


class RecordRefund(Frozen):
    """Of what was paid for an invoice and credited besides, where `invoice_id` names one; else of
    the customer's credit with that legal entity, as of the version `expected_credit` (None: as it
    is). `refunded_on` None is today."""

    by: Actor
    amount: Money
    reason: str
    invoice_id: str = ""
    expected_version: int | None = None
    customer_id: str = ""
    sender_profile_id: str = ""
    expected_credit: str | None = None
    refunded_on: date | None = None
    reference: str = ""


class UndoRefund(Frozen):
    """It did not go back: it is what it was before, the customer's credit or paid for its
    invoice."""

    by: Actor
    payment_id: str
    refund_id: str
    reason: str


def record_refund(command: RecordRefund, uow: UnitOfWork) -> list[Payment]:
    """The payments of which it went back. Approvers and accounts receivable may. Raises
    NotPermitted, ChangedSinceSeen, NothingToRefund, NoCredit, CreditTooSmall, OutOfRange, or
    Required at `reason`."""
    expect_receivables(uow, command.by, REFUND, Scope.PAYMENTS_WRITE)
    if command.amount.minor <= 0:
        least = smallest(command.amount.currency).words
        raise OutOfRange("The amount", least, "what is to be refunded").at("amount")
    reason = reason_of(command.reason)
    if command.invoice_id:
        return _of_invoice(command, uow, reason)
    placed("customer_id", lambda: uow.customers.get(command.customer_id))
    placed("sender_profile_id", lambda: uow.sender_profiles.get(command.sender_profile_id))
    expect_credit_as_seen(uow, command.customer_id, command.expected_credit)
    sources = uow.payments.credits(
        command.customer_id, command.sender_profile_id, command.amount.currency
    )
    credit = Money.sum((each.free for each in sources), command.amount.currency)
    if not credit.minor:
        raise NoCredit("The customer").at("amount")
    if command.amount.minor > credit.minor:
        raise CreditTooSmall(command.amount.words, credit.words).at("amount")
    return _refund(uow, command, sources, reason)


def undo_refund(command: UndoRefund, uow: UnitOfWork) -> list[Payment]:
    """All payments of which it had gone back. Raises NotPermitted, NotFound, AlreadyDone, or
    Required at `reason`."""
    expect_receivables(uow, command.by, REFUND, Scope.PAYMENTS_WRITE)
    undo = undo_of(uow, command.by, command.reason)
    named = payment_called(uow, command.payment_id)
    its = [each for each in named.refunds if each.id == command.refund_id]
    if not its:
        raise NotFound("refund", command.refund_id)
    if not any(each.undone is None for each in its):
        raise AlreadyDone()
    restored, back = [], Money.zero(named.currency)
    for payment in _sharing(uow, named, command.refund_id):
        amount = _amount(payment, command.refund_id)
        after = payment.without_refund(command.refund_id, undo)
        if its[0].invoice_id:
            after = after.with_allocation(_again(uow, its[0].invoice_id, amount, command.by))
        uow.payments.save(after)
        name = EventName.PAYMENT_REFUND_UNDONE
        publish_about(uow, after, name, by=command.by, note=undo.reason)
        restored.append(after)
        back = back + amount
    if its[0].invoice_id:
        invoice = uow.invoices.get(its[0].invoice_id)
        name, after_undo = EventName.INVOICE_REFUND_UNDONE, with_refund_undone(invoice, back)
        keep(uow, invoice, after_undo, name, by=command.by, note=undo.reason, payment=restored[0])
    return restored


def _of_invoice(command: RecordRefund, uow: UnitOfWork, reason: str) -> list[Payment]:
    invoice = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    if not invoice.to_refund.minor:
        raise NothingToRefund(invoice.title)
    if command.amount.currency != invoice.content.currency or (
        command.amount.minor > invoice.to_refund.minor
    ):
        raise CreditTooSmall(command.amount.words, invoice.to_refund.words).at("amount")
    released = take_off(uow, invoice, command.amount, command.by, reason)
    refunded = _refund(uow, command, released, reason)
    less = without_payment(invoice, command.amount)
    name = EventName.INVOICE_REFUNDED
    keep(uow, invoice, less, name, by=command.by, note=reason, payment=refunded[0])
    return refunded


def _refund(
    uow: UnitOfWork, command: RecordRefund, sources: Iterable[Payment], reason: str
) -> list[Payment]:
    left, refunded, refund_id = command.amount, [], uow.new_id()
    day = day_of(command.refunded_on, _today(uow, command), "refunded_on")
    reference = reference_of(command.reference)
    for payment in sources:
        part = Money.of_minor(min(left.minor, payment.free.minor), left.currency)
        if not part.minor:
            continue
        refund = Refund(
            id=refund_id,
            amount=part,
            refunded_on=day,
            reference=reference,
            reason=reason,
            by=command.by,
            at=uow.now,
            invoice_id=command.invoice_id,
        )
        after = payment.with_refund(refund)
        uow.payments.save(after)
        publish_about(uow, after, EventName.PAYMENT_REFUNDED, by=command.by, note=reason)
        refunded.append(after)
        left = left - part
    return refunded


def _today(uow: UnitOfWork, command: RecordRefund) -> date:
    if command.invoice_id:
        return uow.invoices.get(command.invoice_id).content.seller.today(uow.now)
    return uow.sender_profiles.get(command.sender_profile_id).today(uow.now)


def _again(uow: UnitOfWork, invoice_id: str, amount: Money, by: Actor) -> Allocation:
    return Allocation(id=uow.new_id(), invoice_id=invoice_id, amount=amount, by=by, at=uow.now)


def _amount(payment: Payment, refund_id: str) -> Money:
    its = (each.amount for each in payment.live_refunds if each.id == refund_id)
    return Money.sum(its, payment.currency)


def _sharing(uow: UnitOfWork, named: Payment, refund_id: str) -> Iterator[Payment]:
    """All payments of the customer of which that refund took something."""
    after = ""
    wanted = PaymentFilter(
        customer_id=named.customer_id,
        sender_profile_id=named.sender_profile_id,
        currency=named.currency,
    )
    while page := uow.payments.page(wanted, after=after, limit=_AT_ONCE):
        yield from (each for each in page if _amount(each, refund_id).minor)
        after = page[-1].id
