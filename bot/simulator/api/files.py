"""files.*: announcing an upload, completing it, asking about it."""

from collections.abc import Mapping
from functools import partial

from bot.simulator.api.calls import Call, Method
from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.content import LONGEST_TEXT
from bot.simulator.files import File
from bot.simulator.seed import Channel
from bot.simulator.wire import Json, SlackError


def get_upload_url(call: Call) -> Json:
    """First step: announces a name and a length in bytes."""
    call.required("filename", "length")
    try:
        length = int(str(call.args["length"]))
    except ValueError:
        raise SlackError(
            "invalid_arguments", ["must provide a number [json-pointer:/length]"]
        ) from None
    if length <= 0:
        raise SlackError("invalid_arguments", ["must be greater than 0 [json-pointer:/length]"])
    file = File(
        call.workspace.ids.next("F0"),
        str(call.args["filename"]),
        length,
        call.workspace.bot.id,
        int(call.workspace.clock()),
        alt_text=str(call.args.get("alt_txt") or ""),
    )
    call.workspace.files.add(file)
    return {"ok": True, "upload_url": f"{call.slack.base_url}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Third step: makes sent files visible, in a channel and thread if one is named."""
    named = call.json_list("files")
    if not named:
        raise SlackError(
            "invalid_arguments", ["no less than 1 items allowed [json-pointer:/files]"]
        )
    files = [_uploaded(call, str(each.get("id"))) for each in named]
    channel = _shared_with(call)
    body = _message(call, channel) if channel else {}
    for file, each in zip(files, named, strict=True):
        file.completed, file.title = True, str(each.get("title") or file.name)
    answer = [{**file.as_json(call.slack.base_url), "shares": {}} for file in files]
    if channel:
        share = partial(_share, call, channel, files, body)
        late = call.workspace.late_shares.popleft() if call.workspace.late_shares else None
        if late is None:
            share()
        else:
            files[0].share_later, files[0].looks_left = share, late
    call.workspace.changes.tell("files", files[0].id)
    return {"ok": True, "files": answer}


def _uploaded(call: Call, file_id: str) -> File:
    file = call.workspace.files.find(file_id)
    if file is None or file.content is None or file.completed:
        raise SlackError("file_not_found")
    return file


def _shared_with(call: Call) -> Channel | None:
    """The channel by its id: a name or a person's id is no channel here."""
    wanted = call.args.get("channel_id") or str(call.args.get("channels") or "").split(",")[0]
    if not wanted:
        return None
    return Call(call.slack, {"channel": wanted}).joined_channel()


def _message(call: Call, channel: Channel) -> Json:
    body: Json = {"text": "", "upload": True}
    comment, thread_ts = call.args.get("initial_comment"), call.args.get("thread_ts")
    if comment:
        body["text"] = str(comment)
        if len(body["text"]) > LONGEST_TEXT:
            raise SlackError("msg_too_long")
    elif call.args.get("blocks"):
        body["blocks"] = valid_message_blocks(call.args["blocks"], call.workspace.ids)
    if thread_ts:
        parent = call.workspace.messages.find(channel.id, str(thread_ts))
        if parent is None or parent.only_for or parent.is_reply:
            raise SlackError("thread_not_found")
        body |= {"thread_ts": parent.ts, "parent_user_id": parent.body["user"]}
    return body


def _share(call: Call, channel: Channel, files: list[File], body: Json) -> None:
    posted = call.workspace.post_from_app(channel.id, body)
    share = {"ts": posted.ts, "channel_name": channel.name, "team_id": call.slack.seed.team.id}
    if posted.thread_ts:
        share["thread_ts"] = posted.thread_ts
    for file in files:
        file.shares[channel.id] = [share]
    posted.body["files"] = [file.as_json(call.slack.base_url) for file in files]


def info(call: Call) -> Json:
    """A completed file, with the messages that share it."""
    call.required("file")
    file = call.workspace.files.find(call.args["file"])
    if file is None or not file.completed:
        raise SlackError("file_not_found")
    file.look()
    shares = {"public": file.shares} if file.shares else {}
    return {"ok": True, "file": {**file.as_json(call.slack.base_url), "shares": shares}}


def delete(call: Call) -> Json:
    """Removes a file of the bot; the messages that shared it keep their words."""
    call.required("file")
    file = call.workspace.files.find(call.args["file"])
    if file is None:
        raise SlackError("file_not_found")
    call.workspace.files.remove(file)
    call.workspace.changes.tell("files", file.id)
    return {"ok": True}


METHODS: Mapping[str, Method] = {
    "files.getUploadURLExternal": Method(get_upload_url, "files:write"),
    "files.completeUploadExternal": Method(complete_upload, "files:write"),
    "files.delete": Method(delete, "files:write"),
    "files.info": Method(info, "files:read"),
}
