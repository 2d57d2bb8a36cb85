"""Slack's rate limits: about one message a second in a channel, and each method by its tier.

Slack counts by method and workspace, and says how long to wait; how large a burst it bears, it does
not say. Here a minute's calls may come at once, and five messages in a channel. Its limit on all
messages of a workspace together is not documented, and not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.simulator.ids import Clock

POSTING = "chat.postMessage"


@dataclass(frozen=True)
class Tier:
    """Calls a minute, and how many of them may come at once."""

    a_minute: float
    burst: int

    @property
    def a_second(self) -> float:
        return self.a_minute / 60


TIER_1, TIER_2, TIER_3, TIER_4 = Tier(1, 20), Tier(20, 20), Tier(50, 50), Tier(100, 100)
"""As Slack's page about rate limits has them. Of tier 1 an app opens up to ten connections at once,
and new ones before the old end."""
_SPECIAL = Tier(600, 600)
_TIERS: Mapping[str, Tier] = {
    "apps.connections.open": TIER_1,
    **dict.fromkeys(
        ("users.list", "usergroups.list", "usergroups.users.list", "conversations.list"), TIER_2
    ),
    **dict.fromkeys(
        (
            *("chat.update", "chat.unfurl", "chat.delete", "conversations.info"),
            *("conversations.history", "conversations.replies", "conversations.open"),
            *("users.conversations", "users.lookupByEmail", "team.info", "bots.info"),
            "files.delete",
        ),
        TIER_3,
    ),
    **dict.fromkeys(("auth.test", "api.test", "chat.getPermalink"), _SPECIAL),
}
_FREE = frozenset({"upload", "response_url"})


@dataclass(frozen=True)
class Limits:
    """`posts` is for each channel by itself, `tiers` for methods, `others` for all that are in
    none of them."""

    posts: Tier = Tier(60, 5)
    tiers: Mapping[str, Tier] = field(default_factory=lambda: _TIERS)
    others: Tier = TIER_4

    def of(self, method: str) -> Tier:
        return self.posts if method == POSTING else self.tiers.get(method, self.others)


SLACK = Limits()
"""Slack's own."""


class Rates:
    """A bucket for each method, and for posting one for each channel; none without `limits`."""

    def __init__(self, clock: Clock, limits: Limits | None = SLACK) -> None:
        self._clock, self._limits = clock, limits
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def seconds_to_wait(self, method: str, channel: str) -> int:
        """0 and the call counts, or whole seconds until the next one is welcome."""
        if self._limits is None or method in _FREE:
            return 0
        tier = self._limits.of(method)
        key = (method, channel if method == POSTING else "")
        now = self._clock()
        left, since = self._buckets.get(key, (float(tier.burst), now))
        left = min(float(tier.burst), left + (now - since) * tier.a_second)
        if left < 1:
            self._buckets[key] = (left, now)
            return int((1 - left) / tier.a_second) + 1
        self._buckets[key] = (left - 1, now)
        return 0

    def clear(self) -> None:
        """Every bucket is full again."""
        self._buckets.clear()
