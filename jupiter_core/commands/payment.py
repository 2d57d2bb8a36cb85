"""Recording that money came in, for one invoice or several, and taking that back."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from jupiter_core.commands.money_moves import (
    REFERENCE_LIMIT,
    day_of,
    keep,
    payment_called,
    payments_of,
    reason_of,
    reference_of,
    undo_of,
)
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.record import as_seen, publish_about
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.early_settlement import discount_taken
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money, smallest
from jupiter_core.domain.payment import (
    Allocation,
    Payment,
    PaymentMethod,
    PaymentSource,
    ReceivingAccount,
)
from jupiter_core.domain.receivable import (
    with_payment,
    with_settlement,
    without_payment,
    without_settlement,
)
from jupiter_core.domain.refusals import (
    AlreadyTaken,
    NotOnePayer,
    OutOfRange,
    Overpayment,
    RestTooLarge,
    SharesDiffer,
    placed,
)
from jupiter_core.domain.settlement import Settlement, SettlementKind
from jupiter_core.domain.shortfall import with_shortfall_last
from jupiter_core.domain.text import line_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

RECORD, REVERSE = "record payments", "reverse payments"


class Rest(Frozen):
    """What is left of an invoice after the payment is settled so."""

    kind: SettlementKind
    reason: str = ""


class Share(Frozen):
    """What of a payment is for which invoice; `expected_version` None takes whatever it is now."""

    invoice_id: str
    amount: Money
    expected_version: int | None = None
    rest: Rest | None = None


class RecordPayment(Frozen):
    """`amount` came in. What its `shares` do not take is the customer's credit, if `on_account`
    says so; the customer and the legal entity are named where there is no share, and else are
    those of the invoices. `received_on` None is today, where the entity is; `account` None is the
    one on the first invoice. A `source_key` that was recorded already changes nothing."""

    by: Actor
    amount: Money
    shares: tuple[Share, ...] = ()
    on_account: bool = False
    customer_id: str = ""
    sender_profile_id: str = ""
    received_on: date | None = None
    account: ReceivingAccount | None = None
    method: PaymentMethod = PaymentMethod.BANK_TRANSFER
    payer: str = ""
    reference: str = ""
    source: PaymentSource = PaymentSource.TYPED
    source_key: str = ""


class ReversePayment(Frozen):
    """It never came in, or went back at the bank."""

    by: Actor
    payment_id: str
    reason: str


class _Paid(NamedTuple):
    """One invoice before and after its share."""

    share: Share
    before: Invoice
    after: Invoice


def shares_of(
    amount: Money, invoices: Iterable[Invoice], rest: Rest | None = None
) -> tuple[Share, ...]:
    """A sum over invoices, oldest due first: each takes what is due, as far as it goes. Where the
    `rest` of them is settled, all of them get money and the last share has that rest. Raises
    RestTooLarge."""
    left, shares = amount, []
    ordered = sorted(invoices, key=lambda each: (each.content.due_date, each.number or "", each.id))
    if rest:
        ordered = _short_last(amount, ordered)
    for invoice in ordered:
        takes = min(left.minor, invoice.amount_due.minor)
        if takes > 0:
            taken = Money.of_minor(takes, amount.currency)
            shares.append(
                Share(invoice_id=invoice.id, amount=taken, expected_version=invoice.sequence)
            )
            left = left - taken
    if rest and shares:
        shares[-1] = shares[-1].model_copy(update={"rest": rest})
    return tuple(shares)


def _short_last(amount: Money, invoices: list[Invoice]) -> list[Invoice]:
    """Raises RestTooLarge."""
    due = [each for each in invoices if each.amount_due.minor > 0]
    ordered = with_shortfall_last(due, lambda each: each.amount_due, amount)
    if ordered is None:
        gap = Money.sum((each.amount_due for each in due), amount.currency) - amount
        raise RestTooLarge(gap.words)
    return ordered


def record_payment(command: RecordPayment, uow: UnitOfWork) -> Payment:
    """Approvers and accounts receivable may. Raises NotPermitted, NotInState, NothingDue,
    Overpayment, SharesDiffer, NotOnePayer, OutOfRange, ChangedSinceSeen, or AlreadyTaken for
    another sum under a `source_key` that was recorded."""
    expect_receivables(uow, command.by, RECORD, Scope.PAYMENTS_WRITE)
    known = uow.payments.find_source(command.source_key)
    if known:
        if known.amount != command.amount:
            name = command.source_key.partition(":")[2]
            raise AlreadyTaken("payment", name).at("external_id")
        return known
    paid = [_paid(uow, each) for each in command.shares]
    _expect_sum(command, [each.before for each in paid])
    payment = _payment(uow, command, [each.before for each in paid])
    uow.payments.save(payment)
    publish_about(uow, payment, EventName.PAYMENT_RECORDED, by=command.by, note=payment.reference)
    for n, each in enumerate(paid, start=1):
        last = n == len(paid)
        _keep(uow, payment, each, credit=payment.free if last else None)
    return payment


def reverse_payment(command: ReversePayment, uow: UnitOfWork) -> Payment:
    """Its invoices are due again, and so is what was settled with it. Approvers and accounts
    receivable may. Raises NotPermitted, NotFound, AlreadyDone, RefundedAlready, or Required at
    `reason`."""
    expect_receivables(uow, command.by, REVERSE, Scope.PAYMENTS_WRITE)
    before = payment_called(uow, command.payment_id)
    after = before.reversed(undo_of(uow, command.by, command.reason))
    uow.payments.save(after)
    reason = reason_of(command.reason)
    publish_about(uow, after, EventName.PAYMENT_REVERSED, by=command.by, note=reason)
    for invoice_id in dict.fromkeys(each.invoice_id for each in before.live):
        invoice = uow.invoices.get(invoice_id)
        less = without_payment(invoice, before.allocated_to(invoice_id))
        less = without_settlements_of(less, before.id)
        name = EventName.INVOICE_PAYMENT_REVERSED
        keep(uow, invoice, less, name, by=command.by, note=reason, payment=after)
    return after


def without_settlements_of(invoice: Invoice, payment_id: str) -> Invoice:
    """What was settled with a payment falls with it."""
    for each in invoice.settlements:
        if each.payment_id == payment_id:
            invoice = without_settlement(invoice, each.id)
    return invoice


def _paid(uow: UnitOfWork, share: Share) -> _Paid:
    before = as_seen(uow, INVOICE, share.invoice_id, share.expected_version)
    payments_of(uow, before)
    return _Paid(share, before, with_payment(before, share.amount))


def _expect_sum(command: RecordPayment, invoices: list[Invoice]) -> None:
    currency = command.amount.currency
    if command.amount.minor <= 0:
        raise OutOfRange("The amount", smallest(currency).words, "what came in").at("amount")
    ids = [each.id for each in invoices]
    for n, each in enumerate(invoices):
        if each.id in ids[:n]:
            raise AlreadyTaken("invoice", each.title).at(f"shares[{n}].invoice_id")
        if _payer(each) != _payer(invoices[0]):
            raise NotOnePayer(each.title).at(f"shares[{n}].invoice_id")
    taken = Money.sum((each.amount for each in command.shares), currency)
    if taken.minor > command.amount.minor:
        raise SharesDiffer(taken.words, command.amount.words).at("amount")
    if taken.minor < command.amount.minor and not command.on_account:
        raise Overpayment(command.amount.words, taken.words).at("amount")


def _payer(invoice: Invoice) -> tuple[str, str, str]:
    content = invoice.content
    return content.bill_to.customer_id, content.seller.profile_id, content.currency


def _expect_theirs(command: RecordPayment, invoice: Invoice) -> None:
    """Whoever names the payer beside the invoices names theirs."""
    customer_id, profile_id, _ = _payer(invoice)
    if command.customer_id not in ("", customer_id):
        raise NotOnePayer(invoice.title).at("customer_id")
    if command.sender_profile_id not in ("", profile_id):
        raise NotOnePayer(invoice.title).at("sender_profile_id")


def _payment(uow: UnitOfWork, command: RecordPayment, invoices: list[Invoice]) -> Payment:
    if invoices:
        _expect_theirs(command, invoices[0])
    first = invoices[0].content if invoices else None
    customer_id = first.bill_to.customer_id if first else command.customer_id
    profile_id = first.seller.profile_id if first else command.sender_profile_id
    if first is None:
        placed("customer_id", lambda: uow.customers.get(customer_id))
    profile = placed("sender_profile_id", lambda: uow.sender_profiles.get(profile_id))
    today = profile.today(uow.now)
    payer = placed("payer", lambda: line_of(command.payer, "Payer", REFERENCE_LIMIT))
    account = ReceivingAccount.of(first.remit_to) if first else None
    return Payment(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        customer_id=customer_id,
        sender_profile_id=profile_id,
        amount=command.amount,
        received_on=day_of(command.received_on, today, "received_on"),
        account=command.account or account or ReceivingAccount(currency=command.amount.currency),
        method=command.method,
        payer=payer,
        reference=reference_of(command.reference),
        source=command.source,
        source_key=command.source_key,
        by=command.by,
        at=uow.now,
        allocations=tuple(
            Allocation(
                id=uow.new_id(),
                invoice_id=each.invoice_id,
                amount=each.amount,
                by=command.by,
                at=uow.now,
            )
            for each in command.shares
        ),
    )


def _keep(uow: UnitOfWork, payment: Payment, paid: _Paid, credit: Money | None) -> Invoice:
    rest, after = paid.share.rest, paid.after
    settled_as, why = None, ""
    if rest and after.amount_due.minor:
        settled_as, why = rest.kind, _reason(rest, after, payment)
        after = with_settlement(
            after,
            Settlement(
                id=uow.new_id(),
                kind=rest.kind,
                amount=after.amount_due,
                reason=why,
                by=payment.by,
                at=uow.now,
                payment_id=payment.id,
            ),
        )
    whole = after.state is State.PAID
    return keep(
        uow,
        paid.before,
        after,
        EventName.INVOICE_PAID if whole else EventName.INVOICE_PAYMENT_RECORDED,
        by=payment.by,
        note=payment.reference,
        payment=payment,
        settled_as=settled_as,
        settled_why=why,
        credit=credit,
    )


def _reason(rest: Rest, invoice: Invoice, payment: Payment) -> str:
    """As said; of a discount that the terms give and the payment keeps, those terms. Raises
    Required or NoDiscountLeft at `reason`."""
    if rest.reason.strip() or rest.kind is not SettlementKind.EARLY_PAYMENT_DISCOUNT:
        return reason_of(rest.reason)
    return placed("reason", lambda: discount_taken(invoice, payment.received_on))
