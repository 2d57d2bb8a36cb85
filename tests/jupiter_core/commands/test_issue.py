"""Issuing: on its day, where its entity is, under the next number, once."""

from datetime import UTC, date, datetime

import pytest

from jupiter_core.commands.issue import issue
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import NotApprovedAsItStands, NotInState
from tests.factories import FIONA, FRANK, NOW, a_content, a_sender_profile
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


def test_an_issue_date_that_has_passed_is_kept_as_approved() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit()
    desk.clock.advance(days=30)
    issued = desk.approve(waiting, FRANK)
    assert issued.content.issue_date == NOW.date()
    assert issued.overdue(date(2027, 1, 7))
    assert not issued.overdue(date(2027, 1, 6))
