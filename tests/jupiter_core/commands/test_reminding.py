"""Reminders go out once each, on the day, unless something stops them or a person holds them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from jupiter_core.commands.collection import PromisePayment, promise_payment
from jupiter_core.commands.reminding import (
    HoldReminder,
    SendReminder,
    hold_reminder,
    remind,
    send_reminder,
    waiting_for_reminders,
)
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.event_details import ReminderSent
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NoReminderLeft, NotPermitted
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.queries.reminders import PlannedReminder, planned_reminders
from tests.factories import DANA, SAM, WANDA, a_customer, a_sender_profile
from tests.harness.api_keys import an_api_key
from tests.harness.workspace import MemoryWorkspace

MAX = SAM.model_copy(update={"id": "U0MAX", "name": "Max Roe"})


def at_nine(day: date) -> datetime:
    """In California, in winter."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


class Due(MemoryWorkspace):
    """An invoice with its PO number, due on Wednesday 6 January 2027 in California."""

    def __init__(self, *, email: bool = False) -> None:
        super().__init__()
        if email:
            schedule = ReminderSchedule(email=True)
            with self.writing() as uow:
                uow.sender_profiles.save(a_sender_profile(reminders=schedule))
        self.invoice = self.add_po(self.issued(), "4500017342")

    def tick_on(self, day: date) -> int:
        self.at(at_nine(day))
        return self.round()

    def round(self) -> int:
        with self.reading() as uow:
            waiting = waiting_for_reminders(uow)
        done = 0
        for each in waiting:
            with self.writing() as uow:
                done += remind(uow, each)
        return done

    def sent(self) -> list[int]:
        """By how many days after the due date."""
        told = [e for e in self.events(self.invoice.id) if e.name is EventName.INVOICE_REMINDED]
        return [each.details.days for each in told if isinstance(each.details, ReminderSent)]

    def last_kinds(self, count: int) -> list[str]:
        return [each.kind for each in self.messages()[-count:]]


@pytest.fixture
def desk() -> Due:
    return Due()


def test_it_goes_out_at_nine_on_its_day_and_once(desk: Due) -> None:
    desk.at(datetime(2026, 12, 30, 16, 59, tzinfo=UTC))
    assert desk.round() == 0
    desk.at(datetime(2026, 12, 30, 17, 0, tzinfo=UTC))
    assert desk.round() == 1
    assert desk.round() == 0
    assert desk.tick_on(date(2026, 12, 31)) == 0
    assert desk.sent() == [-7]
    assert desk.last_kinds(1) == ["notice"]


def test_all_of_the_usual_schedule_in_its_order(desk: Due) -> None:
    for month, last in ((12, 31), (1, 31), (2, 28)):
        for day in range(1, last + 1):
            desk.tick_on(date(2026 if month == 12 else 2027, month, day))
    assert desk.sent() == [-7, 0, 7, 14, 30]


def test_after_downtime_only_the_latest_goes_out(desk: Due) -> None:
    assert desk.tick_on(date(2027, 1, 15)) == 1
    assert desk.sent() == [9]


def test_two_processes_that_look_at_once_send_one(desk: Due) -> None:
    desk.at(at_nine(date(2026, 12, 30)))
    with desk.reading() as uow:
        waiting = waiting_for_reminders(uow)
    done = []
    for _ in range(2):
        with desk.writing() as uow:
            done.append(remind(uow, *waiting))
    assert (done, desk.sent()) == ([1, 0], [-7])


def test_what_was_looked_at_is_not_looked_at_again_that_day_unless_it_changed(desk: Due) -> None:
    desk.tick_on(date(2026, 12, 1))
    with desk.reading() as uow:
        assert waiting_for_reminders(uow) == []
    desk.invoice = desk.add_po(desk.invoice, "4500017343")
    with desk.reading() as uow:
        assert waiting_for_reminders(uow) == [desk.invoice.id]


def test_with_email_ap_is_written_to_in_the_same_transaction() -> None:
    desk = Due(email=True)
    desk.tick_on(date(2026, 12, 30))
    assert desk.last_kinds(2) == ["notice", "email"]


def test_an_address_that_nobody_confirmed_is_asked_about_and_not_written_to() -> None:
    desk = Due(email=True)
    with desk.writing() as uow:
        del uow
    desk.tables.mail_domains.clear()
    desk.tick_on(date(2026, 12, 30))
    assert desk.last_kinds(2) == ["notice", "notice"]
    assert desk.events(desk.invoice.id)[-1].name is EventName.INVOICE_EMAIL_WAITS


def test_the_customers_schedule_takes_the_place_of_the_entitys() -> None:
    desk = Due(email=True)
    with desk.writing() as uow:
        uow.customers.save(a_customer(reminders=ReminderSchedule(days=(3,))))
    assert desk.tick_on(date(2027, 1, 6)) == 0
    assert desk.tick_on(date(2027, 1, 11)) == 1  # the 9th is a Saturday
    assert (desk.sent(), desk.last_kinds(1)) == ([5], ["notice"])


