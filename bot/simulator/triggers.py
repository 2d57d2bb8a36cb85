"""Trigger ids: three seconds, one use."""

from dataclasses import dataclass
from secrets import token_hex

from bot.simulator.ids import Clock
from bot.simulator.wire import SlackError

LIFETIME = 3.0
"""Seconds between handing out a trigger and the last moment it opens a view."""


@dataclass
class Trigger:
    """Who it was issued to, when, and where."""

    user: str
    issued: float
    view_id: str | None = None  # the modal it was issued in
    channel: str | None = None  # the conversation it was issued in
    used: bool = False


class Triggers:
    """Issues trigger ids and uses them up."""

    def __init__(self, clock: Clock, lifetime: float = LIFETIME) -> None:
        self._clock, self._lifetime = clock, lifetime
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str | None = None, channel: str | None = None) -> str:
        """A new trigger id for something that this person just did."""
        now = self._clock()
        number = len(self._issued) + 1
        trigger_id = f"{number}.{int(now)}.{token_hex(16)}"
        self._issued[trigger_id] = Trigger(user, now, view_id, channel)
        return trigger_id

    def exchange(self, trigger_id: object) -> Trigger:
        """Uses a trigger up. Raises Slack's `invalid_`, `exchanged_` or `expired_trigger_id`."""
        trigger = self._issued.get(trigger_id) if isinstance(trigger_id, str) else None
        if trigger is None:
            raise SlackError("invalid_trigger_id", ["invalid `trigger_id`"])
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock() - trigger.issued > self._lifetime:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger
