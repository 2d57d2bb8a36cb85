"""How often a run of tests looks for objects that refer to each other and that nobody needs.

Each test leaves a whole bot behind, and what is loaded is never thrown away. As Python does it by
itself, an eighth of a worker's processor time went into looking through what stays.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

SELDOM = (200_000, 5, 10)
"""New objects, and passes over young and middle-aged ones, before the next pass."""
TESTS_A_PASS = 50
_tests = count(1)


@contextmanager
def none_is_looked_for() -> Iterator[None]:
    """While tests are loaded: it would be a sixth of the work."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def what_is_here_stays() -> None:
    """To the end of the run: nobody looks through it again."""
    gc.collect()
    gc.freeze()


def look_seldom() -> None:
    what_is_here_stays()
    gc.set_threshold(*SELDOM)


def a_test_is_over() -> None:
    """After some of them, between two, the rubbish is taken out. What remains is remembered for
    later tests."""
    if next(_tests) % TESTS_A_PASS == 0:
        what_is_here_stays()
