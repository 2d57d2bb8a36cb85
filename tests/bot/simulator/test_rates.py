"""Rate limits, by a clock that stands still."""

import pytest

from bot.simulator.rates import Limits, Rates, Tier


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_channel_takes_a_short_burst_and_then_one_message_a_second() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert [rates.seconds_to_wait("chat.postMessage", "C1") for _ in range(5)] == [0] * 5
    assert rates.seconds_to_wait("chat.postMessage", "C1") > 0
    assert rates.seconds_to_wait("chat.postMessage", "C2") == 0
    clock.now += 1
    assert rates.seconds_to_wait("chat.postMessage", "C1") == 0
    assert rates.seconds_to_wait("chat.postMessage", "C1") > 0


def test_a_workspace_takes_a_hundred_messages_at_once_and_then_five_a_second() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert not any(rates.seconds_to_wait("chat.postMessage", f"C{n}") for n in range(100))
    assert rates.seconds_to_wait("chat.postMessage", "C100") == 1
    assert rates.seconds_to_wait("chat.update", "C100") == 0
    clock.now += 1
    taken = [rates.seconds_to_wait("chat.postMessage", f"C{n}") for n in range(200, 206)]
    assert taken == [0, 0, 0, 0, 0, 1]


def test_a_message_that_a_channel_refuses_takes_nothing_from_the_workspace() -> None:
    limits = Limits(posts=Tier(60, 1), all_posts=Tier(60, 2))
    rates = Rates(Clock(), limits)
    assert [rates.seconds_to_wait("chat.postMessage", "C1") for _ in range(5)] == [0, 2, 2, 2, 2]
    assert rates.seconds_to_wait("chat.postMessage", "C2") == 0
    assert rates.seconds_to_wait("chat.postMessage", "C3") == 2


@pytest.mark.parametrize(
    ("method", "a_minute"),
    [("users.list", 20), ("chat.update", 50), ("views.update", 100), ("users.info", 100)],
)
def test_a_method_is_limited_by_its_tier_in_all_channels_together(
    method: str, a_minute: int
) -> None:
    clock = Clock()
    rates = Rates(clock)
    assert not any(rates.seconds_to_wait(method, str(n)) for n in range(a_minute))
    wait = rates.seconds_to_wait(method, "C1")
    assert 1 <= wait <= 60 / a_minute + 1
    assert rates.seconds_to_wait("views.open", "") == 0
    clock.now += wait
    assert rates.seconds_to_wait(method, "C1") == 0


def test_what_is_no_method_is_not_limited() -> None:
    rates = Rates(Clock())
    assert not any(rates.seconds_to_wait("upload", "") for _ in range(1000))


def test_a_simulator_may_have_other_limits_or_none() -> None:
    free, strict = Rates(Clock(), None), Rates(Clock(), Limits(others=Tier(1, 1)))
    assert not any(free.seconds_to_wait("chat.postMessage", "C1") for _ in range(1000))
    assert [strict.seconds_to_wait("views.open", "") for _ in range(2)] == [0, 61]
