"""A worker that is stuck or missing is told, at a port of its own and by those that are well."""

import json
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError

import pytest
from prometheus_client import CollectorRegistry

from bot.jobs import Jobs
from bot.lanes import STUCK_SECONDS, Crew
from bot.metrics import serving_metrics
from bot.vitals import Progress, Vitals
from jupiter_core.outbox.drain import Drain
from jupiter_core.ports import Message, StoreBusy
from tests.factories import WORKSPACE
from tests.harness.fakes import FixedClock, RecordingSender, SteadyRandomness, a_fake_store
from tests.harness.ports import a_free_port
from tests.jupiter_core.store.histories import a_message


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(), []),
        (Progress(oldest_seconds=200_000), []),  # tried in vain for days, which is no neglect
        (Progress(worker_seconds=60), []),
        (Progress(worker_seconds=61), ["No worker is running"]),
        (Progress(worker_seconds=None), ["No worker is running"]),
        (Progress(due_seconds=301), ["A message is due for 301 seconds"]),
        (Progress(due_seconds=301, worker_seconds=None), ["No worker", "A message is due"]),
    ],
)
def test_somebody_is_warned_of_what_nobody_does(progress: Progress, said: list[str]) -> None:
    warnings = progress.warnings
    assert len(warnings) == len(said)
    assert all(each.startswith(start) for each, start in zip(warnings, said, strict=True))


def _fine() -> None:
    """A database that can be used."""


def _away() -> None:
    raise StoreBusy("The database is busy")


def test_a_stuck_process_is_neither_alive_nor_ready_and_one_without_database_is_alive() -> None:
    with _served(Vitals(_fine)) as ask:
        assert ask("/healthz") == (200, {"status": "ok"})
        assert ask("/readyz")[0] == 200
    with _served(Vitals(_fine, is_at_work=lambda: False)) as ask:
        assert ask("/healthz") == ask("/readyz") == (503, {"status": "stuck"})
    with _served(Vitals(_away)) as ask:
        assert ask("/healthz") == (200, {"status": "ok"})
        assert ask("/readyz") == (503, {"status": "The database is busy"})


@contextmanager
def _served(vitals: Vitals) -> Iterator[Any]:
    port = a_free_port()

    def ask(path: str) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            return error.code, json.load(error)

    with serving_metrics(CollectorRegistry(), vitals, "127.0.0.1", port):
        yield ask


class Hanging:
    """A place that says nothing until it is let go."""

    def __init__(self) -> None:
        self.asked, self.let_go = threading.Event(), threading.Event()

    def send(self, _message: Message) -> Mapping[str, Any]:
        self.asked.set()
        self.let_go.wait(10)
        return {}


class Stopwatch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_lane_that_hangs_for_longer_than_any_sending_takes_is_stuck() -> None:
    clock, watch, place = FixedClock(), Stopwatch(), Hanging()
    store = a_fake_store(clock)
    with store.write(WORKSPACE) as uow:
        uow.outbox.put(a_message("one"))
    jobs = Jobs(store, store.outbox, {"slack": place}, clock, SteadyRandomness(), owner="one")

    def drain(destination: str, n: int, found: Any) -> Drain:
        return Drain(
            store.outbox,
            {destination: place},
            clock,
            SteadyRandomness(),
            owner=f"{n}",
            give_up=jobs.give_up,
            heartbeat=NoHeartbeat(),
            found=found,
        )

    crew = Crew({"slack": 2}, drain, watch)
    crew.start()
    place.asked.wait(10)
    watch.seconds = STUCK_SECONDS
    busy = crew.is_at_work
    watch.seconds += 1
    assert (busy, crew.is_at_work) == (True, False)
    place.let_go.set()
    crew.tell_to_stop()
    crew.join()


class NoHeartbeat:
    @contextmanager
    def during(self, _beat: Any) -> Iterator[None]:
        yield


def test_jobs_are_well_before_they_begin_while_they_go_on_and_when_they_were_stopped() -> None:
    clock = FixedClock()
    store = a_fake_store(clock)
    sender = {"slack": RecordingSender()}
    jobs = Jobs(store, store.outbox, sender, clock, SteadyRandomness(), owner="one")
    seen = [jobs.is_at_work]
    jobs.start()
    seen.append(jobs.is_at_work)
    jobs.stop()
    assert [*seen, jobs.is_at_work] == [True, True, True]


def test_a_process_that_stops_while_a_place_hangs_lets_its_message_go_to_the_next() -> None:
    clock, place = FixedClock(), Hanging()
    store = a_fake_store(clock)
    with store.write(WORKSPACE) as uow:
        uow.outbox.put(a_message("one"))
    jobs = Jobs(store, store.outbox, {"slack": place}, clock, SteadyRandomness(), owner="one")
    jobs.start()
    place.asked.wait(10)
    jobs.stop(seconds=0)
    lease = clock.now() + timedelta(seconds=10)
    (next_try,) = store.outbox.claim(owner="two", now=clock.now(), lease_until=lease, limit=1)
    place.let_go.set()
    assert (next_try.id, next_try.attempts, next_try.unfinished) == ("one", 1, 0)
