"""Workers show that they live, to all processes on one database."""

from datetime import timedelta

from jupiter_core.store import Database
from tests.factories import NOW
from tests.jupiter_core.store.opening import DatabaseAt

LATER = NOW + timedelta(seconds=10)


def test_the_last_sign_of_life_of_any_worker_is_seen_by_each_process(opened: DatabaseAt) -> None:
    one, two = opened(), opened()
    assert two.workers.last_seen() is None
    one.workers.beat("w1", NOW)
    one.workers.beat("w1", NOW)
    two.workers.beat("w2", LATER)
    assert one.workers.last_seen() == two.workers.last_seen() == LATER


def test_one_that_stops_as_it_should_is_seen_no_more(database: Database) -> None:
    database.workers.beat("w1", NOW)
    database.workers.beat("w2", LATER)
    database.workers.left("w2")
    assert database.workers.last_seen() == NOW
    database.workers.left("w1")
    database.workers.left("w1")
    assert database.workers.last_seen() is None


def test_one_that_was_killed_is_forgotten_by_the_next_after_a_day(database: Database) -> None:
    database.workers.beat("killed", NOW)
    database.workers.beat("w1", NOW + timedelta(days=1, seconds=1))
    database.workers.left("w1")
    assert database.workers.last_seen() is None
