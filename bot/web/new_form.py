"""The builder's form as a browser sends it, and how often one address may send it."""

from datetime import timedelta
from typing import Annotated, NamedTuple

from fastapi import Depends, Request

from bot.presenters.new.typed import Typed, read_typed
from bot.web.throttle import Throttle
from jupiter_core.domain.handover import Kind
from jupiter_core.ports import Clock

Pairs = list[tuple[str, str]]


async def _pairs(request: Request) -> Pairs:
    form = await request.form()
    return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]


Sent = Annotated[Pairs, Depends(_pairs)]
"""What was sent, in its order; files are left aside."""


def typed_in(kind: Kind, sent: Pairs) -> Typed:
    """The form, with what the pressed button does to it: `add:item`, `remove:2`, `show:3`."""
    typed = read_typed(kind, sent)
    deed, _, what = next((text for name, text in sent if name == "do"), "").partition(":")
    if deed == "add":
        return typed.with_line(what)
    if not (what.isascii() and what.isdecimal() and len(what) < 4):
        return typed
    if deed == "remove":
        return typed.without_line(int(what))
    return typed.model_copy(update={"show": max(1, int(what))}) if deed == "show" else typed


class Limits(NamedTuple):
    """What one address may do within a minute."""

    clock: Clock
    previews: Throttle
    downloads: Throttle
    saves: Throttle

    def allows(self, what: Throttle, request: Request) -> bool:
        """Counts this request too."""
        address = request.client.host if request.client else ""
        return what.allows(address, self.clock.now())


def limits(clock: Clock) -> Limits:
    minute = timedelta(minutes=1)
    return Limits(clock, Throttle(120, minute), Throttle(30, minute), Throttle(5, minute))
