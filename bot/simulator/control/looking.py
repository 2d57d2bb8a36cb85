"""Reading the workspace."""

from starlette.requests import Request
from starlette.routing import Route

from bot.simulator.control.answers import query, route
from bot.simulator.local_slack import LocalSlack
from bot.simulator.people.home import home_of
from bot.simulator.people.modals import shown_stack
from bot.simulator.seed import Channel, User
from bot.simulator.wire import Json, Refusal


def looking(slack: LocalSlack) -> list[Route]:
    """The calls under "Looking" in the README, but for the stream."""

    async def workspace(_request: Request) -> Json:
        return _workspace(slack)

    async def messages(request: Request) -> Json:
        user, channel = _reader(slack, request)
        return {"messages": slack.workspace.messages.top_level(channel.id, user)}

    async def thread(request: Request) -> Json:
        user, channel = _reader(slack, request)
        shown = slack.workspace.messages.thread(channel.id, request.path_params["ts"], user)
        if not shown:
            raise Refusal("thread_not_found", "There is no such thread.", 404)
        return {"messages": shown}

    async def views(request: Request) -> Json:
        user = slack.workspace.person(query(request, "as"))
        return {"stack": shown_stack(slack, user.id), "home": home_of(slack, user.id)}

    async def files(_request: Request) -> Json:
        return {
            "files": [each.listed(slack.base_url) for each in slack.workspace.files.completed()]
        }

    async def log(request: Request) -> Json:
        after = request.query_params.get("after", "0")
        if not after.isdecimal():
            raise Refusal("invalid_parameter", "after is the number of a log entry.")
        return {"entries": [entry.as_json() for entry in slack.journal.after(int(after))]}

    return [
        route("GET", "/workspace", workspace),
        route("GET", "/channels/{channel}/messages", messages),
        route("GET", "/channels/{channel}/threads/{ts}", thread),
        route("GET", "/views", views),
        route("GET", "/files", files),
        route("GET", "/log", log),
    ]


def _reader(slack: LocalSlack, request: Request) -> tuple[str, Channel]:
    user = query(request, "as")
    return user, slack.workspace.channel_for(user, request.path_params["channel"])


def _workspace(slack: LocalSlack) -> Json:
    seed, manifest, state = slack.seed, slack.manifest, slack.workspace
    connected = slack.sockets.count > 0 if manifest.socket_mode else slack.request_url is not None
    app = {
        "id": seed.app_id,
        "name": manifest.name,
        "bot_user_id": seed.bot_user_id,
        "mode": "socket" if manifest.socket_mode else "http",
        "connected": connected and slack.installed,
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in manifest.commands
        ],
        "shortcuts": [dict(vars(shortcut)) for shortcut in manifest.shortcuts],
    }
    return {
        "team": dict(vars(seed.team)),
        "app": app,
        "users": [_user(user) for user in state.users.values()],
        "channels": [_channel(channel) for channel in state.channels.values()],
    }


def _user(user: User) -> Json:
    return dict(vars(user))


def _channel(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.is_private,
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "is_archived": channel.is_archived,
        "shared_with": channel.shared_with,
        "user": channel.user,
        "members": sorted(channel.members),
        "topic": channel.topic,
    }
