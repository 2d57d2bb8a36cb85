"""Who looked at settings is kept while a process answers, and the rest of it in the end."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.logs.kept_looks import KEPT_EVERY_SECONDS, KeptLooks
from bot.rhythm import Rhythm
from bot.threads import Ending


@contextmanager
def keeping(
    looks: KeptLooks, ending: Ending, seconds: float = KEPT_EVERY_SECONDS
) -> Iterator[None]:
    """In a thread of its own until the block is left, in which the last ones are noted; then all
    that is left at once."""
    stopping = threading.Event()
    rhythm = Rhythm(looks.keep, seconds, stopping, name="settings-looks")
    rhythm.start()
    try:
        yield
    finally:
        stopping.set()
        rhythm.join(ending.left)
        looks.keep(every=True)
