"""Sharing a file in a channel, and choosing one in a form."""

import base64
import binascii
from pathlib import PurePosixPath
from typing import Any

from bot.simulator.files import File
from bot.simulator.local_slack import LocalSlack
from bot.simulator.seed import Channel
from bot.simulator.wire import Json, Refusal


async def share_file(
    slack: LocalSlack,
    user_id: str,
    channel_id: str,
    name: str,
    content: str,
    text: str = "",
    thread_ts: str | None = None,
) -> Json:
    """Posts a file as a person, `content` being its bytes in base64, and tells the app of it where
    it subscribed; `{ok, ts, file_id}`."""
    workspace = slack.workspace
    channel = workspace.channel_for(user_id, channel_id)
    file = _file(slack, user_id, name, content)
    parent = workspace.messages.find(channel.id, thread_ts) if thread_ts else None
    if thread_ts and (parent is None or parent.is_reply):
        raise Refusal("thread_not_found", f"There is no thread {thread_ts}.", 404)
    body: Json = {"user": user_id, "text": text, "upload": True}
    if parent:
        body |= {"thread_ts": parent.ts, "parent_user_id": parent.body["user"]}
    posted = workspace.post(channel.id, body)
    share = {"ts": posted.ts, "channel_name": channel.name, "team_id": slack.seed.team.id}
    if posted.thread_ts:
        share["thread_ts"] = posted.thread_ts
    file.shares[channel.id] = [share]
    workspace.files.add(file)
    posted.body["files"] = [file.as_json(slack.base_url)]
    workspace.changes.tell("files", file.id)
    workspace.changes.tell("channel", channel.id)
    await _tell(slack, channel, file)
    return {"ok": True, "ts": posted.ts, "file_id": file.id}


def chosen_files(slack: LocalSlack, user_id: str, element: Json, value: Any) -> list[Json]:
    """Slack's objects of what a person chose in a `file_input`: `[{name, content}]`, the bytes in
    base64. Raises Refusal for what the element would not let them choose."""
    chosen = value if isinstance(value, list) else []
    if len(chosen) > element.get("max_files", 10):
        raise Refusal("too_many_files", f"At most {element.get('max_files', 10)} files.")
    taken = element.get("filetypes")
    made = []
    for each in chosen:
        name = str(each.get("name", ""))
        if taken and PurePosixPath(name).suffix.lower().lstrip(".") not in taken:
            raise Refusal("wrong_file_type", f"{name} is not one of {', '.join(taken)}.")
        file = _file(slack, user_id, name, str(each.get("content", "")))
        slack.workspace.files.add(file)
        made.append(file.as_json(slack.base_url))
    return made


def _file(slack: LocalSlack, user_id: str, name: str, content: str) -> File:
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("bad_content", "The file's content is not in base64.") from None
    if not name.strip() or not data:
        raise Refusal("no_file", "A file has a name and at least one byte.")
    workspace = slack.workspace
    file_id, now = workspace.ids.next("F0"), int(workspace.clock())
    return File(file_id, name, len(data), user_id, now, name, content=data, completed=True)


async def _tell(slack: LocalSlack, channel: Channel, file: File) -> None:
    """Only with the scope, and of places in which the bot is."""
    is_there = slack.workspace.bot.id in channel.members
    if not is_there or "files:read" not in slack.manifest.scopes:
        return
    await slack.send_event(
        {
            "type": "file_shared",
            "channel_id": channel.id,
            "file_id": file.id,
            "user_id": file.user,
            "file": {"id": file.id},
            "event_ts": slack.workspace.ids.ts(),
        }
    )