def test_a_promise_stops_them_until_its_day_has_passed(desk: Due) -> None:
    command = PromisePayment(
        by=DANA, invoice_id=desk.invoice.id, expected_version=None, date=date(2027, 1, 20)
    )
    with desk.writing() as uow:
        promise_payment(command, uow)
    assert [desk.tick_on(date(2027, 1, day)) for day in (6, 13, 20, 21, 22)] == [0, 0, 0, 1, 0]


def test_paid_is_paid(desk: Due) -> None:
    desk.invoice = desk.pay(desk.invoice, desk.invoice.total)
    assert desk.tick_on(date(2027, 1, 6)) == 0


def plan_of(desk: Due, until: date) -> list[PlannedReminder]:
    with desk.reading() as uow:
        return planned_reminders(uow, until)


def plan(desk: Due, until: date) -> list[date]:
    return [each.on for each in plan_of(desk, until)]


def do(desk: Due, work: Callable[..., Invoice], command: HoldReminder | SendReminder) -> None:
    with desk.writing() as uow:
        work(command, uow)


def test_a_held_one_does_not_go_out_and_the_next_one_does(desk: Due) -> None:
    desk.tick_on(date(2026, 12, 29))
    assert plan(desk, date(2026, 12, 30)) == [date(2026, 12, 30)]
    hold = HoldReminder(by=SAM, invoice_id=desk.invoice.id, on=date(2026, 12, 30))
    do(desk, hold_reminder, hold)
    assert plan(desk, date(2027, 1, 6)) == [date(2027, 1, 6)]
    with pytest.raises(NoReminderLeft), desk.writing() as uow:
        hold_reminder(hold, uow)
    assert desk.tick_on(date(2026, 12, 30)) == 0
    assert desk.tick_on(date(2027, 1, 6)) == 1


def test_one_that_a_person_sends_now_does_not_go_out_again(desk: Due) -> None:
    desk.tick_on(date(2026, 12, 29))
    now = SendReminder(by=SAM, invoice_id=desk.invoice.id, on=date(2026, 12, 30))
    do(desk, send_reminder, now)
    assert desk.sent() == [-8]
    assert desk.events(desk.invoice.id)[-1].by == SAM
    assert desk.tick_on(date(2026, 12, 30)) == 0
    with pytest.raises(NoReminderLeft), desk.writing() as uow:
        send_reminder(now, uow)


def test_a_reminder_of_a_missing_po_that_was_sent_before_its_day_is_planned_no_more() -> None:
    desk = Due()
    desk.invoice = desk.issued()  # its PO number is missing
    desk.tick_on(date(2026, 11, 23))
    (planned,) = [
        each for each in plan_of(desk, date(2026, 12, 5)) if each.invoice.id == desk.invoice.id
    ]
    assert planned.po
    now = SendReminder(by=SAM, invoice_id=desk.invoice.id, on=planned.on)

    do(desk, send_reminder, now)

    sent = [each.name for each in desk.events(desk.invoice.id)]
    assert sent.count(EventName.INVOICE_PO_NUMBER_MISSING) == 1
    assert all(
        each.on > planned.on
        for each in plan_of(desk, date(2026, 12, 31))
        if each.invoice.id == desk.invoice.id
    )
    with pytest.raises(NoReminderLeft), desk.writing() as uow:
        send_reminder(now, uow)
    with pytest.raises(NoReminderLeft), desk.writing() as uow:
        hold_reminder(HoldReminder(by=SAM, invoice_id=desk.invoice.id, on=planned.on), uow)
    assert desk.tick_on(planned.on) == 0


def test_a_key_of_accounts_receivable_holds_and_sends_as_its_owner_does(desk: Due) -> None:
    with desk.writing() as uow:
        named = {"drafters": (SAM.id,), "receivables": (WANDA.id,)}
        uow.save_workspace(uow.workspace().model_copy(update=named))
    theirs = an_api_key(desk.store, Scope.INVOICES_AMEND, by=WANDA).key.actor
    members = an_api_key(desk.store, Scope.INVOICES_AMEND, by=MAX).key.actor
    hold = HoldReminder(by=members, invoice_id=desk.invoice.id, on=date(2026, 12, 30))
    with pytest.raises(NotPermitted), desk.writing() as uow:
        hold_reminder(hold, uow)
    do(desk, hold_reminder, hold.model_copy(update={"by": theirs}))
    now = SendReminder(by=theirs, invoice_id=desk.invoice.id, on=date(2027, 1, 6))
    do(desk, send_reminder, now)
    assert desk.events(desk.invoice.id)[-1].by == theirs


def test_ap_holds_and_sends_none(desk: Due) -> None:
    with pytest.raises(NotPermitted), desk.writing() as uow:
        hold_reminder(HoldReminder(by=DANA, invoice_id=desk.invoice.id, on=date(2026, 12, 30)), uow)
