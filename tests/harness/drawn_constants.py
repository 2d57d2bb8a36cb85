"""What Hypothesis draws of what stands in the code: the product's numbers, such as its limits, and
the texts of its domain, such as the words that mean something there.

By itself it may draw any of 20,000 texts, of which hardly one comes twice. But for each kind of
text that is asked for, it looks whether each of them is of that kind: a fifth of its work. Of those
that are left it looks at each character, a ninth; here the characters of a text are looked up.
"""

import sys
from functools import cache
from typing import Any

from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.choice import choice_permitted
from hypothesis.internal.constants_ast import (
    Constants,
    constants_from_module,
    is_local_module_file,
)
from hypothesis.internal.intervalsets import IntervalSet

_constants = providers._get_local_constants
_DOMAIN = "jupiter_core.domain."


def draw_of_the_product() -> None:
    """From now on, in this process."""
    setattr(providers, is_local_module_file.__name__, _is_of_the_product)
    providers._get_local_constants = _drawn
    setattr(providers, choice_permitted.__name__, is_permitted)


def look_for_them() -> None:
    """In all that is loaded now."""
    _drawn()


def _is_of_the_product(path: str) -> bool:
    return "/tests/" not in path and is_local_module_file(path)


def _drawn() -> Constants:
    found = _constants()
    return Constants(integers=found.integers, floats=found.floats, strings=are_drawn())


@cache
def are_drawn() -> set[str]:
    modules = [each for name, each in [*sys.modules.items()] if name.startswith(_DOMAIN)]
    return {text for each in modules for text in constants_from_module(each).strings}


@cache
def _characters() -> dict[str, frozenset[str]]:
    """Of each of those texts."""
    return {text: frozenset(text) for text in are_drawn()}


def is_permitted(choice: Any, constraints: Any) -> bool:
    """Whether a constant is of a kind, in place of Hypothesis' own `choice_permitted`."""
    has = _characters().get(choice) if isinstance(choice, str) else None
    if has is None:
        return choice_permitted(choice, constraints)
    if not constraints["min_size"] <= len(choice) <= constraints["max_size"]:
        return False
    return has <= _allowed.of(constraints["intervals"])


class _Allowed:
    """Which characters of all texts are of a kind: each kind is asked about all texts at once, so
    what it allows is remembered until the next one."""

    def __init__(self) -> None:
        self._last: tuple[IntervalSet, frozenset[str]] = IntervalSet(), frozenset()

    def of(self, intervals: IntervalSet) -> frozenset[str]:
        last = self._last
        if last[0] is not intervals:
            every = frozenset().union(*_characters().values())
            last = intervals, frozenset(each for each in every if each in intervals)
            self._last = last
        return last[1]


_allowed = _Allowed()
