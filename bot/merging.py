"""The index of words is merged by a timer, a little at a time, while nobody waits."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from jupiter_core.ports import WordMerging

REST_SECONDS = 0.25
"""From one step to the next: many times as long as one takes, so that few writers meet one."""


@dataclass(frozen=True)
class Merging:
    """Before each step it gives way to what somebody waits for."""

    words: WordMerging
    give_way: Callable[[], None]
    rest_seconds: float = REST_SECONDS

    def run(self, stopping: threading.Event) -> int:
        """Until nothing is left to merge, or the process is to stop; in how many steps."""
        steps = 0
        while not stopping.wait(self.rest_seconds if steps else 0):
            self.give_way()
            if not self.words.step():
                break
            steps += 1
        return steps
