"""Where in the body a mistake is, as a JSON pointer in a URI fragment: `#/lines/0/quantity`."""

from collections.abc import Container, Iterable
from typing import Any

from bot.intake.paths import steps_into, steps_of

_CALLED = {
    "sender_profile_id": "sender",
    "shares": "invoices",
    "settle_as": "settle_rest_as",
}
"""What the core names otherwise than some bodies do."""


def pointer_of(path: str, fields: Container[str]) -> str | None:
    """Of a path of ours, into a body that has these `fields`; None where it has no such place.

    >>> pointer_of("lines[0].quantity", {"lines"})
    '#/lines/0/quantity'
    >>> pointer_of("sender_profile_id", {"sender"})
    '#/sender'
    >>> pointer_of("sender_profile_id", {"sender_profile_id"})
    '#/sender_profile_id'
    """
    first, *steps = steps_of(path)
    for name in (str(first), _CALLED.get(str(first), "")):
        if name in fields:
            return _pointer((name, *steps))
    return None


def pointer_about(path: str) -> str:
    """Of a path of ours, into what the request is about, where it sends nothing itself.

    >>> pointer_about("seller.endpoint")
    '#/seller/endpoint'
    """
    first, *steps = steps_of(path)
    return _pointer((_CALLED.get(str(first), first), *steps))


def pointer_into(body: Any, steps: Iterable[object], *, missing: bool = False) -> str:
    """Of a place as pydantic names it: without the names of alternatives, which the body does not
    have. Where the last step is what is `missing`, it stays.

    >>> body = {"lines": [{"kind": "one_time", "amount": True}]}
    >>> pointer_into(body, ("lines", 0, "one_time", "amount"))
    '#/lines/0/amount'
    """
    return _pointer(steps_into(body, steps, missing=missing))


def _pointer(steps: Iterable[object]) -> str:
    return "#" + "".join(f"/{_escaped(str(step))}" for step in steps)


def _escaped(step: str) -> str:
    visible = "".join(c if c.isprintable() else "�" for c in step)
    return visible.replace("~", "~0").replace("/", "~1")
