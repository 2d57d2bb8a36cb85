"""Slack's rate limits: about one message a second in a channel, and each method by its tier.

Slack counts by method and workspace, and says how long to wait; how large a burst it bears, it does
not say. Here a minute's calls may come at once, and five messages in a channel. It says that all
messages of a workspace have a limit together, but not which: here it is five a second, and a
hundred of them at once.
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
    """`posts` is for each channel by itself, `all_posts` for those of a workspace together, `tiers`
    for methods, `others` for all that are in none of them."""

    posts: Tier = Tier(60, 5)
    all_posts: Tier = Tier(300, 100)
    tiers: Mapping[str, Tier] = field(default_factory=lambda: _TIERS)
    others: Tier = TIER_4

    def on(self, method: str, channel: str) -> Mapping[tuple[str, str], Tier]:
        """All that a call must be within, each by what is counted together."""
        if method == POSTING:
            return {(method, channel): self.posts, (method, ""): self.all_posts}
        return {(method, ""): self.tiers.get(method, self.others)}


SLACK = Limits()
"""Slack's own."""


class Rates:
    """Buckets of the calls that are still welcome at once; none without `limits`."""

    def __init__(self, clock: Clock, limits: Limits | None = SLACK) -> None:
        self._clock, self._limits = clock, limits
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def seconds_to_wait(self, method: str, channel: str) -> int:
        """0 and the call counts, or whole seconds until the next one is welcome."""
        if self._limits is None or method in _FREE:
            return 0
        now, tiers = self._clock(), self._limits.on(method, channel)
        left = {key: self._left(key, tier, now) for key, tier in tiers.items()}
        waits = [int((1 - left[key]) / t.a_second) + 1 for key, t in tiers.items() if left[key] < 1]
        taken = 0 if waits else 1
        self._buckets.update({key: (each - taken, now) for key, each in left.items()})
        return max(waits, default=0)

    def _left(self, key: tuple[str, str], tier: Tier, now: float) -> float:
        left, since = self._buckets.get(key, (float(tier.burst), now))
        return min(float(tier.burst), left + (now - since) * tier.a_second)

    def clear(self) -> None:
        """Every bucket is full again."""
        self._buckets.clear()
