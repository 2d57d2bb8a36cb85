"""The index of words is merged while nobody waits, and not for ever."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
import structlog

from bot.jobs import Jobs
from bot.merging import Merging, forget_erased
from jupiter_core.ports import StoreBusy
from jupiter_core.store import Database
from jupiter_core.store.engine import writing
from jupiter_core.store.word_index import put_words, words_row
from tests.factories import A_SIGNER, WORKSPACE
from tests.harness.databases import fresh_url
from tests.harness.fakes import (
    CountingIds,
    FakeStore,
    FixedClock,
    RecordingSender,
    SteadyRandomness,
    a_fake_store,
)


class Parts:
    """So many are left to merge, and so many `erased` of them to forget; `done` is what was asked,
    in its order. It may be `busy`, the first so many times."""

    def __init__(self, left: int, busy: int = 0, erased: int = 0) -> None:
        self.left, self.busy, self.done = left, busy, list[str]()
        self.erased = erased

    def is_forgetting(self) -> bool:
        return self.erased > 0

    def step(self) -> bool:
        self.done.append("step")
        if self.busy:
            self.busy -= 1
            raise StoreBusy("The database is busy")
        self.left -= 1
        self.erased -= 1
        return self.left >= 0

    def give_way(self) -> None:
        self.done.append("give way")


def a_merging(parts: Parts, rest_seconds: float = 0) -> Merging:
    return Merging(parts, parts.give_way, rest_seconds)


def test_it_gives_way_before_each_step_and_ends_where_nothing_is_left() -> None:
    parts = Parts(3)
    assert a_merging(parts).run(threading.Event()) == 3
    assert parts.done == ["give way", "step"] * 4


def test_where_the_process_is_to_stop_no_step_is_begun() -> None:
    parts, stopping = Parts(3), threading.Event()
    stopping.set()
    assert a_merging(parts).run(stopping) == 0
    assert parts.done == []


def test_a_process_that_stops_does_not_wait_for_the_rest_between_two_steps() -> None:
    parts, stopping, steps = Parts(100), threading.Event(), list[int]()
    running = threading.Thread(
        target=lambda: steps.append(a_merging(parts, rest_seconds=600).run(stopping))
    )
    running.start()
    stopping.set()
    running.join(30)
    assert steps in ([0], [1])


def jobs(store: FakeStore, merging: Merging | None) -> Jobs:
    return Jobs(
        store,
        store.outbox,
        {"slack": RecordingSender()},
        FixedClock(),
        SteadyRandomness(),
        owner="one",
        merge=merging.run if merging else None,
    )


def test_the_timer_merges_and_a_database_that_is_busy_has_it_wait_for_the_next_turn() -> None:
    store = a_fake_store(FixedClock())
    assert jobs(store, a_merging(Parts(2))).merge() == 2
    assert jobs(store, a_merging(Parts(2, busy=1))).merge() == 0
    assert jobs(store, None).merge() == 0


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    url = fresh_url("sqlite", request)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        yield database


def test_what_many_small_writes_left_is_merged_in_one_turn(database: Database) -> None:
    for n in range(40):
        with writing(database.engine).begin() as connection:
            put_words(connection, [words_row(WORKSPACE, "customer", f"c{n}", f"acme {n}")])
    merging = Merging(database.word_merging, lambda: None, rest_seconds=0)
    assert merging.run(threading.Event()) > 0
    assert merging.run(threading.Event()) == 0


def test_the_log_says_when_nothing_is_left_of_what_was_erased() -> None:
    structlog.reset_defaults()
    with structlog.testing.capture_logs() as told:
        a_merging(Parts(3)).run(threading.Event())
        a_merging(Parts(2, erased=5)).run(threading.Event())
        a_merging(Parts(4, erased=2)).run(threading.Event())
        parts = Parts(1, erased=1)
        Merging(parts, parts.give_way, 0, "erased_messages_forgotten").run(threading.Event())
    assert told == [
        {"event": "erased_words_forgotten", "log_level": "info", "steps": 4},
        {"event": "erased_messages_forgotten", "log_level": "info", "steps": 1},
    ]


def test_whoever_erases_goes_on_until_nothing_is_left_of_that_and_no_further() -> None:
    parts = Parts(9, erased=3)
    assert forget_erased(parts, rest_seconds=0)
    assert parts.done == ["step"] * 3


def test_whoever_erases_does_one_thing_after_the_other() -> None:
    done, sent, words = list[str](), Parts(2, erased=2), Parts(9, erased=3)
    sent.done = words.done = done
    assert forget_erased(sent, words, rest_seconds=0)
    assert (sent.erased, words.erased, done) == (0, 0, ["step"] * 5)


def test_what_is_erased_while_the_last_thing_is_done_goes_first() -> None:
    """Words are not forgotten before that: they would wait for it in vain."""

    class Words(Parts):
        def step(self) -> bool:
            if self.erased == 2 and not sent.done:
                sent.erased = 1
            return not sent.is_forgetting() and super().step()

    sent, words = Parts(1), Words(9, erased=3)
    assert forget_erased(sent, words, rest_seconds=0, tries=2)
    assert (sent.done, words.done) == (["step"], ["step"] * 3)


def test_whoever_erases_tries_again_where_others_write_and_gives_up_where_they_do_not_cease() -> (
    None
):
    assert forget_erased(Parts(9, busy=4, erased=3), rest_seconds=0, tries=5)
    parts = Parts(9, busy=6, erased=3)
    assert not forget_erased(parts, rest_seconds=0, tries=5)
    assert parts.done == ["step"] * 5
    assert parts.is_forgetting()
