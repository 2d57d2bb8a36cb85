"""Acting as a person."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.routing import Route

from bot.simulator.control.answers import Body, read, route
from bot.simulator.local_slack import LocalSlack
from bot.simulator.people.accounts import set_account
from bot.simulator.people.channels import set_channel
from bot.simulator.people.choices import ask_options
from bot.simulator.people.clicks import type_text, use_element
from bot.simulator.people.commands import run_command
from bot.simulator.people.composer import write_message
from bot.simulator.people.groups import set_group
from bot.simulator.people.home import open_home
from bot.simulator.people.membership import set_membership
from bot.simulator.people.modals import close, submit
from bot.simulator.people.places import Pointer
from bot.simulator.people.shortcuts import use_shortcut
from bot.simulator.people.uploads import share_file
from bot.simulator.wire import Json


class ByPerson(Body):
    """What somebody does who is signed in."""

    user: str


class Writing(ByPerson):
    """A command or a message."""

    channel: str
    text: str
    thread_ts: str | None = None


class Sharing(ByPerson):
    """A file, its bytes in base64."""

    channel: str
    name: str
    content: str
    text: str = ""
    thread_ts: str | None = None


class Pointing(ByPerson):
    action_id: str
    block_id: str | None = None
    view_id: str | None = None
    channel: str | None = None
    ts: str | None = None

    def pointer(self) -> Pointer:
        return Pointer(**self.model_dump(include=set(Pointing.model_fields)))


class Using(Pointing):
    value: Any = None


class Typing(Pointing):
    text: str


class Asking(Pointing):
    """Typed letter by letter, each is a question of its own, as far as the menu asks for one."""

    query: str = ""
    keystrokes: bool = False


class Submitting(ByPerson):
    view_id: str


class Closing(Submitting):
    clear: bool = False


class Shortcutting(ByPerson):
    callback_id: str
    channel: str | None = None
    ts: str | None = None


class Account(Body):
    """What is left out stays as it is; a `silent` change sends no event."""

    user: str
    real_name: str | None = None
    address: str | None = None
    tz: str | None = None
    team_id: str | None = None
    is_admin: bool | None = None
    is_restricted: bool | None = None
    is_ultra_restricted: bool | None = None
    deleted: bool | None = None
    session_lasts: bool | None = None
    silent: bool = False

    def changes(self) -> Json:
        return self.model_dump(exclude={"user", "silent"}, exclude_none=True)


class Group(Body):
    """What is left out stays as it is; a `silent` change sends no event."""

    group: str
    handle: str | None = None
    name: str | None = None
    users: tuple[str, ...] | None = None
    deleted: bool | None = None
    silent: bool = False

    def changes(self) -> Json:
        said = self.model_dump(exclude={"group", "silent"}, exclude_none=True)
        return {**said, "users": self.users} if self.users is not None else said


class ChannelChange(Body):
    """What is left out stays as it is."""

    channel: str
    name: str | None = None
    members: list[str] | None = None
    is_private: bool | None = None
    is_mpim: bool | None = None
    is_archived: bool | None = None
    shared_with: str | None = None
    new_id: str | None = None
    deleted: bool = False

    def changes(self) -> Json:
        return self.model_dump(exclude={"channel", "new_id", "deleted"}, exclude_none=True)


class Membership(Body):
    channel: str
    user: str
    member: bool


B = TypeVar("B", bound=Body)


def acting(slack: LocalSlack) -> list[Route]:
    """The calls under "Acting as a person" in the README."""

    def post(path: str, kind: type[B], act: Callable[[B], Awaitable[Json]]) -> Route:
        async def endpoint(request: Request) -> Json:
            body = await read(request, kind)
            if isinstance(body, ByPerson):
                slack.workspace.let_in(body.user)
            return await act(body)

        return route("POST", path, endpoint)

    return [
        post(
            "/command",
            Writing,
            lambda b: run_command(slack, b.user, b.channel, b.text, b.thread_ts),
        ),
        post(
            "/message",
            Writing,
            lambda b: write_message(slack, b.user, b.channel, b.text, b.thread_ts),
        ),
        post("/file", Sharing, lambda b: share_file(slack, *b.model_dump().values())),
        post("/action", Using, lambda b: use_element(slack, b.pointer(), b.value)),
        post("/type", Typing, lambda b: type_text(slack, b.pointer(), b.text)),
        post("/options", Asking, lambda b: ask_options(slack, b.pointer(), b.query, b.keystrokes)),
        post("/submit", Submitting, lambda b: submit(slack, b.user, b.view_id)),
        post("/close", Closing, lambda b: close(slack, b.user, b.view_id, b.clear)),
        post(
            "/shortcut",
            Shortcutting,
            lambda b: use_shortcut(slack, b.user, b.callback_id, b.channel, b.ts),
        ),
        post(
            "/account", Account, lambda b: set_account(slack, b.user, b.changes(), silent=b.silent)
        ),
        post(
            "/usergroup",
            Group,
            lambda b: set_group(slack, b.group, b.changes(), silent=b.silent),
        ),
        post(
            "/channel",
            ChannelChange,
            lambda b: set_channel(slack, b.channel, b.changes(), b.new_id, b.deleted),
        ),
        post("/home", ByPerson, lambda b: open_home(slack, b.user)),
        post(
            "/membership", Membership, lambda b: set_membership(slack, b.channel, b.user, b.member)
        ),
    ]
