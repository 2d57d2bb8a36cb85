"""Processes whose machines' clocks differ go by one time, that of the database's server."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from jupiter_core.ports import Message
from jupiter_core.store import Database, SharedTime
from tests.factories import A_SIGNER, NOW, WORKSPACE
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.histories import a_message

BEHIND, AHEAD = NOW - timedelta(seconds=75), NOW + timedelta(seconds=75)
LEASE = timedelta(seconds=100)


class Stopwatch:
    """Monotonic seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_until_a_server_has_told_its_time_the_machine_s_own_is_used() -> None:
    own = FixedClock()
    shared = SharedTime(own)
    own.advance(minutes=5)
    assert (shared.now(), shared.is_due) == (NOW + timedelta(minutes=5), True)


def test_then_it_goes_on_from_the_server_s_whatever_is_done_to_the_machine_s() -> None:
    own, watch = FixedClock(), Stopwatch()
    shared = SharedTime(own, watch)
    shared.ask(lambda: AHEAD)
    own.advance(days=-1)
    watch.seconds += 7
    assert shared.now() == AHEAD + timedelta(seconds=7)


def test_the_server_told_its_time_half_way_between_question_and_answer() -> None:
    watch = Stopwatch()
    shared = SharedTime(FixedClock(), watch)

    def slow_server() -> object:
        watch.seconds += 4
        return NOW

    shared.ask(slow_server)  # type: ignore[arg-type]
    assert shared.now() == NOW + timedelta(seconds=2)


def test_a_server_is_asked_again_after_half_a_minute() -> None:
    watch = Stopwatch()
    shared = SharedTime(FixedClock(), watch)
    shared.ask(lambda: NOW)
    watch.seconds += 29
    assert not shared.is_due
    watch.seconds += 1
    assert shared.is_due


def test_on_a_file_the_machine_s_clock_is_the_only_one(tmp_path: Path, migrated_file: Path) -> None:
    shared = SharedTime(FixedClock())
    with closing(Database(f"sqlite:///{migrated_file}", shared, CountingIds(), A_SIGNER)) as each:
        each.keep_time(shared)
        each.expect_answer()
    assert shared.now() == NOW


@pytest.mark.postgres
def test_of_two_workers_one_behind_and_one_ahead_neither_takes_what_the_other_sends(
    request: pytest.FixtureRequest,
) -> None:
    url = fresh_url("postgresql", request)
    watch = Stopwatch()
    clocks = [SharedTime(FixedClock(own), watch) for own in (BEHIND, AHEAD)]
    stores = [Database(url, each, CountingIds(), A_SIGNER) for each in clocks]
    with closing(stores[0]), closing(stores[1]):
        for store, clock in zip(stores, clocks, strict=True):
            store.keep_time(clock)
            store.expect_answer()
        with stores[1].write(WORKSPACE) as uow:  # put by the clock ahead, due for the one behind
            uow.outbox.put(a_message("one"))
        watch.seconds += 1  # a question's round trip
        assert [each.id for each in _claimed(stores[0], "w1", clocks[0])] == ["one"]
        assert _claimed(stores[1], "w2", clocks[1]) == []
        assert abs(clocks[0].now() - clocks[1].now()) < timedelta(seconds=60)


def _claimed(store: Database, owner: str, clock: SharedTime) -> list[Message]:
    now = clock.now()
    return store.outbox.claim(owner=owner, now=now, lease_until=now + LEASE, limit=10)
