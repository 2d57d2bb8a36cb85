"""Limits over several processes, with counters in a test's hand."""

from datetime import datetime, timedelta

import pytest

from bot.security import rate_limits as limits
from bot.security.rate_limits import SharedLimit, group_of
from jupiter_core.ports import StoreBusy
from tests.factories import NOW

MINUTE = timedelta(minutes=1)


class FakeCounters:
    """`away` makes every call fail; `calls` counts them."""

    def __init__(self) -> None:
        self.taken: dict[tuple[str, datetime], int] = {}
        self.calls, self.away = 0, False

    def add(self, key: str, window: datetime, amount: int, expires_at: datetime) -> int:
        self.calls += 1
        if self.away:
            raise StoreBusy("away")
        assert expires_at > window
        self.taken[key, window] = self.taken.get((key, window), 0) + amount
        return self.taken[key, window]


def taken(limit: SharedLimit, times: int, key: str = "dana", now: datetime = NOW) -> int:
    return sum(limit.take(key, now).granted for _ in range(times))


def test_two_processes_share_one_limit() -> None:
    counters = FakeCounters()
    one, two = (SharedLimit("saves", 5, MINUTE, counters) for _ in range(2))
    assert [taken(one, 3), taken(two, 3), taken(one, 3)] == [3, 2, 0]
    assert taken(one, 1, "eve") == 1
    assert taken(two, 5, now=NOW + MINUTE) == 5


def test_limits_of_two_names_do_not_meet() -> None:
    counters = FakeCounters()
    assert taken(SharedLimit("saves", 2, MINUTE, counters), 3) == 2
    assert taken(SharedLimit("previews", 2, MINUTE, counters), 3) == 2


def test_most_requests_write_nothing_and_a_flood_writes_nothing_at_all() -> None:
    counters = FakeCounters()
    limit = SharedLimit("api", 600, MINUTE, counters)
    assert taken(limit, 10_000) == 600
    assert counters.calls <= 21


def test_together_processes_never_grant_more_than_the_limit() -> None:
    counters = FakeCounters()
    processes = [SharedLimit("api", 100, MINUTE, counters) for _ in range(3)]
    granted = sum(taken(each, 7) for _ in range(20) for each in processes)
    assert 100 - 3 * 5 <= granted <= 100


def test_what_is_much_work_counts_as_much() -> None:
    limit = SharedLimit("api", 100, MINUTE, FakeCounters())
    assert [limit.take("dana", NOW, 60).granted for _ in range(2)] == [True, False]
    assert limit.take("dana", NOW).granted


def test_while_the_database_is_away_each_process_keeps_the_limit_by_itself() -> None:
    counters = FakeCounters()
    limit = SharedLimit("api", 100, MINUTE, counters)
    assert taken(limit, 5) == 5
    counters.away = True
    assert taken(limit, 1_000) == 95
    assert counters.calls == 2


def test_it_is_asked_again_after_a_while() -> None:
    counters = FakeCounters()
    counters.away = True
    limit = SharedLimit("api", 100, MINUTE, counters)
    taken(limit, 1)
    counters.away = False
    later = NOW + timedelta(seconds=6)
    taken(limit, 50, now=later)
    assert counters.calls > 1


def test_a_crowd_of_strangers_is_no_load_on_the_database() -> None:
    counters = FakeCounters()
    limit = SharedLimit("strangers", 60, MINUTE, counters)
    for n in range(1_000):
        assert limit.take(f"192.0.2.{n}", NOW).granted
    assert counters.calls == 50


def test_memory_does_not_grow_for_ever() -> None:
    limit = SharedLimit("strangers", 60, MINUTE)
    for n in range(limits.KEYS_KEPT + 500):
        limit.take(n, NOW)
        assert limit.keys <= limits.KEYS_KEPT
    for n in range(limits.KEYS_KEPT - limit.keys):
        limit.take(f"more {n}", NOW)
    limit.take("late", NOW + MINUTE)
    assert limit.keys == 1


def test_the_counters_are_told_no_address() -> None:
    counters = FakeCounters()
    SharedLimit("strangers", 60, MINUTE, counters).take("192.0.2.1", NOW)
    assert not any("192.0.2.1" in key for key, _ in counters.taken)


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:1:ffff::1", "2001:db8:0:1::/64"),
        ("2001:db8:0:1::2", "2001:db8:0:1::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_one_subscriber_counts_once(address: str, group: str) -> None:
    assert group_of(address) == group
