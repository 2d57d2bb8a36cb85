"""conversations.*: channels and direct messages, as far as the bot sees them."""

from collections.abc import Mapping

from bot.simulator.api.calls import Call, Method
from bot.simulator.api.pages import page_of
from bot.simulator.content import flag
from bot.simulator.messages import Messages
from bot.simulator.seed import Channel, User
from bot.simulator.wire import Json, SlackError

MOST_IN_GROUP = 8


def _read_scope(channel: Channel) -> str:
    if channel.is_im:
        return "im:read"
    if channel.is_mpim:
        return "mpim:read"
    return "groups:read" if channel.is_private else "channels:read"


def channel_json(call: Call, channel: Channel) -> Json:
    """Slack's conversation object."""
    shared = {
        "id": channel.id,
        "created": 1700000000,
        "is_im": channel.is_im,
        "is_archived": channel.is_archived,
        "is_private": channel.is_private,
    }
    if channel.is_im:
        return {**shared, "user": channel.user, "is_user_deleted": False}
    return {
        **shared,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_mpim": channel.is_mpim,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_general": channel.name == "general",
        "is_member": call.workspace.bot.id in channel.members,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def info(call: Call) -> Json:
    """One conversation; public ones even where the bot is not."""
    channel = call.channel()
    call.needs(_read_scope(channel))
    return {"ok": True, "channel": channel_json(call, channel)}


def members(call: Call) -> Json:
    """Who is in it, by id."""
    channel = call.channel()
    call.needs(_read_scope(channel))
    listed, following = page_of(call, sorted(channel.members), usual=100)
    return {"ok": True, "members": listed, "response_metadata": following}


def of_user(call: Call) -> Json:
    """The channels that a person is in; private ones only where the bot is too."""
    wanted = str(call.args.get("types") or "public_channel").split(",")
    user = str(call.args.get("user") or call.workspace.bot.id)
    listed = [
        channel_json(call, channel)
        for channel in call.workspace.channels.values()
        if _kind(channel) in wanted
        and user in channel.members
        and (not channel.is_private or call.workspace.bot.id in channel.members)
    ]
    for channel in wanted:
        call.needs("groups:read" if channel == "private_channel" else "channels:read")
    shown, following = page_of(call, listed, usual=100)
    return {"ok": True, "channels": shown, "response_metadata": following}


def list_conversations(call: Call) -> Json:
    """Conversations of the `types` asked for."""
    wanted = str(call.args.get("types") or "public_channel").split(",")
    scopes = {
        "public_channel": "channels:read",
        "private_channel": "groups:read",
        "im": "im:read",
        "mpim": "mpim:read",
    }
    for kind in wanted:
        call.needs(scopes.get(kind.strip(), "channels:read"))
    listed = [
        channel_json(call, channel)
        for channel in call.workspace.channels.values()
        if _kind(channel) in wanted
        and (not channel.is_private or call.workspace.bot.id in channel.members)
    ]
    shown, following = page_of(call, listed, usual=100)
    return {"ok": True, "channels": shown, "response_metadata": following}


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    if channel.is_mpim:
        return "mpim"
    return "private_channel" if channel.is_private else "public_channel"


def history(call: Call) -> Json:
    """Newest first. Slack limits this hard for most apps: build nothing on it."""
    messages = _readable(call).top_level(str(call.args["channel"]), None)
    return _page(call, [each for each in reversed(messages) if _is_wanted(call, each)])


def replies(call: Call) -> Json:
    """A thread, parent first."""
    call.required("ts")
    messages = _readable(call).thread(str(call.args["channel"]), str(call.args["ts"]), None)
    if not messages:
        raise SlackError("thread_not_found")
    parent, *others = messages
    return _page(call, [parent, *(each for each in others if _is_wanted(call, each))])


def _is_wanted(call: Call, message: Json) -> bool:
    """Later than `oldest`; that one itself only where it is to be `inclusive`."""
    oldest = float(call.args.get("oldest") or 0)
    at = float(message["ts"])
    return at > oldest or (at == oldest and flag(call.args.get("inclusive")))


def _page(call: Call, messages: list[Json]) -> Json:
    shown, following = page_of(call, messages, usual=100)
    more = bool(following["next_cursor"])
    return {
        "ok": True,
        "messages": [_read(call, each) for each in shown],
        "has_more": more,
        **({"response_metadata": following} if more else {}),
    }


def _readable(call: Call) -> Messages:
    channel = call.joined_channel()
    call.needs(_read_scope(channel).replace(":read", ":history"))
    return call.workspace.messages


def _read(call: Call, message: Json) -> Json:
    """Metadata is given to those who ask for it."""
    hidden = {"ephemeral"} | (
        set() if flag(call.args.get("include_all_metadata")) else {"metadata"}
    )
    return {name: value for name, value in message.items() if name not in hidden}


def open_conversation(call: Call) -> Json:
    """Direct messages with one person, or a group message with up to eight."""
    call.required("users")
    users = [_reachable(call, each.strip()) for each in str(call.args["users"]).split(",")]
    if len(users) > MOST_IN_GROUP:
        raise SlackError("too_many_users")
    if len(users) == 1:
        call.needs("im:write")
        channel = call.workspace.direct_messages(users[0].id)
    else:
        call.needs("mpim:write")
        channel = call.workspace.group_messages({each.id for each in users})
    whole = call.args.get("return_im")
    return {"ok": True, "channel": channel_json(call, channel) if whole else {"id": channel.id}}


def _reachable(call: Call, user_id: str) -> User:
    user = call.workspace.users.get(user_id)
    if user is None:
        raise SlackError("user_not_found")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    if user.deleted:
        raise SlackError("user_disabled")
    return user


METHODS: Mapping[str, Method] = {
    "conversations.info": Method(info),
    "conversations.history": Method(history),
    "users.conversations": Method(of_user),
    "conversations.replies": Method(replies),
    "conversations.members": Method(members),
    "conversations.list": Method(list_conversations),
    "conversations.open": Method(open_conversation),
}
