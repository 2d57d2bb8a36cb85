"""Approvers are reminded in their own working hours, delegates in the place of who is away."""

from datetime import UTC, date, datetime

import pytest

from jupiter_core.commands.approval_reminding import waiting_for_approval
from jupiter_core.commands.delegation import NameDelegate, name_delegate
from jupiter_core.commands.leaving import NotePresence, is_news, note_presence
from jupiter_core.commands.timer import tick
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.event_details import ApproversReminded
from jupiter_core.domain.events import EventName
from jupiter_core.domain.workspace import Workspace
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.workspace import MemoryWorkspace

BO = Actor(kind=ActorKind.SLACK_USER, id="U0BO", name="Bo Larsen")


def lives(desk: MemoryWorkspace, who: Actor, zone: str) -> bool:
    command = NotePresence(person=who.id, name=who.name, has_left=False, time_zone=zone)
    with desk.writing() as uow:
        return note_presence(command, uow)


@pytest.fixture
def desk() -> MemoryWorkspace:
    """Fiona works in London, and Frank in Tokyo; of an entity in California something waits since
    Friday 20 November, ten o'clock there."""
    desk = MemoryWorkspace()
    lives(desk, FIONA, "Europe/London")
    lives(desk, FRANK, "Asia/Tokyo")
    desk.at(datetime(2026, 11, 20, 18, tzinfo=UTC))
    desk.submit()
    return desk


def reminded(desk: MemoryWorkspace, day: int, hour: int, minute: int = 0) -> list[str]:
    """Whom the timer reminds at that moment of November, in UTC; it looks twice."""
    before = len(desk.tables.events)
    desk.at(datetime(2026, 11, day, hour, minute, tzinfo=UTC))
    for _ in range(2):
        with desk.writing() as uow:
            tick(uow)
    new = list(desk.tables.events.values())[before:]
    found = [each.details for each in new if each.name is EventName.INVOICE_APPROVAL_REMINDED]
    return [who for e in found if isinstance(e, ApproversReminded) for who in e.asked]


def waiting(desk: MemoryWorkspace, day: int, hour: int, minute: int = 0) -> int:
    desk.at(datetime(2026, 11, day, hour, minute, tzinfo=UTC))
    with desk.reading() as uow:
        return len(waiting_for_approval(uow))


def test_each_once_on_a_day_of_theirs_and_never_on_a_weekend(desk: MemoryWorkspace) -> None:
    assert reminded(desk, 21, 3) == []  # a Saturday everywhere
    assert reminded(desk, 22, 23, 59) == []  # Monday in Tokyo, before nine
    assert reminded(desk, 23, 0) == [FRANK.id]
    assert reminded(desk, 23, 7, 59) == []
    assert reminded(desk, 23, 8, 59) == []  # before nine in London
    assert reminded(desk, 23, 9) == [FIONA.id]
    assert reminded(desk, 23, 18) == []
    assert reminded(desk, 24, 7) == [FRANK.id]
    assert reminded(desk, 24, 16, 59) == [FIONA.id]
    assert reminded(desk, 25, 17) == []  # after five in London, before nine in Tokyo


def test_nobody_looks_before_a_working_day_begins(desk: MemoryWorkspace) -> None:
    assert waiting(desk, 20, 18) == 1  # it was submitted just now
    assert reminded(desk, 20, 18) == []
    assert waiting(desk, 22, 23, 59) == 0
    assert waiting(desk, 23, 0) == 1
    assert reminded(desk, 23, 0) == [FRANK.id]
    assert (waiting(desk, 23, 8, 59), waiting(desk, 23, 9)) == (0, 1)


def test_business_days_are_those_of_the_entitys_country(desk: MemoryWorkspace) -> None:
    assert reminded(desk, 26, 10) == []  # Thanksgiving, a working day in London
    assert reminded(desk, 27, 10) == [FIONA.id]


def test_of_whom_slack_says_no_zone_the_entitys_counts(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"time_zones": {}}))
    assert reminded(desk, 23, 16) == []  # eight o'clock in California
    assert reminded(desk, 23, 17) == [FIONA.id, FRANK.id]


def test_the_delegate_of_who_is_away_is_reminded_in_their_own_hours(desk: MemoryWorkspace) -> None:
    away = NameDelegate(
        by=FIONA,
        delegate=BO,
        is_member=True,
        first_day=date(2026, 11, 20),
        last_day=date(2026, 11, 27),
        time_zone="Europe/London",
    )
    with desk.writing() as uow:
        name_delegate(away, uow)
    lives(desk, BO, "Australia/Sydney")
    assert reminded(desk, 22, 22) == [BO.id]
    assert reminded(desk, 23, 10) == []


def test_a_zone_is_kept_of_who_has_a_part_and_written_once(desk: MemoryWorkspace) -> None:
    assert not lives(desk, FIONA, "Europe/London")
    assert lives(desk, FIONA, "Europe/Paris")
    assert not lives(desk, SAM, "Europe/London")
    with desk.reading() as uow:
        zones = uow.workspace().time_zones
        unknown = NotePresence(person=FIONA.id, name="Fiona", has_left=False)
        assert not is_news(uow.workspace(), unknown)
    assert zones == {FIONA.id: "Europe/Paris", FRANK.id: "Asia/Tokyo"}
    assert "time_zones" not in Workspace(id=WORKSPACE).model_dump()
