"""What an overdue invoice owes for being late, that nobody has drafted yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import LateFeeDrafted, NoLateFee
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.ports import InvoiceFilter, UnitOfWork

_AT_ONCE = 100


class LateFeeOwed(NamedTuple):
    """What an overdue invoice owes for being late. `first` is the last day that is not reckoned."""

    fee: LateFee
    amount: Money
    first: date
    day: date
    flat: Money | None


def owes_late_fee(uow: UnitOfWork, invoice: Invoice) -> bool:
    """Whether one can be drafted now. Only what is overdue with a fee in its terms is looked up."""
    try:
        late_fee_owed(uow, invoice)
    except (NoLateFee, LateFeeDrafted):
        return False
    return not uow.sender_profiles.get(invoice.sender_profile_id).archived


def late_fee_owed(uow: UnitOfWork, overdue: Invoice) -> LateFeeOwed:
    """For the days until today that no other draft or invoice has. Raises NoLateFee or
    LateFeeDrafted."""
    fee = overdue.content.late_fee
    if fee is None:
        raise NoLateFee(_named(overdue), "has no late fee in its terms")
    due, today = overdue.content.due_date, overdue.content.seller.today(uow.now)
    if not overdue.overdue(today):
        raise NoLateFee(_named(overdue), "is not overdue")
    last = max(_drafted(uow, overdue), key=lambda each: each[0], default=None)
    if last and last[0] >= today:
        raise LateFeeDrafted(_named(overdue), last[1].title, spelled_day(last[0]))
    since = last[0] if last else None
    amount = fee.reckoned(overdue.amount_due, due, today, since)
    if not amount.minor:
        raise NoLateFee(_named(overdue), "owes no late fee yet: its terms give days of grace")
    first = today - timedelta(days=fee.days_late(due, today, since))
    return LateFeeOwed(fee, amount, first, today, None if since else fee.flat)


def _drafted(uow: UnitOfWork, overdue: Invoice) -> Iterator[tuple[date, Invoice]]:
    """Each late fee of it that is not void, with the last day that it is for."""
    for each in _since(uow, overdue):
        if each.external_id.startswith(fee_key(overdue)) and each.state is not State.VOID:
            yield date.fromisoformat(each.external_id.removeprefix(fee_key(overdue))), each


def _since(uow: UnitOfWork, overdue: Invoice) -> Iterator[Invoice]:
    """The customer's invoices that were made after it, the latest first."""
    wanted = InvoiceFilter(customer_id=overdue.content.bill_to.customer_id, credit_notes=False)
    after = ""
    while found := uow.invoices.page(wanted, after=after, limit=_AT_ONCE):
        for each in found:
            if each.id == overdue.id:
                return
            yield each
        after = found[-1].id


def fee_key(overdue: Invoice) -> str:
    """How the external ids of its late fees begin; the last day that they are for follows."""
    return f"late-fee:{overdue.number}:"


def _named(invoice: Invoice) -> str:
    return invoice.title[:1].upper() + invoice.title[1:]
