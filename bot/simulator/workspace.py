"""The workspace's state: people, conversations, messages, views, files."""

from collections import deque

from bot.simulator.changes import Changes
from bot.simulator.files import Files
from bot.simulator.ids import Clock, Ids
from bot.simulator.manifest import AppManifest
from bot.simulator.messages import Messages, Posted
from bot.simulator.response_urls import ResponseURLs
from bot.simulator.seed import Channel, Seed, User
from bot.simulator.triggers import LIFETIME, Triggers
from bot.simulator.views import Views
from bot.simulator.wire import Json, Refusal


class Workspace:
    """All that a reset forgets. Used from the event loop only."""

    def __init__(
        self,
        seed: Seed,
        manifest: AppManifest,
        clock: Clock,
        ids: Ids,
        changes: Changes,
        trigger_seconds: float = LIFETIME,
    ) -> None:
        bot = User(seed.bot_user_id, manifest.bot_name, manifest.name, is_bot=True, color="4a154b")
        self.seed, self.ids, self.clock, self.changes = seed, ids, clock, changes
        self.users = {user.id: user for user in (*seed.people, bot)}
        self.groups = {group.id: group for group in seed.groups}
        self.channels = {channel.id: channel.copy() for channel in seed.channels}
        self.messages, self.files, self.views = Messages(), Files(), Views(ids)
        self.triggers = Triggers(clock, trigger_seconds)
        self.response_urls = ResponseURLs(clock, ids)
        self.unfurls: dict[str, tuple[str, str]] = {}  # unfurl_id -> channel, ts
        self._message_states: dict[tuple[str, str], Json] = {}
        self.late_shares: deque[int] = deque()  # after how many looks the next files are shared
        self.unknown_blocks: frozenset[str] = frozenset()
        self.offered: dict[tuple[str, str, str], list[Json]] = {}  # ts, block, action -> options

    @property
    def bot(self) -> User:
        return self.users[self.seed.bot_user_id]

    def person(self, user_id: str) -> User:
        """A person of this workspace. Raises Refusal `user_not_found`."""
        user = self.users.get(user_id)
        if user is None or user.is_bot:
            raise Refusal("user_not_found", f"Nobody here has the id {user_id!r}.", 404)
        return user

    def let_in(self, user_id: str) -> None:
        """Raises Refusal `account_inactive` for somebody who is deactivated, and
        `user_not_found`."""
        user = self.person(user_id)
        if user.deleted and not user.session_lasts:
            raise Refusal(
                "account_inactive", f"{user.real_name} is deactivated, and not let in.", 403
            )

    def channel_for(self, user_id: str, channel_id: str) -> Channel:
        """A conversation that this person is in. Raises `channel_not_found`, `not_in_channel`."""
        self.person(user_id)
        channel = self.channels.get(channel_id)
        if channel is None:
            raise Refusal("channel_not_found", f"There is no conversation {channel_id!r}.", 404)
        if user_id not in channel.members:
            raise Refusal(
                "not_in_channel", f"{user_id} is not in {channel.name or channel.id}.", 403
            )
        return channel

    def names(self) -> tuple[dict[str, str], dict[str, str]]:
        """Ids of people and of channels, by name."""
        people = {user.name: user.id for user in self.users.values()}
        return people, {each.name: each.id for each in self.channels.values() if not each.is_im}

    def message_state(self, ts: str, user_id: str) -> Json:
        """What one person set in a message's fields, as in `state.values`."""
        return self._message_states.setdefault((ts, user_id), {})

    def direct_messages(self, user_id: str) -> Channel:
        """The conversation between a person and the app, made when first needed."""
        for channel in self.channels.values():
            if channel.user == user_id:
                return channel
        name = self.users[user_id].name
        members = {user_id, self.bot.id}
        channel = Channel(self.ids.next("D0"), name, members, is_private=True, user=user_id)
        self.channels[channel.id] = channel
        self.changes.tell("workspace", channel.id)
        return channel

    def group_messages(self, people: set[str]) -> Channel:
        """The conversation between some people and the app, made when first needed."""
        members = people | {self.bot.id}
        for channel in self.channels.values():
            if channel.is_mpim and channel.members == members:
                return channel
        names = "--".join(self.users[each].name for each in sorted(members))
        channel = Channel(
            self.ids.next("G0"), f"mpdm-{names}-1", members, is_private=True, is_mpim=True
        )
        self.channels[channel.id] = channel
        self.changes.tell("workspace", channel.id)
        return channel

    def post(self, channel: str, body: Json, only_for: str | None = None) -> Posted:
        """Adds a message, with its `type` and a new `ts`."""
        body = {"type": "message", "ts": self.ids.ts(), "team": self.seed.team.id, **body}
        posted = Posted(channel, body, only_for)
        self.messages.add(posted)
        self.changes.tell("channel", channel)
        return posted

    def post_from_app(self, channel: str, body: Json, only_for: str | None = None) -> Posted:
        """Adds a message by the app's bot user."""
        app = {
            "user": self.bot.id,
            "bot_id": self.seed.bot_id,
            "app_id": self.seed.app_id,
            "bot_profile": {"id": self.seed.bot_id, "name": self.bot.name},
        }
        return self.post(channel, {**app, **body}, only_for)

    def changed(self, posted: Posted) -> None:
        self.changes.tell("channel", posted.channel)

    def remove(self, posted: Posted) -> None:
        self.messages.remove(posted)
        self.changed(posted)
