"""Which reminders of an invoice are left, by the schedule that it has now."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.domain.reminders import PoRhythm, ReminderStep, reminder_day, steps_left
from jupiter_core.ports import UnitOfWork

LOOK_AHEAD = timedelta(days=400)
MOST_PLANNED = 100


class PlannedReminder(Frozen):
    """The next reminder of an invoice: on which day, whether it is for a missing PO alone, and
    whether AP is written to."""

    invoice: Invoice
    on: date
    po: bool
    email: bool


def schedule_of(uow: UnitOfWork, invoice: Invoice) -> ReminderSchedule:
    """The customer's, else that of the legal entity, else the usual one."""
    content = invoice.content
    try:
        own = uow.customers.get(content.bill_to.customer_id).reminders
        theirs = own or uow.sender_profiles.get(content.seller.profile_id).reminders
    except NotFound:
        theirs = None
    return theirs or ReminderSchedule()


def reminders_left(uow: UnitOfWork, invoice: Invoice, until: date) -> list[ReminderStep]:
    """Those up to that day, also what was missed lately."""
    team = uow.workspace()
    rhythm = PoRhythm(
        first_days=team.po_reminder_first_days, every_days=team.po_reminder_every_days
    )
    return steps_left(
        invoice,
        schedule_of(uow, invoice),
        rhythm,
        uow.events.of(invoice.id),
        today=invoice.content.seller.today(uow.now),
        until=until,
    )


def planned_reminders(uow: UnitOfWork, until: date) -> list[PlannedReminder]:
    """The next one of each invoice, where it is on a day up to `until`; the earliest first, and
    MOST_PLANNED of them. What changed in the last minute may be missing."""
    found = [uow.invoices.get(each) for each in uow.reminders.planned(until, limit=MOST_PLANNED)]
    planned = [plan for invoice in found for plan in _next(uow, invoice, until)]
    return sorted(planned, key=lambda each: (each.on, each.invoice.number or ""))


def _next(uow: UnitOfWork, invoice: Invoice, until: date) -> list[PlannedReminder]:
    today = invoice.content.seller.today(uow.now)
    left = reminders_left(uow, invoice, until)
    missed = [each for each in left if each.on <= today]
    step = missed[-1] if missed else left[0] if left else None
    if step is None:
        return []
    email = schedule_of(uow, invoice).email and not step.po
    return [PlannedReminder(invoice=invoice, on=step.on, po=step.po, email=email)]


def reminder_days(uow: UnitOfWork) -> LocalDays:
    """The last day whose reminders may have gone out by now, at each legal entity."""
    return _days(uow, lambda each: reminder_day(each.time_zone, uow.now))


def days_now(uow: UnitOfWork) -> LocalDays:
    """The day that it is now at each legal entity."""
    return _days(uow, lambda each: uow.now.astimezone(ZoneInfo(each.time_zone)).date())


def _days(uow: UnitOfWork, day_at: Callable[[SenderProfile], date]) -> LocalDays:
    """The usual one is that of most."""
    days = {each.id: day_at(each) for each in uow.sender_profiles.all()}
    usual: Mapping[date, int] = {
        day: list(days.values()).count(day) for day in sorted(set(days.values()))
    }
    most = max(usual, key=lambda day: usual[day], default=uow.now.date())
    return LocalDays.among(days.items(), most)
