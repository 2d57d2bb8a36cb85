"""Rate limits, by a clock that stands still."""

from bot.simulator.rates import BURST, Rates


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_channel_takes_a_short_burst_and_then_one_message_a_second() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert [rates.seconds_to_wait("chat.postMessage", "C1") for _ in range(BURST)] == [0] * BURST
    assert rates.seconds_to_wait("chat.postMessage", "C1") > 0
    assert rates.seconds_to_wait("chat.postMessage", "C2") == 0
    clock.now += 1
    assert rates.seconds_to_wait("chat.postMessage", "C1") == 0
    assert rates.seconds_to_wait("chat.postMessage", "C1") > 0


def test_a_method_is_limited_by_its_tier_in_all_channels_together() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert not any(rates.seconds_to_wait("chat.update", str(n)) for n in range(50))
    wait = rates.seconds_to_wait("chat.update", "C1")
    assert wait > 0
    clock.now += wait
    assert rates.seconds_to_wait("chat.update", "C1") == 0
