"""How often the builder's form may be sent: by one address, and by all together."""

import pytest
from fastapi import Request

from bot.web.new.drawing import Busy
from bot.web.new.form import limits
from tests.harness.fakes import FixedClock


def _from(address: str) -> Request:
    return Request({"type": "http", "client": (address, 1), "headers": []})


def test_one_address_leaves_a_hundred_drafts_a_day() -> None:
    clock = FixedClock()
    bounds = limits(clock)
    allowed = []
    for _ in range(30):
        allowed += [bounds.allows(bounds.saves, _from("192.0.2.1")) for _ in range(5)]
        clock.advance(minutes=1)
    assert allowed == [True] * 100 + [False] * 50
    assert bounds.allows(bounds.saves, _from("192.0.2.2"))
    clock.advance(days=1)
    assert bounds.allows(bounds.saves, _from("192.0.2.1"))


def test_all_addresses_together_leave_sixty_drafts_a_minute() -> None:
    bounds = limits(clock := FixedClock())
    for n in range(60):
        assert bounds.allows(bounds.saves, _from(f"192.0.2.{n}"))
    with pytest.raises(Busy):
        bounds.allows(bounds.saves, _from("192.0.2.60"))
    assert bounds.allows(bounds.previews, _from("192.0.2.60"))
    clock.advance(minutes=1)
    assert bounds.allows(bounds.saves, _from("192.0.2.60"))


def test_whoever_is_refused_alone_takes_nothing_from_the_others() -> None:
    bounds = limits(FixedClock())
    for _ in range(500):
        bounds.allows(bounds.saves, _from("192.0.2.1"))
    assert bounds.allows(bounds.saves, _from("192.0.2.2"))


def test_an_address_of_ipv6_counts_as_its_whole_network() -> None:
    bounds = limits(FixedClock())
    allowed = [bounds.allows(bounds.saves, _from(f"2001:db8::{n}")) for n in range(6)]
    assert allowed == [True] * 5 + [False]
