"""The messages of every conversation, and who sees which."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.simulator.wire import Json


@dataclass
class Posted:
    """A message as Slack's object; `only_for` names the one person who sees it, if ephemeral."""

    channel: str
    body: Json
    only_for: str | None = None

    @property
    def ts(self) -> str:
        return str(self.body["ts"])

    @property
    def thread_ts(self) -> str | None:
        return self.body.get("thread_ts")

    @property
    def is_reply(self) -> bool:
        return self.thread_ts not in (None, self.ts)

    @property
    def is_top_level(self) -> bool:
        return not self.is_reply or self.body.get("subtype") == "thread_broadcast"

    def seen_by(self, user: str | None) -> bool:
        return self.only_for is None or self.only_for == user


class Messages:
    """Oldest first, by channel."""

    def __init__(self) -> None:
        self._by_channel: dict[str, list[Posted]] = defaultdict(list)

    def add(self, posted: Posted) -> None:
        self._by_channel[posted.channel].append(posted)

    def remove(self, posted: Posted) -> None:
        self._by_channel[posted.channel].remove(posted)

    def move(self, old: str, new: str) -> None:
        """The channel has another id from now on."""
        moved = self._by_channel.pop(old, [])
        for posted in moved:
            posted.channel = new
        self._by_channel[new].extend(moved)

    def find(self, channel: str, ts: object) -> Posted | None:
        return next((each for each in self._by_channel[channel] if each.ts == ts), None)

    def replies(self, channel: str, ts: str) -> list[Posted]:
        """Replies in a thread, without ephemeral ones."""
        return [
            each
            for each in self._by_channel[channel]
            if each.is_reply and each.thread_ts == ts and each.only_for is None
        ]

    def top_level(self, channel: str, user: str | None) -> list[Json]:
        """What this person sees in the channel itself: broadcast replies too."""
        seen = (each for each in self._by_channel[channel] if each.seen_by(user))
        return [self.shown(each) for each in seen if each.is_top_level]

    def thread(self, channel: str, ts: str, user: str | None) -> list[Json]:
        """The parent and the replies that this person sees."""
        return [self.shown(each) for each in self._thread(channel, ts) if each.seen_by(user)]

    def shown(self, posted: Posted) -> Json:
        """Slack's message object with what its thread adds to it."""
        body = {**posted.body, "ephemeral": posted.only_for is not None}
        replies = [] if posted.is_reply else self.replies(posted.channel, posted.ts)
        if replies:
            users = list(dict.fromkeys(each.body["user"] for each in replies))
            body["thread_ts"] = posted.ts
            body |= {"reply_users": users, "reply_users_count": len(users)}
            body |= {"reply_count": len(replies), "latest_reply": replies[-1].ts}
        return body

    def _thread(self, channel: str, ts: str) -> Iterator[Posted]:
        for each in self._by_channel[channel]:
            if each.ts == ts or (each.is_reply and each.thread_ts == ts):
                yield each
