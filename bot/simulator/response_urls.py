"""Response URLs: five uses in thirty minutes."""

from dataclasses import dataclass

from bot.simulator.ids import Clock, Ids
from bot.simulator.wire import SlackError

USES = 5
LIFETIME = 30 * 60.0
"""Seconds."""


@dataclass
class ResponseURL:
    """Where an answer goes, and on whose behalf."""

    channel: str
    user: str
    issued: float
    message_ts: str | None = None  # the message whose button was pressed
    thread_ts: str | None = None
    uses: int = 0


class ResponseURLs:
    """Issues response URLs and counts their uses."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._issued: dict[str, ResponseURL] = {}

    def issue(
        self, channel: str, user: str, message_ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        """A new id, which follows `/response/`."""
        identifier = self._ids.secret()
        issued = ResponseURL(channel, user, self._clock(), message_ts, thread_ts)
        self._issued[identifier] = issued
        return identifier

    def use(self, identifier: str) -> ResponseURL:
        """Counts a use. Raises `invalid_url`, `expired_url`, `used_url`."""
        found = self._issued.get(identifier)
        if found is None:
            raise SlackError("invalid_url")
        if self._clock() - found.issued > LIFETIME:
            raise SlackError("expired_url")
        if found.uses >= USES:
            raise SlackError("used_url")
        found.uses += 1
        return found
