"""A sign of life while something takes long: the lease of a message that is being sent goes on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jupiter_core.ports import StoreTrouble

SECONDS = 3.0
"""Three of them fit into a lease, so that one which is late or lost does no harm."""


class ThreadHeartbeat:
    """See `Heartbeat`: a thread of its own, by a clock that nobody sets."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    @contextmanager
    def during(self, beat: Callable[[], None]) -> Iterator[None]:
        over = threading.Event()
        thread = threading.Thread(target=self._go_on, args=(beat, over), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _go_on(self, beat: Callable[[], None], over: threading.Event) -> None:
        while not over.wait(self._seconds):
            try:
                beat()
            except StoreTrouble:
                continue  # the next one tells, if the database is there by then
