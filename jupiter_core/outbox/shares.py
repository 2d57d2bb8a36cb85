"""How many of one workspace's messages are on their way at a time: where one is slow, a thread is
left for the others."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Shares:
    """Of one process and one destination; at most `most` a workspace."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def of(self, workspace_id: str) -> Iterator[None]:
        """While one of its messages is sent."""
        with self._lock:
            self._under_way[workspace_id] += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way[workspace_id] -= 1

    def taken_up(self) -> tuple[str, ...]:
        """The workspaces of which no further message is to be taken now."""
        with self._lock:
            return tuple(sorted(k for k, n in self._under_way.items() if n >= self._most))
