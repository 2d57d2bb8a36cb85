"""chat.*: posting, changing and removing messages."""

from collections.abc import Mapping

from bot.simulator.api.calls import Call, Method
from bot.simulator.content import (
    LONGEST_TEXT,
    LONGEST_UPDATE,
    flag,
    message_content,
    require_something,
)
from bot.simulator.messages import Posted
from bot.simulator.seed import Channel
from bot.simulator.wire import Json, SlackError


def _destination(call: Call) -> Channel:
    """A channel by id or name, or a person, whose direct messages it opens."""
    call.required("channel")
    wanted = str(call.args["channel"])
    named = [
        each.id for each in call.workspace.channels.values() if each.name == wanted.lstrip("#")
    ]
    if wanted in call.workspace.users:
        if call.workspace.users[wanted].is_bot:
            raise SlackError("cannot_dm_bot")
        if not call.slack.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")
        return call.workspace.direct_messages(wanted)
    public = "chat:write.public" in call.slack.manifest.scopes
    by_id = Call(call.slack, {"channel": named[0] if named else wanted})
    return by_id.channel() if public else by_id.joined_channel()


def _check_thread(call: Call, channel: Channel) -> Json:
    """The `thread_ts` of a reply. Raises `thread_not_found`, `cannot_reply_to_message`."""
    thread_ts = call.args.get("thread_ts")
    if not thread_ts:
        return {}
    parent = call.workspace.messages.find(channel.id, str(thread_ts))
    if parent is None or parent.only_for:
        raise SlackError("thread_not_found")
    if parent.is_reply:
        raise SlackError("cannot_reply_to_message")
    return {"thread_ts": parent.ts, "parent_user_id": parent.body["user"]}


def post_message(call: Call) -> Json:
    """Posts to a channel by id or name, or to a person; with `thread_ts` a reply."""
    channel = _destination(call)
    content = _content(call)
    require_something(content)
    thread = _check_thread(call, channel)
    if thread and flag(call.args.get("reply_broadcast")):
        thread["subtype"] = "thread_broadcast"
    posted = call.workspace.post_from_app(channel.id, {"text": "", **content, **thread})
    return {"ok": True, "channel": channel.id, "ts": posted.ts, "message": dict(posted.body)}


def post_ephemeral(call: Call) -> Json:
    """Shows a message to one member of a channel."""
    call.required("user")
    channel, user = call.joined_channel(), str(call.args["user"])
    content = _content(call)
    require_something(content)
    if user not in channel.members or user == call.workspace.bot.id:
        raise SlackError("user_not_in_channel")
    thread = _check_thread(call, channel)
    body = {"text": "", **content, **thread}
    posted = call.workspace.post_from_app(channel.id, body, only_for=user)
    return {"ok": True, "message_ts": posted.ts}


def _own_message(call: Call, refusal: str) -> Posted:
    call.required("ts")
    channel = call.channel()
    if channel.is_archived:
        raise SlackError("is_inactive")
    posted = call.workspace.messages.find(channel.id, str(call.args["ts"]))
    if posted is None or posted.only_for:
        raise SlackError("message_not_found")
    if posted.body["user"] != call.workspace.bot.id:
        raise SlackError(refusal)
    return posted


def update(call: Call) -> Json:
    """Changes a message of the bot; what is not given stays as it was."""
    posted = _own_message(call, "cant_update_message")
    content = _content(call, LONGEST_UPDATE)
    require_something({**posted.body, **content} if content else {})
    body = {**posted.body, **content}
    if flag(call.args.get("reply_broadcast")) and posted.is_reply:
        body["subtype"] = "thread_broadcast"
    body["edited"] = {"user": call.workspace.bot.id, "ts": call.workspace.ids.ts()}
    posted.body = {name: value for name, value in body.items() if (name, value) != ("metadata", {})}
    call.workspace.changed(posted)
    return {
        "ok": True,
        "channel": posted.channel,
        "ts": posted.ts,
        "text": posted.body.get("text", ""),
        "message": dict(posted.body),
    }


def delete(call: Call) -> Json:
    """Removes a message of the bot."""
    posted = _own_message(call, "cant_delete_message")
    call.workspace.remove(posted)
    return {"ok": True, "channel": posted.channel, "ts": posted.ts}


def get_permalink(call: Call) -> Json:
    """An address that leads to the message in the page."""
    call.required("message_ts")
    channel = call.channel()
    posted = call.workspace.messages.find(channel.id, str(call.args["message_ts"]))
    if posted is None:
        raise SlackError("message_not_found")
    address = f"{call.slack.base_url}/archives/{channel.id}/p{posted.ts.replace('.', '')}"
    if posted.is_reply:
        address += f"?thread_ts={posted.thread_ts}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": address}


def _content(call: Call, longest: int = LONGEST_TEXT) -> Json:
    workspace = call.workspace
    return message_content(call.args, workspace.ids, longest, unknown=workspace.unknown_blocks)


METHODS: Mapping[str, Method] = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.getPermalink": Method(get_permalink),
}
