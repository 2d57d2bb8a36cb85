"""By a timer and a little at a time, so that nobody waits: the index of words is merged, and what
an erasure left to be forgotten is. Whoever erases does that too, until nothing is left of it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from jupiter_core.ports import Forgetting, StoreBusy

REST_SECONDS = 0.25
"""From one step to the next: many times as long as one takes, so that few writers meet one."""
SHORT_REST_SECONDS = 0.05
"""Where somebody waits for the last one."""
TRIES = 200
"""In a row that nothing came of: others read or write for many seconds."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Merging:
    """Before each step it gives way to what somebody waits for. When nothing is left of what was
    erased, it logs that this is `done`."""

    part: Forgetting
    give_way: Callable[[], None]
    rest_seconds: float = REST_SECONDS
    done: str = "erased_words_forgotten"

    def run(self, stopping: threading.Event) -> int:
        """Until nothing is left to do, or the process is to stop; in how many steps."""
        steps, is_forgetting = 0, self.part.is_forgetting()
        while not stopping.wait(self.rest_seconds if steps else 0):
            self.give_way()
            if not self.part.step():
                break
            steps += 1
        if is_forgetting and not self.part.is_forgetting():
            _log.info(self.done, steps=steps)
        return steps


def forget_erased(
    *parts: Forgetting, rest_seconds: float = SHORT_REST_SECONDS, tries: int = TRIES
) -> bool:
    """Whether nothing is left of what was erased, in any part: False where others stood in the way.
    What is erased meanwhile is part of it, and what comes before goes first."""
    pause, left = threading.Event(), tries
    while part := next((each for each in parts if each.is_forgetting()), None):
        if not left:
            return False
        left = tries if _stepped(part) else left - 1
        pause.wait(rest_seconds)
    return True


def _stepped(part: Forgetting) -> bool:
    with suppress(StoreBusy):
        return part.step()
    return False
