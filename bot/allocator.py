"""What the C library keeps of memory that is free again; of glibc alone, elsewhere it is left to
itself.

By default each thread that finds the others busy gets a heap of its own, up to eight a processor,
and of a heap only the end is given back. A process that serves from forty threads grew by several
megabytes a thousand requests so, though it held nothing more.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from bot.rhythm import Rhythm

GIVE_BACK_SECONDS = 10.0
_HEAPS = 2
"""As many as hardly ever wait for each other, where one thread runs Python at a time."""
_ARENA_MAX = -8
"""glibc's `M_ARENA_MAX`, of malloc.h."""


@contextmanager
def memory_given_back(seconds: float = GIVE_BACK_SECONDS) -> Iterator[None]:
    """While a process serves or sends."""
    if _glibc:
        _glibc.mallopt(_ARENA_MAX, _HEAPS)
    over = Event()
    rhythm = Rhythm(give_back, seconds, over, name="memory")
    rhythm.start()
    try:
        yield
    finally:
        over.set()
        rhythm.join()


def give_back() -> None:
    """Takes a thousandth of a second, or a few."""
    if _glibc:
        _glibc.malloc_trim(0)


def _found() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


_glibc = _found()
