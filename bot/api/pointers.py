"""Where in the body a mistake is, as a JSON pointer in a URI fragment: `#/lines/0/quantity`."""

from collections.abc import Iterable
from typing import Any

from bot.intake.paths import steps_into, steps_of


def pointer_of(path: str) -> str:
    """Of a path of ours.

    >>> pointer_of("lines[0].quantity")
    '#/lines/0/quantity'
    """
    return _pointer(steps_of(path))


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
