"""The index of words is merged by a timer, a little at a time, while nobody waits; and by whoever
erases, until nothing is left of that."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from jupiter_core.ports import StoreBusy, WordMerging

REST_SECONDS = 0.25
"""From one step to the next: many times as long as one takes, so that few writers meet one."""
SHORT_REST_SECONDS = 0.05
"""Where somebody waits for the last one."""
TRIES = 200
"""In a row that nothing came of: others read or write for many seconds."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Merging:
    """Before each step it gives way to what somebody waits for."""

    words: WordMerging
    give_way: Callable[[], None]
    rest_seconds: float = REST_SECONDS

    def run(self, stopping: threading.Event) -> int:
        """Until nothing is left to merge, or the process is to stop; in how many steps."""
        steps, is_forgetting = 0, self.words.is_forgetting()
        while not stopping.wait(self.rest_seconds if steps else 0):
            self.give_way()
            if not self.words.step():
                break
            steps += 1
        if is_forgetting and not self.words.is_forgetting():
            _log.info("erased_words_forgotten", steps=steps)
        return steps


def forget_erased(
    words: WordMerging, rest_seconds: float = SHORT_REST_SECONDS, tries: int = TRIES
) -> bool:
    """Whether nothing is left of what was erased: False where others stood in the way."""
    pause, left = threading.Event(), tries
    while words.is_forgetting():
        if not left:
            return False
        left = tries if _stepped(words) else left - 1
        pause.wait(rest_seconds)
    return True


def _stepped(words: WordMerging) -> bool:
    with suppress(StoreBusy):
        return words.step()
    return False
