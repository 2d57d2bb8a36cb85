"""Messages that come as an ack or through a response URL."""

from bot.simulator.content import flag, message_content, require_something
from bot.simulator.messages import Posted
from bot.simulator.response_urls import ResponseURL
from bot.simulator.wire import Json, SlackError
from bot.simulator.workspace import Workspace


def respond(workspace: Workspace, identifier: str, body: Json) -> None:
    """What an app posts to a response URL. Raises SlackError; a refused body counts as a use."""
    place = workspace.response_urls.use(identifier)
    original = workspace.messages.find(place.channel, place.message_ts)
    if flag(body.get("delete_original")):
        workspace.remove(_existing(original))
        return
    content = message_content(body, workspace.ids, unknown=workspace.unknown_blocks)
    require_something(content)
    if flag(body.get("replace_original")):
        existing = _existing(original)
        kept = {name: existing.body[name] for name in existing.body if name not in _CONTENT}
        existing.body = {**kept, "text": "", **content}
        workspace.changed(existing)
        return
    _post(workspace, place, body, content)


def post_ack(workspace: Workspace, channel: str, user: str, ack: object) -> None:
    """The message that a command's ack carries, if any. Raises SlackError for a bad one."""
    body = {"text": ack} if isinstance(ack, str) else ack
    if isinstance(body, dict) and any(body.get(name) for name in _CONTENT):
        place = ResponseURL(channel, user, workspace.clock())
        _post(
            workspace,
            place,
            body,
            message_content(body, workspace.ids, unknown=workspace.unknown_blocks),
        )


_CONTENT = ("text", "blocks", "attachments")


def _existing(original: Posted | None) -> Posted:
    if original is None:
        raise SlackError("message_not_found")
    return original


def _post(workspace: Workspace, place: ResponseURL, body: Json, content: Json) -> None:
    kind = body.get("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise SlackError("invalid_response_type")
    thread = {"thread_ts": str(body["thread_ts"])} if body.get("thread_ts") else {}
    only_for = place.user if kind == "ephemeral" else None
    workspace.post_from_app(place.channel, {"text": "", **content, **thread}, only_for)
