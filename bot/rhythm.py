"""Work that comes again and again, by a clock that nobody sets: where the machine's is put back the
work goes on, and where it jumps ahead nothing is caught up."""

import threading
from collections.abc import Callable
from time import monotonic


class Rhythm:
    """Works at once, and then from one beginning to the next after so many seconds, or later where
    the work itself took longer; until `stopping` is set."""

    def __init__(
        self, work: Callable[[], object], seconds: float, stopping: threading.Event, *, name: str
    ) -> None:
        self._work, self._seconds, self._stopping = work, seconds, stopping
        self._thread = threading.Thread(target=self._go_on, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, seconds: float | None = None) -> None:
        """Waits for the work that is being done, so long at most; where none was begun, for
        nothing."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    @property
    def is_at_work(self) -> bool:
        return self._thread.is_alive()

    def _go_on(self) -> None:
        due = monotonic()
        while not self._stopping.wait(max(0.0, due - monotonic())):
            due = monotonic() + self._seconds
            self._work()
