"""When people are reminded of an issued invoice: a schedule of days around its due date.

Every step falls on a business day of the legal entity's country, or on the next one. Each goes out
once; of several that were missed only the last one does, and none that is older than two weeks. A
step on which reminders were stopped is left out; what ends a promise or a pause is a step itself.
A missing PO number has steps of its own in the same schedule, counted from issue.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from jupiter_core.domain.business_days import next_business_day
from jupiter_core.domain.content import OPEN
from jupiter_core.domain.event_details import PoReminder, ReminderSent
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.reminder_schedule import ReminderSchedule

NOT_BEFORE = time(9)
"""Where the legal entity is: nobody is written to in the night."""
_NEWS = timedelta(days=14)
_DAY = timedelta(days=1)


class Tone(StrEnum):
    """How a reminder is worded; the words say how many days."""

    BEFORE = "before"
    DUE = "due"
    OVERDUE = "overdue"


class PoRhythm(Frozen):
    """A missing PO is asked for so many days after issue, and then every so many days again."""

    first_days: int
    every_days: int


class ReminderStep(Frozen):
    """One reminder on its business day; `po` where only a PO number is missing."""

    on: date
    po: bool = False


def tone_on(day: date, due: date) -> Tone:
    """By where the day of sending stands to the due date."""
    if day == due:
        return Tone.DUE
    return Tone.BEFORE if day < due else Tone.OVERDUE


def reminder_day(time_zone: str, now: datetime) -> date:
    """The last day whose reminders may have gone out there by now."""
    local = now.astimezone(ZoneInfo(time_zone))
    return local.date() if local.time() >= NOT_BEFORE else local.date() - _DAY


def steps_left(
    invoice: Invoice,
    schedule: ReminderSchedule,
    rhythm: PoRhythm,
    events: Iterable[Event],
    *,
    today: date,
    until: date,
) -> list[ReminderStep]:
    """What has not gone out and falls on a day up to `until`, by day, one a day. Those up to and
    with `today` were missed, or are due. `events` are all of the invoice."""
    if not can_be_reminded_of(invoice) or invoice.awaiting.dispute:
        return []
    over = max(_passed_over(invoice, events), today - _NEWS)
    country = invoice.content.seller.address.country
    found: dict[date, ReminderStep] = {}
    for step in (*_po_steps(invoice, rhythm, until), *_due_steps(invoice, schedule, country)):
        on = next_business_day(step.on, country)
        if over < on <= until:
            found[on] = step.model_copy(update={"on": on})  # what is owed before what is missing
    return [found[on] for on in sorted(found)]


def can_be_reminded_of(invoice: Invoice) -> bool:
    """Issued, and something is due."""
    return invoice.state in OPEN and invoice.amount_due.minor > 0


def lacks_po(invoice: Invoice) -> bool:
    """The customer wants a PO number on it that is not there."""
    return invoice.po_pending and invoice.content.bill_to.po_required


def _due_steps(invoice: Invoice, schedule: ReminderSchedule, country: str) -> list[ReminderStep]:
    due, known = invoice.content.due_date, invoice.awaiting
    days = [due + timedelta(days=each) for each in schedule.days]
    if known.promised and schedule.days:
        days.append(known.promised.date + _DAY)
    if known.paused:
        since = known.paused.at.astimezone(ZoneInfo(invoice.content.seller.time_zone)).date()
        shifted = (next_business_day(each, country) for each in days)
        if any(since <= each < known.paused.until for each in shifted):
            days.append(known.paused.until)
    return [ReminderStep(on=each) for each in days]


def _po_steps(invoice: Invoice, rhythm: PoRhythm, until: date) -> Iterator[ReminderStep]:
    if not lacks_po(invoice):
        return
    on = _issued_on(invoice) + timedelta(days=rhythm.first_days)
    while on <= until:
        yield ReminderStep(on=on, po=True)
        on += timedelta(days=rhythm.every_days)


def _issued_on(invoice: Invoice) -> date:
    content = invoice.content
    at = invoice.issued_at
    return content.seller.today(at) if at else content.issue_date


def _passed_over(invoice: Invoice, events: Iterable[Event]) -> date:
    """The last day of which nothing goes out any more."""
    seller, known = invoice.content.seller, invoice.awaiting
    days = [_issued_on(invoice)]
    for each in events:
        match each.name:
            case EventName.INVOICE_REMINDED | EventName.INVOICE_REMINDER_HELD:
                if isinstance(each.details, ReminderSent):
                    days.append(each.details.on)
            case EventName.INVOICE_PO_NUMBER_MISSING:
                planned = each.details.on if isinstance(each.details, PoReminder) else None
                days.append(max(planned or _issued_on(invoice), seller.today(each.at)))
            case EventName.INVOICE_DISPUTE_RESOLVED | EventName.INVOICE_REMINDERS_RESUMED:
                days.append(seller.today(each.at))
    if known.promised:
        days.append(known.promised.date)
    if known.paused:
        days.append(known.paused.until - _DAY)
    return max(days)
