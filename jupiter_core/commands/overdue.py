"""Telling, once, that an invoice is overdue. That it is, is derived and never stored."""

from zoneinfo import ZoneInfo

from jupiter_core.commands.record import publish_about
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.events import EventName
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.reminders import days_now


def past_due(uow: UnitOfWork) -> list[str]:
    """The ids of what is overdue where its entity is, and was not told to be yet."""
    return uow.reminders.untold(days_now(uow))


def tell_overdue(uow: UnitOfWork, invoice_id: str) -> int:
    """1 where it is overdue where its entity is, and was not told to be yet."""
    invoice = uow.invoices.get(invoice_id)
    today = uow.now.astimezone(ZoneInfo(invoice.content.seller.time_zone)).date()
    if not invoice.overdue(today):
        return 0
    uow.reminders.told(invoice_id)
    if _told(uow, invoice_id):
        return 0
    publish_about(uow, invoice, EventName.INVOICE_OVERDUE, by=TIMER)
    return 1


def _told(uow: UnitOfWork, invoice_id: str) -> bool:
    names = (EventName.INVOICE_OVERDUE,)
    return bool(uow.events.page(names=names, subject_id=invoice_id, limit=1))
