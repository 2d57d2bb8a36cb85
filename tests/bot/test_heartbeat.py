"""A lease goes on while its message is being sent: one thread looks after all that are quick."""

import threading
from collections.abc import Callable

import pytest

from bot.heartbeat import ThreadHeartbeat
from jupiter_core.ports import StoreBusy

LONG = 30.0
"""Seconds until a test gives up."""


Watching = Callable[[], list[threading.Thread]]


@pytest.fixture
def watching() -> Watching:
    """The threads that look after work of this test: one of an earlier test may rest yet."""
    before = {*threading.enumerate()}

    def those_that_came() -> list[threading.Thread]:
        return [each for each in {*threading.enumerate()} - before if each.name == "heartbeat"]

    return those_that_came


def ended(watching: Watching) -> bool:
    for each in watching():
        each.join(LONG)
    return not watching()


def test_what_is_done_before_the_first_beat_is_due_has_none_and_no_thread_of_its_own(
    watching: Watching,
) -> None:
    beats: list[int] = []
    heartbeat = ThreadHeartbeat(LONG)
    for n in range(5):
        with heartbeat.during(lambda n=n: beats.append(n)):  # type: ignore[misc]
            assert len(watching()) == 1
    assert beats == []


def test_what_takes_long_goes_on_beating_until_it_ends(watching: Watching) -> None:
    beats, third = [0], threading.Event()

    def beat() -> None:
        beats[0] += 1
        if beats[0] == 2:
            raise StoreBusy("away for a moment")
        if beats[0] == 3:
            third.set()

    with ThreadHeartbeat(0.01).during(beat):
        assert third.wait(LONG)
    at_the_end = beats[0]
    assert ended(watching)
    assert beats[0] == at_the_end


def test_a_beat_that_waits_for_the_database_holds_up_no_other() -> None:
    free, other = threading.Event(), threading.Event()
    heartbeat = ThreadHeartbeat(0.01)

    def beat_late() -> None:
        free.wait(LONG)

    with heartbeat.during(beat_late):
        with heartbeat.during(other.set):
            assert other.wait(LONG)
        free.set()


def test_after_a_rest_it_beats_again(watching: Watching) -> None:
    heartbeat = ThreadHeartbeat(0.01)
    for _ in range(2):
        beaten = threading.Event()
        with heartbeat.during(beaten.set):
            assert beaten.wait(LONG)
        assert ended(watching)
