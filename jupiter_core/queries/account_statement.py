"""A customer's account with one legal entity in one currency: what is open, and what moved lately.

A positive amount is owed by the customer. The balance of an invoice is what is due of it, less what
is to be refunded; what changes it is its issue, a credit note, its becoming void, or money. What
came in and no invoice took is the customer's credit, which is theirs too.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.version import Version
from jupiter_core.ports import InvoiceFilter, PaymentFilter, UnitOfWork

RECENT = timedelta(days=90)
_AT_ONCE = 100


class MovementKind(StrEnum):
    """What changed a balance."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    REFUND = "refund"
    VOID = "void"
    CREDIT = "credit"


class Movement(Frozen):
    """One change. `number` is the document's; a payment has that of its invoice, and what became
    credit, or was used or refunded of it, has none."""

    day: date
    kind: MovementKind
    number: str
    amount: Money


class OpenItem(Frozen):
    """An invoice whose balance is not zero."""

    number: str
    issued: date
    due: date
    total: Money
    balance: Money


class AccountStatement(Frozen):
    """`movements` are of the days from `since` to `until`, both included, oldest first; `closing`
    is the sum of the balances of all `open_items`, less the customer's `credit`."""

    since: date
    until: date
    opening: Money
    movements: tuple[Movement, ...]
    closing: Money
    credit: Money
    open_items: tuple[OpenItem, ...]


def account_statement(uow: UnitOfWork, invoice: Invoice) -> AccountStatement:
    """Of the customer that the invoice is addressed to, with its legal entity, in its currency."""
    seller = invoice.content.seller
    zone = ZoneInfo(seller.time_zone)
    until = uow.now.astimezone(zone).date()
    since = until - RECENT
    start = datetime.combine(since, datetime.min.time(), zone).astimezone(UTC)
    ours = [each for each in _invoices(uow, invoice) if not each.is_credit_note]
    moved = [
        movement
        for each in _invoices(uow, invoice, updated_from=start)
        if not each.is_credit_note
        for movement in _movements(uow.versions.of(each.id), start, zone)
    ]
    zero = Money.zero(invoice.content.currency)
    payments = list(_payments(uow, invoice))
    moved += [each for payment in payments for each in _of_credit(payment, start, zone)]
    credit = sum((each.free for each in payments), zero)
    closing = sum((_balance(each) for each in ours), zero) - credit
    return AccountStatement(
        since=since,
        until=until,
        opening=closing - sum((each.amount for each in moved), zero),
        movements=tuple(sorted(moved, key=lambda each: (each.day, each.number))),
        closing=closing,
        credit=credit,
        open_items=tuple(_open(each) for each in reversed(ours) if _balance(each).minor),
    )


def _invoices(
    uow: UnitOfWork, like: Invoice, updated_from: datetime | None = None
) -> Iterator[Invoice]:
    """All with a number, of the same customer, legal entity and currency, latest first."""
    content, after = like.content, ""
    wanted = InvoiceFilter(customer_id=content.bill_to.customer_id, updated_from=updated_from)
    while page := uow.invoices.page(wanted, after=after, limit=_AT_ONCE):
        for each in page:
            same = (
                each.content.seller.profile_id == content.seller.profile_id
                and each.content.currency == content.currency
            )
            if each.number and same:
                yield each
        after = page[-1].id


def _payments(uow: UnitOfWork, like: Invoice) -> Iterator[Payment]:
    """All of the same customer, legal entity and currency, latest first."""
    content, after = like.content, ""
    wanted = PaymentFilter(
        customer_id=content.bill_to.customer_id,
        sender_profile_id=content.seller.profile_id,
        currency=content.currency,
    )
    while page := uow.payments.page(wanted, after=after, limit=_AT_ONCE):
        yield from page
        after = page[-1].id


def _of_credit(payment: Payment, start: datetime, zone: ZoneInfo) -> Iterator[Movement]:
    """What became the customer's credit of a payment, and what of that was used or went back."""
    for at, amount in payment.credit_moves():
        if at >= start:
            day = at.astimezone(zone).date()
            yield Movement(day=day, kind=MovementKind.CREDIT, number="", amount=-amount)


def _balance(invoice: Invoice) -> Money:
    if invoice.state is State.VOID:
        return Money.zero(invoice.content.currency)
    return invoice.amount_due - invoice.to_refund


def _open(invoice: Invoice) -> OpenItem:
    return OpenItem(
        number=invoice.number or "",
        issued=invoice.content.issue_date,
        due=invoice.content.due_date,
        total=invoice.total,
        balance=_balance(invoice),
    )


def _movements(versions: list[Version], start: datetime, zone: ZoneInfo) -> Iterator[Movement]:
    """Of one invoice, from that moment on."""
    before: Invoice | None = None
    for version in versions:
        after = version.invoice()
        if after.number and version.at >= start:
            yield from _changes(before, after, version.at.astimezone(zone).date())
        before = after


def _changes(before: Invoice | None, after: Invoice, day: date) -> Iterator[Movement]:
    number, zero = after.number or "", Money.zero(after.content.currency)
    if before is None or not before.number:
        yield Movement(day=day, kind=MovementKind.INVOICE, number=number, amount=after.total)
        return
    left = _balance(after) - _balance(before)
    if after.state is State.VOID and before.state is not State.VOID:
        yield Movement(day=day, kind=MovementKind.VOID, number=number, amount=left)
        return
    for credit in after.credits[len(before.credits) :]:
        kind, less = MovementKind.CREDIT_NOTE, zero - credit.amount
        yield Movement(day=day, kind=kind, number=credit.number, amount=less)
        left -= less
    if left.minor:
        kind = MovementKind.PAYMENT if left.minor < 0 else MovementKind.REFUND
        yield Movement(day=day, kind=kind, number=number, amount=left)
