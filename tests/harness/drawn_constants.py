"""What Hypothesis draws of what stands in the code: the product's numbers, such as its limits.

By itself it may draw any of 20,000 texts too, of which hardly one comes twice. But for each kind of
text that is asked for, it looks whether each of them is of that kind: a fifth of its work.
"""

from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants, is_local_module_file

_constants = providers._get_local_constants


def draw_numbers_of_the_product() -> None:
    """From now on, in this process."""
    setattr(providers, is_local_module_file.__name__, _is_of_the_product)
    providers._get_local_constants = _numbers


def _is_of_the_product(path: str) -> bool:
    return "/tests/" not in path and is_local_module_file(path)


def _numbers() -> Constants:
    found = _constants()
    return Constants(integers=found.integers, floats=found.floats)
