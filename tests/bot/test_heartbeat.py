"""A lease goes on while its message is being sent: one thread looks after all that are quick."""

import threading

from bot.heartbeat import ThreadHeartbeat
from jupiter_core.ports import StoreBusy

LONG = 30.0
"""Seconds until a test gives up."""


def ended(name: str = "heartbeat") -> bool:
    for each in threading.enumerate():
        if each.name == name:
            each.join(LONG)
    return all(each.name != name for each in threading.enumerate())


def test_what_is_done_before_the_first_beat_is_due_has_none_and_no_thread_of_its_own() -> None:
    beats: list[int] = []
    heartbeat = ThreadHeartbeat(LONG)
    for n in range(5):
        with heartbeat.during(lambda n=n: beats.append(n)):  # type: ignore[misc]
            assert sum(each.name == "heartbeat" for each in threading.enumerate()) == 1
    assert beats == []


def test_what_takes_long_goes_on_beating_until_it_ends() -> None:
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
    assert ended()
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


def test_after_a_rest_it_beats_again() -> None:
    heartbeat = ThreadHeartbeat(0.01)
    for _ in range(2):
        beaten = threading.Event()
        with heartbeat.during(beaten.set):
            assert beaten.wait(LONG)
        assert ended()
