"""Reminders go out: by the timer on their day, or when a person says so; or a person holds one."""

from datetime import date

from jupiter_core.commands.collection import expect_collector
from jupiter_core.commands.mail_under_way import expect_no_mail_under_way
from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import publish_about
from jupiter_core.domain.actor import TIMER, Actor, ActorKind
from jupiter_core.domain.event_details import PoReminder, ReminderSent
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import (
    AlreadyDone,
    NoReminderLeft,
    NotFound,
    NothingDue,
    NotPermitted,
)
from jupiter_core.domain.reminders import ReminderStep, can_be_reminded_of, reminder_day
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.reminders import (
    LOOK_AHEAD,
    reminder_days,
    reminders_left,
    schedule_of,
)


class HoldReminder(Frozen):
    """The reminder of the day `on` does not go out; those after it do."""

    by: Actor
    invoice_id: str
    on: date


class SendReminder(Frozen):
    """A reminder now, in the place of the next planned one, if that is on the day `on`."""

    by: Actor
    invoice_id: str
    on: date


def waiting_for_reminders(uow: UnitOfWork) -> list[str]:
    """The ids of what nobody has looked at today."""
    return uow.reminders.waiting(reminder_days(uow))


def remind(uow: UnitOfWork, invoice_id: str) -> int:
    """Sends the last of the invoice's reminders that are due; returns how many, 0 or 1.

    Each goes out once, also when two processes look at the same time.
    """
    invoice = uow.invoices.get(invoice_id)
    zone = _zone_of(uow, invoice)
    today = reminder_day(zone, uow.now)
    left = reminders_left(uow, invoice, today + LOOK_AHEAD)
    coming = next((each.on for each in left if each.on > today), None)
    uow.reminders.looked(invoice.id, invoice.sequence, today, coming)
    due = [each for each in left if each.on <= today]
    return int(bool(due) and _send(uow, invoice, due[-1], by=TIMER))


def hold_reminder(command: HoldReminder, uow: UnitOfWork) -> Invoice:
    """Raises NotFound, NotPermitted, NotInScope, or NoReminderLeft where none is planned then."""
    invoice, step = _planned(uow, command, "hold reminders")
    if not _claimed(uow, invoice, step):
        raise NoReminderLeft(invoice.title)
    due = invoice.content.due_date
    details = ReminderSent(on=step.on, days=(step.on - due).days)
    publish_about(uow, invoice, EventName.INVOICE_REMINDER_HELD, by=command.by, details=details)
    _look_again(uow, invoice)
    return invoice


def send_reminder(command: SendReminder, uow: UnitOfWork) -> Invoice:
    """Raises what `hold_reminder` raises, NothingDue, or MailUnderWay while a mail waits."""
    invoice, step = _planned(uow, command, "send reminders")
    if not can_be_reminded_of(invoice):
        raise NothingDue(invoice.title)
    if schedule_of(uow, invoice).email and not step.po:
        expect_no_mail_under_way(uow, invoice)
    if not _send(uow, invoice, step, by=command.by):
        raise NoReminderLeft(invoice.title)
    _look_again(uow, invoice)
    return invoice


def _planned(
    uow: UnitOfWork, command: HoldReminder | SendReminder, action: str
) -> tuple[Invoice, ReminderStep]:
    invoice = uow.invoices.get(command.invoice_id)
    match command.by.kind:
        case ActorKind.SLACK_USER | ActorKind.API_KEY:
            expect_collector(uow, command.by, action)
            expect_own_invoice(uow, command.by, invoice)
        case _:
            raise NotPermitted(action, "Only people here can.")
    for step in reminders_left(uow, invoice, command.on):
        if step.on == command.on:
            return invoice, step
    raise NoReminderLeft(invoice.title)


def _send(uow: UnitOfWork, invoice: Invoice, step: ReminderStep, *, by: Actor) -> bool:
    """Whether it had not gone out before."""
    if not _claimed(uow, invoice, step):
        return False
    today = invoice.content.seller.today(uow.now)
    if step.po:
        since = invoice.content.seller.today(invoice.issued_at or uow.now)
        name, asked = (
            EventName.INVOICE_PO_NUMBER_MISSING,
            PoReminder(days_since_issue=(today - since).days, on=step.on),
        )
        publish_about(uow, invoice, name, by=by, details=asked)
        return True
    details = ReminderSent(
        on=step.on,
        days=(today - invoice.content.due_date).days,
        email=schedule_of(uow, invoice).email,
    )
    publish_about(uow, invoice, EventName.INVOICE_REMINDED, by=by, details=details)
    return True


def _claimed(uow: UnitOfWork, invoice: Invoice, step: ReminderStep) -> bool:
    """Whether it had neither gone out nor been held before."""
    try:
        uow.once(f"reminder:{invoice.id}:{step.on}:{'po' if step.po else 'due'}")
    except AlreadyDone:
        return False
    return True


def _look_again(uow: UnitOfWork, invoice: Invoice) -> None:
    """With what is planned after what a person has just decided."""
    today = reminder_day(_zone_of(uow, invoice), uow.now)
    left = reminders_left(uow, invoice, today + LOOK_AHEAD)
    coming = next((each.on for each in left if each.on > today), None)
    uow.reminders.looked(invoice.id, invoice.sequence, today, coming)


def _zone_of(uow: UnitOfWork, invoice: Invoice) -> str:
    """Of the legal entity as it is now: its days decide when it is looked at."""
    seller = invoice.content.seller
    try:
        return uow.sender_profiles.get(seller.profile_id).time_zone
    except NotFound:
        return seller.time_zone
