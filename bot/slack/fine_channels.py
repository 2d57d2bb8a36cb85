"""Channels of which Slack said within the last minute that there is nothing to say of them.

Many forms are opened in one channel, and a new one would say the same. Whoever submits one has the
channel looked at again.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

FRESH_FOR = timedelta(minutes=1)
_MOST = 20_000

Channel = tuple[str, str]
"""A team and a channel of it."""


class FineChannels:
    """Of all threads of a process."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._since: OrderedDict[Channel, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, channel: Channel) -> None:
        """Slack has just said so."""
        with self._lock:
            self._since.pop(channel, None)
            self._since[channel] = self._now()
            if len(self._since) > _MOST:
                self._since.popitem(last=False)

    def has(self, channel: Channel) -> bool:
        """Whether that was within the last minute."""
        with self._lock:
            since = self._since.get(channel)
        return since is not None and self._now() - since < FRESH_FOR
