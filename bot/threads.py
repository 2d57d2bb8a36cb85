"""Threads that can be waited for without waiting for ever, and how long a process that is to end
waits in all."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")

END_SECONDS = 15.0
"""From when a process is told to end: less than those who stop it give it, and as long as a call to
Slack lasts at most."""


class Ending:
    """The time that a process has left once it is told to end. What ends together shares it."""

    def __init__(
        self, seconds: float = END_SECONDS, stopwatch: Callable[[], float] = monotonic
    ) -> None:
        self._seconds, self._stopwatch = seconds, stopwatch
        self._end: float | None = None

    def begin(self) -> None:
        """It was told; the first time counts."""
        if self._end is None:
            self._end = self._stopwatch() + self._seconds

    @property
    def left(self) -> float:
        """Seconds, of which there are none in the end. Whoever asks has been told to end."""
        self.begin()
        assert self._end is not None
        return max(0.0, self._end - self._stopwatch())


class Threads(ThreadPoolExecutor):
    """So many, which know what they hold."""

    def __init__(self, count: int, name: str) -> None:
        super().__init__(count, thread_name_prefix=name)
        self._held: set[Future[Any]] = set()
        self._noting = threading.Lock()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future = super().submit(fn, *args, **kwargs)
        with self._noting:
            self._held.add(future)
        future.add_done_callback(self._forget)
        return future

    def let_pass(self, seconds: float) -> None:
        """Waits until all is done that they hold at this moment, so long at most."""
        wait(self._now_held(), seconds)

    def finish(self, seconds: float | None = None) -> int:
        """Waits until all is done that they hold, and what comes of it, so long at most. Then they
        take nothing, and what was not begun is dropped; of how many things nobody knows the end."""
        end = None if seconds is None else monotonic() + seconds
        while held := self._now_held():
            left = None if end is None else end - monotonic()
            if left is not None and left <= 0:
                break
            wait(held, left)
        self.shutdown(wait=False, cancel_futures=True)
        return len(held)

    def _now_held(self) -> list[Future[Any]]:
        with self._noting:
            return list(self._held)

    def _forget(self, future: Future[Any]) -> None:
        with self._noting:
            self._held.discard(future)


class Timers:
    """Threads that begin later, each with one thing to do, under this name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: set[threading.Timer] = set()
        self._noting = threading.Lock()
        self._is_over = False

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        """Does it in so many seconds, unless they have finished by then."""

        def done() -> None:
            try:
                work()
            finally:
                with self._noting:
                    self._waiting.discard(timer)

        timer = threading.Timer(seconds, done)
        timer.name, timer.daemon = self._name, True
        with self._noting:
            if self._is_over:
                return
            self._waiting.add(timer)
            timer.start()

    def finish(self, seconds: float | None = None) -> int:
        """Drops what has not begun, and waits so long at most for what has; of how many things
        nobody knows the end. They take nothing more."""
        with self._noting:
            self._is_over = True
            ours = [*self._waiting]
        end = None if seconds is None else monotonic() + seconds
        for each in ours:
            each.cancel()
            each.join(None if end is None else max(0.0, end - monotonic()))
        return sum(each.is_alive() for each in ours)
