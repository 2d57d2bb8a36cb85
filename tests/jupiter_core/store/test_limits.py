"""Counters that all processes share, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.security.rate_limits import SharedLimit
from jupiter_core.ports import StoreBusy, StoreUnusable
from jupiter_core.store import Database
from tests.factories import NOW, WORKSPACE
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.opening import DatabaseAt

MINUTE = timedelta(minutes=1)


def test_what_one_process_counts_another_one_sees(opened: DatabaseAt) -> None:
    one, two = opened().limits, opened().limits
    assert one.add("key", NOW, 3, NOW + MINUTE) == 3
    assert two.add("key", NOW, 2, NOW + MINUTE) == 5
    assert two.add("key", NOW + MINUTE, 1, NOW + 2 * MINUTE) == 1
    assert two.add("other", NOW, 1, NOW + MINUTE) == 1


def test_two_processes_share_one_limit(opened: DatabaseAt) -> None:
    one, two = (SharedLimit("saves", 5, MINUTE, opened().limits) for _ in range(2))
    granted = [limit.take("192.0.2.1", NOW).granted for limit in (one, two) * 5]
    assert granted.count(True) == 5


def test_nothing_that_is_counted_at_once_is_lost(opened: DatabaseAt) -> None:
    counters = [opened().limits, opened().limits]

    def count(n: int) -> int:
        for attempt in range(100):
            try:
                return counters[n % 2].add("key", NOW, 1, NOW + MINUTE)
            except StoreBusy:
                assert attempt < 99
        return 0

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(count, range(40))) == list(range(1, 41))


def test_what_has_expired_is_forgotten(database: Database, clock: FixedClock) -> None:
    database.limits.add("old", NOW, 1, NOW + MINUTE)
    clock.advance(minutes=2)
    database.limits.add("new", NOW, 1, NOW + 3 * MINUTE)
    with database.engine.connect() as connection:
        keys = connection.execute(text("SELECT key FROM rate_limits")).scalars().all()
    assert keys == ["new"]


def test_who_counts_does_not_queue_behind_those_who_write(opened: DatabaseAt) -> None:
    one, two = opened(), opened()
    with one.write(WORKSPACE) as uow:
        uow.once("a long transaction")
        if one.engine.dialect.name == "postgresql":  # writers of other rows are not in the way
            assert two.limits.add("key", NOW, 1, NOW + MINUTE) == 1
            return
        with pytest.raises(StoreBusy):
            two.limits.add("key", NOW, 1, NOW + MINUTE)


def test_a_database_without_the_table_is_unusable_and_no_error_of_its_own(
    opened: DatabaseAt,
) -> None:
    database = opened()
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE rate_limits"))
    with pytest.raises(StoreUnusable):
        database.limits.add("key", NOW, 1, NOW + MINUTE)
