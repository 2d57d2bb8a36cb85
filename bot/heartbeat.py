"""A sign of life while something takes long: the lease of a message that is being sent goes on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, sleep

from jupiter_core.ports import StoreTrouble

SECONDS = 3.0
"""Three of them fit into a lease, so that one which is late or lost does no harm."""


@dataclass(eq=False)
class _Work:
    """What takes long, by a clock that nobody sets; its `thread` is there once it is."""

    beat: Callable[[], None]
    due: float
    over: threading.Event
    thread: threading.Thread | None = None


class ThreadHeartbeat:
    """See `Heartbeat`. One thread looks after all of a process, and gives what takes longer than
    the time from one beat to the next a thread of its own: most of it is done by then, and whoever
    waits for the database holds up no beat of another."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._under_way: dict[_Work, None] = {}
        """In the order of their beginning, in which they are due too."""
        self._lock = threading.Lock()
        self._is_watched = False

    @contextmanager
    def during(self, beat: Callable[[], None]) -> Iterator[None]:
        work = _Work(beat, monotonic() + self._seconds, threading.Event())
        with self._lock:
            self._under_way[work] = None
            if not self._is_watched:
                threading.Thread(target=self._watch, name="heartbeat", daemon=True).start()
                self._is_watched = True
        try:
            yield
        finally:
            with self._lock:
                self._under_way.pop(work, None)
            if work.thread:
                work.over.set()
                work.thread.join()

    def _watch(self) -> None:
        """As long as anything is under way."""
        while (seconds := self._until_next()) is not None:
            sleep(seconds)

    def _until_next(self) -> float | None:
        """How long it is until one is due, once those have their threads that are; None where
        nothing is under way."""
        with self._lock:
            now, self._is_watched = monotonic(), False  # unless all goes well
            for work in [each for each in self._under_way if each.due <= now]:
                thread = threading.Thread(target=self._go_on, args=(work,), daemon=True)
                thread.start()
                work.thread = thread
                del self._under_way[work]
            first = next(iter(self._under_way), None)
            self._is_watched = first is not None
            return None if first is None else first.due - now

    def _go_on(self, work: _Work) -> None:
        while not work.over.is_set():
            with suppress(StoreTrouble):  # the next one tells, if the database is there by then
                work.beat()
            work.over.wait(self._seconds)
