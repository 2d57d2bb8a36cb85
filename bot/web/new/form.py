"""The builder's form as a browser sends it, and how often it may be sent."""

from datetime import timedelta
from typing import Annotated, NamedTuple

from fastapi import Depends, Request

from bot.intake.new.typed import Typed, read_typed
from bot.security.rate_limits import group_of
from bot.web.new.drawing import Busy
from bot.web.throttle import Throttle, throttle_of
from jupiter_core.domain.handover import Kind
from jupiter_core.ports import Clock, RateCounters

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)

Pairs = list[tuple[str, str]]


async def _pairs(request: Request) -> Pairs:
    form = await request.form()
    return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]


Sent = Annotated[Pairs, Depends(_pairs)]
"""What was sent, in its order; files are left aside."""


def typed_in(kind: Kind, sent: Pairs) -> Typed:
    """The form, with what the pressed button does to it: `add:item`, `remove:2`, `show:3`."""
    typed = read_typed(kind, sent)
    action, _, what = next((text for name, text in sent if name == "do"), "").partition(":")
    if action == "add":
        return typed.with_line(what)
    if not (what.isascii() and what.isdecimal() and len(what) < 4):
        return typed
    if action == "remove":
        return typed.without_line(int(what))
    return typed.model_copy(update={"show": max(1, int(what))}) if action == "show" else typed


class Bound(NamedTuple):
    """How often one address may do a thing, by every period that counts, and how often all."""

    each: tuple[Throttle, ...]
    together: Throttle


class Limits(NamedTuple):
    """What strangers may do."""

    clock: Clock
    previews: Bound
    downloads: Bound
    saves: Bound

    def allows(self, what: Bound, request: Request) -> bool:
        """Counts this request too. Raises Busy where all addresses together ask too often."""
        address, now = group_of(request.client.host if request.client else ""), self.clock.now()
        if not all(each.allows(address, now) for each in what.each):
            return False
        if not what.together.allows("all", now):
            raise Busy()
        return True


def limits(clock: Clock, counters: RateCounters | None = None) -> Limits:
    """Over all processes, where there are counters."""

    def bound(name: str, each: int, together: int, *, daily: int = 0) -> Bound:
        named = f"new-{name}"
        own = [throttle_of(named, each, _MINUTE, counters)]
        if daily:
            own.append(throttle_of(f"{named}-daily", daily, _DAY, counters))
        return Bound(tuple(own), throttle_of(f"{named}-all", together, _MINUTE, counters))

    return Limits(
        clock,
        previews=bound("previews", 120, 1_200),
        downloads=bound("downloads", 30, 300),
        saves=bound("saves", 5, 60, daily=100),
    )
