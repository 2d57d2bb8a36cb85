"""When a whole workspace takes no more messages, and not only one channel.

Slack limits what is posted in a channel, and what is posted in a workspace; its answer is the same
for both. Several channels that are limited one after the other, with nothing sent between, mean
the workspace: then no other channel is tried before the time that Slack gave.
"""

from collections import defaultdict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from jupiter_core.ports import AtLimit, Message, Sender

CHANNELS = 3


class CrowdedSender:
    """A Sender around Slack's."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._limited: defaultdict[str, set[str]] = defaultdict(set)
        """Of each workspace, the lanes that were limited since something was sent there."""
        self._lock = Lock()

    def send(self, message: Message) -> Mapping[str, Any]:
        """Raises as the sender; AtLimit of the whole workspace, where it seems to be."""
        try:
            receipt = self._sender.send(message)
        except AtLimit as limit:
            if limit.whole or not self._is_crowded(message):
                raise
            raise AtLimit(str(limit), limit.after, whole=True) from limit
        with self._lock:
            self._limited.pop(message.workspace_id, None)
        return receipt

    def _is_crowded(self, message: Message) -> bool:
        with self._lock:
            limited = self._limited[message.workspace_id]
            limited.add(message.lane)
            return len(limited) >= CHANNELS
