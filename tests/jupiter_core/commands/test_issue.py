"""Issuing: on its day, where its entity is, under the next number, once."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.commands.issue import issue
from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import (
    BeforeLastNumber,
    ChangedSinceSeen,
    NotApprovedAsItStands,
    NotInState,
)
from tests.factories import FIONA, FRANK, WANDA, a_content, a_sender_profile
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

TOMORROW = date(2026, 11, 23)


def test_what_is_approved_before_its_day_waits_for_it() -> None:
    desk = MemoryWorkspace()
    approved = desk.issued(issue_date=TOMORROW)
    assert (approved.state, approved.number) == (State.APPROVED, None)
    assert desk.tick() == []


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("America/Los_Angeles", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 11, 22, 23, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("Pacific/Pago_Pago", datetime(2026, 11, 23, 11, tzinfo=UTC)),
    ],
)
def test_it_is_issued_when_the_day_begins_where_the_entity_is(zone: str, begins: datetime) -> None:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(time_zone=zone))
    approved = desk.issued(issue_date=TOMORROW)
    desk.at(begins.replace(hour=begins.hour - 1, minute=59, second=59))
    assert desk.tick() == []
    desk.at(begins)
    (issued,) = desk.tick()
    assert (issued.id, issued.number, issued.issued_at) == (approved.id, "JUS-000001", begins)
    assert desk.versions(issued.id)[-1].by == TIMER


def test_the_timer_that_runs_twice_issues_once() -> None:
    desk = MemoryWorkspace()
    desk.issued(issue_date=TOMORROW)
    desk.clock.advance(days=2)
    assert len(desk.tick()) == 1
    assert desk.tick() == []


def test_the_numbers_of_an_entity_have_no_gaps() -> None:
    desk = MemoryWorkspace()
    later = desk.issued(issue_date=TOMORROW)
    numbers = [desk.issued().number, desk.issued().number]
    desk.void(desk.submit())
    desk.clock.advance(days=2)
    desk.tick()
    assert [*numbers, desk.now(later).number] == ["JUS-000001", "JUS-000002", "JUS-000003"]


def test_a_number_is_given_back_when_its_invoice_is_not_issued_after_all() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit()
    with pytest.raises(ZeroDivisionError), desk.writing() as uow:
        assert uow.numbers.take("sender-us", "JUS-") == 1
        raise ZeroDivisionError
    assert desk.approve(waiting).number == "JUS-000001"


def test_what_is_not_what_was_approved_is_not_issued() -> None:
    desk = MemoryWorkspace()
    approved = desk.issued(issue_date=TOMORROW)
    other = a_content(memo="something else")
    for forged in (
        {"content": other},
        {"approvals": ()},
        {"approvals_needed": 2},
        {"authors": (FIONA.id,)},
    ):
        with desk.writing() as uow, pytest.raises(NotApprovedAsItStands):
            issue(uow, approved.model_copy(update=forged), by=TIMER)


def test_one_person_cannot_be_two_approvals() -> None:
    approval = MemoryWorkspace().issued(issue_date=TOMORROW)
    twice = {"approvals": approval.approvals * 2, "approvals_needed": 2}
    assert not approval.model_copy(update=twice).is_approved_as_it_stands()


def test_what_is_issued_is_not_issued_again() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with desk.writing() as uow, pytest.raises(NotInState):
        issue(uow, issued, by=TIMER)


def test_what_is_approved_late_is_dated_and_due_from_the_day_of_issue() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit(issue_date=date(2026, 6, 1))
    desk.at(datetime(2026, 11, 28, 12, tzinfo=UTC))
    issued = desk.approve(waiting, FRANK)
    assert issued.content.issue_date == date(2026, 11, 28)
    assert issued.content.due_date == date(2027, 1, 12)
    assert not issued.overdue(date(2027, 1, 12))
    assert {each.content_hash for each in issued.approvals} == {waiting.content.hash}
    (event,) = [each for each in desk.events(issued.id) if each.name == EventName.INVOICE_ISSUED]
    assert [each.words for each in event.changes if "date" in each.what] == [
        "Issue date: 1 Jun 2026 → 28 Nov 2026",
        "Due date: 16 Jul 2026 → 12 Jan 2027",
    ]


def test_its_day_is_that_of_the_place_where_the_entity_is() -> None:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(time_zone="Pacific/Kiritimati"))
    waiting = desk.submit(issue_date=date(2026, 6, 1))
    desk.at(datetime(2026, 11, 28, 10, tzinfo=UTC))
    assert desk.approve(waiting).content.issue_date == date(2026, 11, 29)


def test_a_back_dated_invoice_keeps_its_day_where_its_entity_allows_that() -> None:
    desk = allowing_back_dates()
    waiting = desk.submit(issue_date=date(2026, 11, 1))
    assert waiting.content.back_dated
    desk.clock.advance(days=3)
    issued = desk.approve(waiting)
    assert (issued.content.issue_date, issued.content.back_dated) == (date(2026, 11, 1), True)


def test_an_invoice_of_today_that_is_approved_later_is_not_back_dated() -> None:
    desk = allowing_back_dates()
    waiting = desk.submit(issue_date=date(2026, 11, 22))
    assert not waiting.content.back_dated
    desk.clock.advance(days=3)
    assert desk.approve(waiting).content.issue_date == date(2026, 11, 25)


def test_back_dating_that_is_not_allowed_any_more_asks_for_approval_again() -> None:
    desk = allowing_back_dates()
    waiting = desk.submit(issue_date=date(2026, 11, 1))
    with desk.writing() as uow:
        profile = a_sender_profile(back_dating=False)
        save_sender_profile(SaveSenderProfile(by=WANDA, profile=profile), uow, desk.renderer)
    with pytest.raises(ChangedSinceSeen):
        desk.approve(waiting)
    assert desk.approve(desk.now(waiting)).content.issue_date == date(2026, 11, 22)


def test_nobody_back_dates_to_before_the_last_number() -> None:
    desk = allowing_back_dates()
    desk.issued(issue_date=date(2026, 11, 10))
    with pytest.raises(BeforeLastNumber) as refused:
        desk.submit(issue_date=date(2026, 11, 9))
    assert refused.value.path == "issue_date"
    assert refused.value.sentence == (
        "JUS-000001 is dated 10 Nov 2026, and numbers follow dates. "
        "Choose 10 Nov 2026 or a later issue date."
    )
    assert desk.issued(issue_date=date(2026, 11, 10)).number == "JUS-000002"


def test_a_back_dated_invoice_that_another_overtook_is_dated_as_that_one() -> None:
    desk = allowing_back_dates()
    first = desk.submit(issue_date=date(2026, 11, 2))
    desk.issued(issue_date=date(2026, 11, 10))
    issued = desk.approve(first)
    assert (issued.number, issued.content.issue_date) == ("JUS-000002", date(2026, 11, 10))


def allowing_back_dates() -> MemoryWorkspace:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(back_dating=True))
    return desk


@given(
    st.lists(
        st.tuples(
            st.integers(-40, 3),
            st.integers(0, 5),
            st.sampled_from(["America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago"]),
            st.booleans(),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_numbers_follow_dates_whatever_is_approved_when(
    deals: list[tuple[int, int, str, bool]], chance: Random
) -> None:
    desk = MemoryWorkspace()
    waiting: list[Invoice] = []
    for offset, days, zone, back_dating in deals:
        desk.clock.advance(days=days)
        profile = a_sender_profile(time_zone=zone, back_dating=back_dating)
        with desk.writing() as uow:
            uow.sender_profiles.save(profile)
            day = profile.today(uow.now) + timedelta(days=offset)
        with suppress(BeforeLastNumber):
            waiting.append(desk.submit(issue_date=day))
        if waiting and chance.random() < 0.5:
            desk.approve(waiting.pop(chance.randrange(len(waiting))))
    for each in waiting:
        desk.approve(each)
    desk.clock.advance(days=10)
    desk.tick()
    expect_all_promises_kept(desk)
