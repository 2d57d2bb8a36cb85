"""SIGTERM for what serves: it takes nothing new, finishes what it holds, and is gone in time."""

import os
import signal
import threading
from collections.abc import Callable
from queue import SimpleQueue
from types import FrameType

import structlog

from bot.threads import Ending

MARGIN_SECONDS = 2.0
"""After all that is waited for, for what is left: other threads, and the interpreter's own end."""

log = structlog.get_logger(__name__)


def on_sigterm(then: Callable[[int, FrameType | None], object]) -> None:
    """From now on SIGTERM breaks into nothing, and only calls that, which may come again. For the
    main thread."""
    signal.signal(signal.SIGTERM, then)


class Sigterm:
    """What waits for it; one that comes earlier is not lost."""

    def __init__(self) -> None:
        self._heard: SimpleQueue[int] = SimpleQueue()  # a handler may put into it at any moment
        on_sigterm(lambda number, _frame: self._heard.put(number))

    def wait(self) -> None:
        """Returns when Ctrl-C was pressed, too."""
        try:
            self._heard.get()
        except KeyboardInterrupt:
            return


def end_in_time(ending: Ending, margin: float = MARGIN_SECONDS) -> None:
    """Ends the process when its time is over, whatever it still waits for: a call that hangs in a
    thread would be waited for without an end. Who is waited for no longer is served as after a
    crash: by the outbox, or by pressing again."""

    def end() -> None:
        log.warning("stopped_by_force")
        os._exit(1)

    timer = threading.Timer(ending.left + margin, end)
    timer.daemon = True
    timer.start()
