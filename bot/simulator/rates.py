"""Slack's rate limits, for those who want to feel them: off unless a simulator is told so."""

from collections.abc import Mapping

from bot.simulator.ids import Clock

POSTS_A_SECOND = 1.0
BURST = 5
TIERS: Mapping[str, int] = {
    "users.list": 20,
    "usergroups.list": 20,
    "conversations.list": 20,
    "chat.update": 50,
    "chat.unfurl": 50,
    "conversations.info": 50,
}
"""Calls a minute, by method."""
OTHERS = 100


class Rates:
    """A bucket for each method, and for posting one for each channel."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def seconds_to_wait(self, method: str, channel: str) -> int:
        """0 and the call counts, or whole seconds until the next one is welcome."""
        posting = method == "chat.postMessage"
        most = BURST if posting else TIERS.get(method, OTHERS)
        refill = POSTS_A_SECOND if posting else most / 60
        key = (method, channel if posting else "")
        now = self._clock()
        left, since = self._buckets.get(key, (float(most), now))
        left = min(float(most), left + (now - since) * refill)
        if left < 1:
            self._buckets[key] = (left, now)
            return int((1 - left) / refill) + 1
        self._buckets[key] = (left - 1, now)
        return 0

    def clear(self) -> None:
        """Every bucket is full again."""
        self._buckets.clear()
