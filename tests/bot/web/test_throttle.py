"""A light limit, in memory that does not grow for ever."""

from datetime import timedelta

from bot.web import throttle
from tests.factories import NOW


def test_so_many_times_within_the_period_and_again_after_it() -> None:
    limit = throttle.Throttle(limit=2)
    assert [limit.allows("dana", NOW) for _ in range(3)] == [True, True, False]
    assert limit.allows("eve", NOW)
    assert not limit.allows("dana", NOW + timedelta(seconds=59))
    assert limit.allows("dana", NOW + timedelta(seconds=60))


def test_those_who_have_not_come_for_a_period_are_forgotten() -> None:
    limit = throttle.Throttle(limit=1)
    for number in range(throttle.KEYS_KEPT):
        limit.allows(number, NOW)
    limit.allows("late", NOW + timedelta(minutes=2))
    assert limit.keys == 1


def test_those_who_come_all_at_once_are_not_all_remembered() -> None:
    limit = throttle.Throttle(limit=1)
    for number in range(throttle.KEYS_KEPT + 10):
        limit.allows(number, NOW)
    assert limit.keys <= throttle.KEYS_KEPT
    assert not limit.allows(throttle.KEYS_KEPT + 9, NOW)
