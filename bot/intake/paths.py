"""Paths of a document, as the domain spells them: `lines[0].escalators[1].percent`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.wording.text import shortened

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_LONGEST_STEP = 60


def steps_of(path: str) -> tuple[str | int, ...]:
    """The steps of a path.

    >>> steps_of("lines[0].quantity")
    ('lines', 0, 'quantity')
    """
    return tuple(name or int(index) for name, index in _STEP.findall(path))


def path_of(steps: Iterable[object]) -> str:
    """The path of these steps; what cannot be printed in one is replaced, a long one shortened."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{shown(str(step))}" if path else shown(str(step))
    return path


def path_into(sent: object, steps: Iterable[object]) -> str:
    """The path of a place as pydantic names it."""
    return path_of(steps_into(sent, steps, missing=True))


def steps_into(
    sent: object, steps: Iterable[object], *, missing: bool = False
) -> Iterator[str | int]:
    """Without the names of alternatives, which stand nowhere in what was `sent`. What is not there
    ends it, unless it is `missing`: then the rest of the steps says where it ought to be."""
    place: Any = sent
    for each in steps:
        step = each if isinstance(each, int) else str(each)
        if _has(place, step):
            place = place[step]
            yield step
        elif not _is_alternative(place, step):
            if not missing:
                return
            place = None
            yield step


def _is_alternative(place: Any, step: str | int) -> bool:
    """The name of a kind of line, or of a way in which a party is named (`as described`)."""
    named = isinstance(place, Mapping) and place.get("kind") == step
    return named or (isinstance(step, str) and " " in step)


def shown(text: str, limit: int = _LONGEST_STEP) -> str:
    """Of a text that may be anything, what can be printed anywhere."""
    visible = "".join("�" if c < " " or "\ud800" <= c <= "\udfff" else c for c in text)
    return shortened(visible, limit)


def _has(place: Any, step: str | int) -> bool:
    if isinstance(place, list | tuple):
        return isinstance(step, int) and step < len(place)
    return isinstance(place, Mapping) and step in place
