"""What recording payments, credit, refunds and settlements have in common.

A payment's row and the versions of its invoices are written in one transaction, so that the sum of
what invoices take of payments is what those invoices say is paid.
"""

from datetime import date

from jupiter_core.commands.record import record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.event_details import MoneyMoved
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Allocation, Payment, ReceivingAccount, Undo
from jupiter_core.domain.receivable import next_version
from jupiter_core.domain.refusals import OutOfRange, Required, placed
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.terms import FIRST_ISSUE_DATE
from jupiter_core.domain.text import line_of, paragraph_of
from jupiter_core.ports import UnitOfWork

REFERENCE_LIMIT, REASON_LIMIT = 140, 500


def reason_of(typed: str) -> str:
    """Why something is undone, settled or refunded. Raises at `reason`."""
    reason = placed("reason", lambda: paragraph_of(typed, "Reason", REASON_LIMIT))
    if not reason:
        raise Required("A reason").at("reason")
    return reason


def reference_of(typed: str) -> str:
    """The payer's or the bank's reference; may be empty. Raises at `reference`."""
    return placed("reference", lambda: line_of(typed, "Reference", REFERENCE_LIMIT))


def day_of(asked: date | None, today: date, path: str) -> date:
    """A day on which money moved: today where none is named, and none to come. Raises OutOfRange
    at `path`."""
    if asked is None:
        return today
    if not FIRST_ISSUE_DATE <= asked <= today:
        raise OutOfRange("The date", str(FIRST_ISSUE_DATE), f"{today} (today)").at(path)
    return asked


def undo_of(uow: UnitOfWork, by: Actor, reason: str) -> Undo:
    """Raises as `reason_of`."""
    return Undo(reason=reason_of(reason), by=by, at=uow.now)


def keep(
    uow: UnitOfWork,
    before: Invoice,
    after: Invoice,
    name: EventName,
    *,
    by: Actor,
    note: str,
    payment: Payment | None = None,
    settled_as: SettlementKind | None = None,
    settled_why: str = "",
    credit: Money | None = None,
    from_credit: bool = False,
) -> Invoice:
    """Stores `after` as the invoice's next version, with what moved as the event's details."""
    details = MoneyMoved(
        payment_id=payment.id if payment else "",
        received_on=payment.received_on if payment else None,
        paid=after.paid - before.paid,
        settled=after.settled - before.settled,
        settled_as=settled_as,
        settled_why=settled_why,
        credit=credit or Money.zero(before.content.currency),
        from_credit=from_credit,
    )
    following = next_version(before, after, uow.now)
    return record(uow, before, following, name, by=by, note=note, details=details)


def payments_of(uow: UnitOfWork, invoice: Invoice) -> list[Payment]:
    """All that ever paid for it, oldest first. What was recorded before payments had rows of
    their own gets them now, from the versions that recorded it."""
    found = uow.payments.of_invoice(invoice.id)
    if found or not invoice.paid.minor:
        return found
    before = Money.zero(invoice.content.currency)
    for version in uow.versions.of(invoice.id):
        after = version.invoice()
        if after.revision and after.paid.minor > before.minor:
            amount = after.paid - before
            found.append(_earlier(uow, after, amount, version.by, version.note))
        before = after.paid
    for each in found:
        uow.payments.save(each)
    return found


def _earlier(uow: UnitOfWork, invoice: Invoice, amount: Money, by: Actor, note: str) -> Payment:
    at = next(each.at for each in uow.versions.of(invoice.id) if each.sequence == invoice.sequence)
    content = invoice.content
    return Payment(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        customer_id=content.bill_to.customer_id,
        sender_profile_id=content.seller.profile_id,
        amount=amount,
        received_on=content.seller.today(at),
        account=ReceivingAccount.of(content.remit_to),
        reference=note,
        source_key=f"version:{invoice.id}:{invoice.sequence}",
        by=by,
        at=at,
        allocations=(
            Allocation(id=uow.new_id(), invoice_id=invoice.id, amount=amount, by=by, at=at),
        ),
    )
