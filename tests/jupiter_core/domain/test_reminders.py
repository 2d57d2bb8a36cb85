"""The schedule of reminders, with days reckoned by a paper calendar."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.business_days import is_business_day, next_business_day
from jupiter_core.domain.collection import Collection
from jupiter_core.domain.event_details import ReminderSent
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import OutOfRange, TooManyReminders
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.domain.reminders import PoRhythm, reminder_day, steps_left
from tests.factories import NOW, SAM, WORKSPACE, a_content, a_customer, a_draft

USUAL, WEEKLY = ReminderSchedule(), PoRhythm(first_days=7, every_days=7)
ISSUED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def an_invoice(**changes: Any) -> Invoice:
    """Issued on Sunday 22 November 2026 in San Francisco, due on Wednesday 6 January 2027; it has
    its PO number."""
    content = a_content(issue_date=date(2026, 11, 22), net_terms=45, po_number="4500017342")
    issued = {"state": State.ISSUED, "number": "JUS-000001", "issued_at": ISSUED}
    return a_draft(content=changes.pop("content", content), **issued, **changes)


def days(
    invoice: Invoice,
    *events: Event,
    today: date = date(2026, 11, 23),
    schedule: ReminderSchedule = USUAL,
    until: date = date(2027, 12, 31),
) -> list[str]:
    left = steps_left(invoice, schedule, WEEKLY, events, today=today, until=until)
    return [f"{each.on}{' po' if each.po else ''}" for each in left]


def event(name: EventName, at: datetime = NOW, on: date | None = None) -> Event:
    details = ReminderSent(on=on, days=0) if on else None
    return Event(
        id="e", workspace_id=WORKSPACE, name=name, subject_id="i", at=at, by=SAM, details=details
    )


def test_the_usual_days_fall_on_business_days_of_the_entitys_country() -> None:
    # 30 Dec Wed; 6 Jan Wed; 13 Jan Wed; 20 Jan Wed; 5 Feb Fri
    assert days(an_invoice()) == [
        *("2026-12-30", "2027-01-06", "2027-01-13", "2027-01-20", "2027-02-05")
    ]


def test_a_weekend_and_a_holiday_put_a_step_off_to_the_next_business_day() -> None:
    weekend_and_holiday = ReminderSchedule(days=(-5, -4, 12))
    # 1 Jan 2027 (New Year, Friday) and 2 Jan go to Monday the 4th, once; 18 Jan is King's day
    assert days(an_invoice(), schedule=weekend_and_holiday) == ["2027-01-04", "2027-01-19"]


def test_what_has_gone_out_or_is_held_is_left_out_with_all_before_it() -> None:
    sent = event(EventName.INVOICE_REMINDED, on=date(2027, 1, 6))
    assert days(an_invoice(), sent) == ["2027-01-13", "2027-01-20", "2027-02-05"]
    held = event(EventName.INVOICE_REMINDER_HELD, on=date(2027, 1, 13))
    assert days(an_invoice(), sent, held) == ["2027-01-20", "2027-02-05"]


def test_what_was_missed_by_more_than_two_weeks_is_no_news() -> None:
    assert days(an_invoice(), today=date(2027, 1, 28)) == ["2027-01-20", "2027-02-05"]
    assert days(an_invoice(), today=date(2027, 2, 19)) == []


def test_a_promise_leaves_out_its_days_and_is_followed_by_a_step_of_its_own() -> None:
    promised = Collection().promising(date(2027, 1, 15), date(2026, 11, 22), SAM, NOW)
    # Friday 15 Jan; the day after is a Saturday, and Monday the 18th a holiday
    found = days(an_invoice(collection=promised))
    assert found == ["2027-01-19", "2027-01-20", "2027-02-05"]


def test_a_pause_leaves_out_its_days_and_its_last_one_is_a_step_where_one_was_missed() -> None:
    early = Collection().pausing(date(2026, 12, 15), date(2026, 11, 22), SAM, NOW)
    assert days(an_invoice(collection=early))[0] == "2026-12-30"
    late = Collection().pausing(date(2027, 1, 12), date(2026, 11, 22), SAM, NOW)
    found = days(an_invoice(collection=late))
    assert found == ["2027-01-12", "2027-01-13", "2027-01-20", "2027-02-05"]


def test_a_dispute_stops_all_and_what_fell_into_it_does_not_come_afterwards() -> None:
    disputed = Collection().disputed("Too much", SAM, NOW)
    assert days(an_invoice(collection=disputed)) == []
    resolved = event(EventName.INVOICE_DISPUTE_RESOLVED, at=datetime(2027, 1, 14, 20, tzinfo=UTC))
    found = days(an_invoice(), resolved, today=date(2027, 1, 14))
    assert found == ["2027-01-20", "2027-02-05"]


def test_a_missing_po_has_steps_in_the_same_schedule_one_a_day() -> None:
    wants = a_content(
        issue_date=date(2026, 11, 22),
        net_terms=45,
        bill_to=a_customer(po_required=True).bill_to(),
    )
    # seven days after Sunday the 22nd is a Sunday, and so on: each goes to the Monday
    found = days(an_invoice(content=wants), until=date(2027, 1, 13))
    assert found == [
        *("2026-11-30 po", "2026-12-07 po", "2026-12-14 po", "2026-12-21 po", "2026-12-28 po"),
        *("2026-12-30", "2027-01-04 po", "2027-01-06", "2027-01-11 po", "2027-01-13"),
    ]


@pytest.mark.parametrize("state", [State.PAID, State.VOID, State.APPROVED])
def test_what_is_not_open_is_not_reminded_of(state: State) -> None:
    assert days(an_invoice().model_copy(update={"state": state})) == []


def test_none_is_of_the_day_of_issue_or_before() -> None:
    at_once = a_content(issue_date=date(2026, 11, 23), net_terms=0, po_number="1")
    found = days(an_invoice(content=at_once))
    assert found == ["2026-11-23", "2026-11-30", "2026-12-07", "2026-12-23"]


def test_a_schedule_without_days_is_none() -> None:
    promised = Collection().promising(date(2027, 1, 15), date(2026, 11, 22), SAM, NOW)
    assert days(an_invoice(collection=promised), schedule=ReminderSchedule(days=())) == []


def test_a_schedule_is_in_order_and_within_bounds() -> None:
    assert ReminderSchedule(days=(30, -7, 30)).days == (-7, 30)
    for wrong in (-61, 366):
        with pytest.raises(OutOfRange):
            ReminderSchedule(days=(wrong,))
    with pytest.raises(TooManyReminders):
        ReminderSchedule(days=tuple(range(13)))


def test_a_day_of_reminders_begins_at_nine_where_the_entity_is() -> None:
    before = datetime(2027, 1, 6, 16, 59, tzinfo=UTC)  # 08:59 in California
    assert reminder_day("America/Los_Angeles", before) == date(2027, 1, 5)
    assert reminder_day("America/Los_Angeles", before + timedelta(minutes=1)) == date(2027, 1, 6)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(["US", "DE", "JP", "AE"]))
def test_the_next_business_day_is_the_first_one_from_that_day_on(day: date, country: str) -> None:
    found = next_business_day(day, country)
    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert is_business_day(found, country)
    assert not any(is_business_day(each, country) for each in between)


def test_of_a_country_without_a_calendar_the_weekend_is_saturday_and_sunday() -> None:
    assert next_business_day(date(2026, 12, 26), "AQ") == date(2026, 12, 28)
