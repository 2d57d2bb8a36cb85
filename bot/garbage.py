"""How often a process looks for objects that refer to each other and that nobody needs any more.

What was loaded stays for ever: Python went through all of it each time, in the middle of somebody's
request. A contract of thousands of lines took a third longer so.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (10_000, 20, 20)
"""New objects, and passes over young and middle-aged ones, before the next pass. Python's own are
700, 10 and 10."""
HARDLY = (200_000, 10, 10)
"""While a command loads what it needs, next to nothing of which is garbage."""


@contextmanager
def garbage_hardly() -> Iterator[None]:
    """While a command is loaded and runs. What it leaves goes with the process, and is not looked
    through at its end: that took a fifth of the time of a command that prints something."""
    gc.set_threshold(*HARDLY)
    try:
        yield
    finally:
        gc.freeze()


@contextmanager
def garbage_seldom() -> Iterator[None]:
    """While a process serves or sends. What is loaded by now is no more looked through."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
