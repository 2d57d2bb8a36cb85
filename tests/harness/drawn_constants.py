"""What Hypothesis draws of what stands in the code: the product's numbers, such as its limits, and
the texts of its domain, such as the words that mean something there.

By itself it may draw any of 20,000 texts, of which hardly one comes twice. But for each kind of
text that is asked for, it looks whether each of them is of that kind: a fifth of its work.
"""

import sys
from functools import cache

from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import (
    Constants,
    constants_from_module,
    is_local_module_file,
)

_constants = providers._get_local_constants
_DOMAIN = "jupiter_core.domain."


def draw_of_the_product() -> None:
    """From now on, in this process."""
    setattr(providers, is_local_module_file.__name__, _is_of_the_product)
    providers._get_local_constants = _drawn


def look_for_them() -> None:
    """In all that is loaded now."""
    _drawn()


def _is_of_the_product(path: str) -> bool:
    return "/tests/" not in path and is_local_module_file(path)


def _drawn() -> Constants:
    found = _constants()
    return Constants(integers=found.integers, floats=found.floats, strings=_of_the_domain())


@cache
def _of_the_domain() -> set[str]:
    modules = [each for name, each in [*sys.modules.items()] if name.startswith(_DOMAIN)]
    return {text for each in modules for text in constants_from_module(each).strings}
