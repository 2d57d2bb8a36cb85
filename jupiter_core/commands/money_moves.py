"""What recording payments, credit, refunds and settlements have in common.

A payment's row and the versions of its invoices are written in one transaction, so that the sum of
what invoices take of payments is what those invoices say is paid.
"""

from datetime import date

from jupiter_core.commands.record import record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.earlier_payments import EARLIER
from jupiter_core.domain.event_details import MoneyMoved
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment, Undo
from jupiter_core.domain.receivable import next_version
from jupiter_core.domain.refusals import OutOfRange, Required, placed
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.terms import FIRST_ISSUE_DATE
from jupiter_core.domain.text import line_of, paragraph_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.invoice_payments import payments_on

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
        raise OutOfRange(
            "The date", spelled_day(FIRST_ISSUE_DATE), f"{spelled_day(today)} (today)"
        ).at(path)
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
    their own gets them now."""
    found = payments_on(uow, invoice)
    for each in found:
        if (
            each.source_key.startswith(EARLIER)
            and uow.payments.find_source(each.source_key) is None
        ):
            uow.payments.save(each)
    return found


def payment_called(uow: UnitOfWork, payment_id: str) -> Payment:
    """One payment, also one of before payments had rows of their own. Raises NotFound."""
    invoice_id, _, sequence = payment_id.partition("-")
    if sequence:
        payments_of(uow, uow.invoices.get(invoice_id))
    return uow.payments.get(payment_id)
