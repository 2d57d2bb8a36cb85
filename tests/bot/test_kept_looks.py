"""Who looked at settings is kept behind the answer: soon, in few writes, and all at the end."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import structlog

from bot.logs.kept_looks import KeptLooks
from bot.parts.keeping import keeping
from bot.threads import Ending
from jupiter_core.domain.settings_look import CountedLooks, SettingsLook
from jupiter_core.ports import StoreBusy
from tests.factories import WORKSPACE
from tests.harness.fake_looks import FakeLooks
from tests.harness.fakes import FixedClock

NINE = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
BANK = SettingsLook(person="U0ADMIN", what="setup_bank")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


def counted(times: int, first: int, last: int, look: SettingsLook = BANK) -> CountedLooks:
    """Minutes after nine."""
    begin, end = NINE + timedelta(minutes=first), NINE + timedelta(minutes=last)
    return CountedLooks(look=look, first_at=begin, last_at=end, times=times)


def test_a_look_is_noted_without_a_write_and_kept_with_the_next_round(clock: FixedClock) -> None:
    kept = FakeLooks()
    looks = KeptLooks(kept, clock)
    looks.note(WORKSPACE, BANK)
    assert kept.writes == []
    assert looks.keep() == 1
    assert kept.writes == [(WORKSPACE, [counted(1, 0, 0)])]
    assert looks.keep() == 0


def test_a_thousand_presses_in_an_hour_are_few_writes_of_one_thing(clock: FixedClock) -> None:
    kept = FakeLooks()
    looks = KeptLooks(kept, clock)
    for _ in range(1000):
        looks.note(WORKSPACE, BANK)
        looks.keep()
        clock.advance(seconds=3)
    assert clock.now() == NINE + timedelta(minutes=50)
    assert len(kept.writes) == 5
    looks.keep(every=True)
    assert len(kept.writes) == 6
    assert kept.times == 1000
    assert {each.look for _, counted in kept.writes for each in counted} == {BANK}
    assert {each.hour for _, counted in kept.writes for each in counted} == {NINE}


def test_what_differs_in_person_thing_key_refusal_or_workspace_is_kept_by_itself_at_once(
    clock: FixedClock,
) -> None:
    kept = FakeLooks()
    looks = KeptLooks(kept, clock)
    others = [
        BANK,
        BANK.model_copy(update={"person": "U0OTHER"}),
        BANK.model_copy(update={"what": "/invoice"}),
        BANK.model_copy(update={"key": "key-1"}),
        BANK.model_copy(update={"refusal": "NotPermitted"}),
    ]
    for each in others:
        looks.note(WORKSPACE, each)
    looks.note("T0OTHER", BANK)
    assert looks.keep() == 6
    assert kept.writes == [
        (WORKSPACE, [counted(1, 0, 0, each) for each in others]),
        ("T0OTHER", [counted(1, 0, 0)]),
    ]


def test_when_the_hour_is_over_what_was_left_of_it_is_kept_apart_from_the_next(
    clock: FixedClock,
) -> None:
    kept = FakeLooks()
    looks = KeptLooks(kept, clock)
    clock.advance(minutes=55)
    looks.note(WORKSPACE, BANK)
    looks.keep()
    clock.advance(minutes=1)
    looks.note(WORKSPACE, BANK)
    clock.advance(minutes=2)
    looks.note(WORKSPACE, BANK)
    assert looks.keep() == 0
    clock.advance(minutes=2)
    looks.note(WORKSPACE, BANK)
    assert looks.keep() == 2
    assert kept.writes[1:] == [(WORKSPACE, [counted(2, 56, 58), counted(1, 60, 60)])]


@pytest.mark.parametrize("trouble", [StoreBusy("The database is busy"), ZeroDivisionError()])
def test_where_the_database_does_not_take_them_they_wait_and_none_is_lost(
    clock: FixedClock, trouble: Exception
) -> None:
    kept = FakeLooks(busy=2, trouble=trouble)
    looks = KeptLooks(kept, clock)
    looks.note(WORKSPACE, BANK)
    assert looks.keep() == 0
    clock.advance(minutes=1)
    looks.note(WORKSPACE, BANK)
    assert looks.keep() == 0
    clock.advance(hours=1)
    assert looks.keep() == 1
    assert kept.writes == [(WORKSPACE, [counted(2, 0, 1)])]


def test_of_too_many_different_ones_in_an_hour_the_log_says_that_they_are_not_kept(
    clock: FixedClock,
) -> None:
    kept = FakeLooks()
    looks = KeptLooks(kept, clock, most=2)
    structlog.reset_defaults()
    with structlog.testing.capture_logs() as told:
        for n in range(4):
            looks.note(WORKSPACE, BANK.model_copy(update={"person": f"U0STRANGER{n}"}))
        looks.note(WORKSPACE, BANK.model_copy(update={"person": "U0STRANGER0"}))
    assert [each["event"] for each in told] == ["settings_look_not_kept"] * 2
    looks.keep()
    assert kept.times == 3
    clock.advance(hours=1)
    looks.keep()
    looks.note(WORKSPACE, BANK)
    assert looks.keep() == 1


def test_too_many_of_one_workspace_take_no_place_of_another_ones(clock: FixedClock) -> None:
    kept = FakeLooks()
    looks = KeptLooks(kept, clock, most=2)
    for n in range(4):
        looks.note(WORKSPACE, BANK.model_copy(update={"person": f"U0STRANGER{n}"}))
    looks.note("T0ANOTHER", BANK)
    looks.keep()
    of_another = [written for workspace, written in kept.writes if workspace == "T0ANOTHER"]
    assert of_another == [[counted(1, 0, 0)]]


class SlowLooks(FakeLooks):
    """Writes when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.may = threading.Event(), threading.Event()

    def keep(self, workspace_id: str, looks: Sequence[CountedLooks]) -> None:
        self.begun.set()
        assert self.may.wait(60)
        super().keep(workspace_id, looks)


def test_whoever_keeps_all_comes_back_when_what_another_has_taken_is_kept_too(
    clock: FixedClock,
) -> None:
    kept = SlowLooks()
    looks = KeptLooks(kept, clock)
    looks.note(WORKSPACE, BANK)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(looks.keep)
        assert kept.begun.wait(60)
        second = threads.submit(looks.keep, every=True)
        with pytest.raises(TimeoutError):
            second.result(0.05)
        kept.may.set()
        assert (second.result(60), kept.times) == (0, 1)
        assert first.result(60) == 1


def test_a_process_that_stops_keeps_what_came_last_too(clock: FixedClock) -> None:
    kept = FakeLooks()
    looks = KeptLooks(kept, clock)
    with keeping(looks, Ending(), seconds=600):
        looks.note(WORKSPACE, BANK)
        looks.keep()
        looks.note(WORKSPACE, BANK)
    assert kept.times == 2
    assert "settings-looks" not in {each.name for each in threading.enumerate()}
