"""What a Web API method is given, and what it promises."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator.local_slack import LocalSlack
from bot.simulator.seed import Channel
from bot.simulator.wire import Json, SlackError
from bot.simulator.workspace import Workspace


@dataclass(frozen=True)
class Call:
    """One call by the app, its token already checked."""

    slack: LocalSlack
    args: Json

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    def required(self, *names: str) -> None:
        """Raises `invalid_arguments` naming each argument that is missing."""
        missing = [name for name in names if self.args.get(name) in (None, "")]
        if missing:
            raise SlackError("invalid_arguments", [f"missing required field: {n}" for n in missing])

    def needs(self, scope: str) -> None:
        """Raises `missing_scope` unless the manifest asks for this scope."""
        provided = self.slack.manifest.scopes
        if scope not in provided:
            raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(provided)))

    def json_list(self, name: str) -> list[Json]:
        """A list of objects given as JSON text or as itself. Raises `invalid_arguments`."""
        value = self.args.get(name)
        try:
            value = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            value = None
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise SlackError("invalid_arguments", [f"must provide an array [json-pointer:/{name}]"])
        return value

    def channel(self, name: str = "channel") -> Channel:
        """The conversation named by id that the bot can see. Raises `channel_not_found`."""
        self.required(name)
        channel = self.workspace.channels.get(str(self.args[name]))
        hidden = channel and channel.is_private and self.workspace.bot.id not in channel.members
        if channel is None or hidden:
            raise SlackError("channel_not_found")
        return channel

    def joined_channel(self, name: str = "channel") -> Channel:
        """A conversation that the bot can write to. Raises `not_in_channel`, `is_archived` too."""
        channel = self.channel(name)
        if self.workspace.bot.id not in channel.members:
            raise SlackError("not_in_channel")
        if channel.is_archived:
            raise SlackError("is_archived")
        return channel


Handler = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    """`scope` is what the token needs; `app_token` marks methods that take the app's token."""

    handler: Handler
    scope: str | None = None
    app_token: bool = False
