"""How long one thread may go on while others wait for the interpreter.

Those who write to one workspace take turns, and each of them waits for its database a dozen times.
With Python's own 5 milliseconds, whoever came back from there waited for as long as somebody else
drew a form, and all the others with them: fifty approvals at once took a tenth longer so.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

SHORTLY = 0.001
"""Seconds."""


@contextmanager
def switched_shortly() -> Iterator[None]:
    """While a process serves or sends."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SHORTLY)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
