"""What an app puts into a message, checked as Slack checks it."""

from collections.abc import Collection
from typing import Any

from bot.simulator.blockkit.native import unknown_to
from bot.simulator.blockkit.validate import invalid, read_json, valid_message_blocks
from bot.simulator.ids import Ids
from bot.simulator.wire import Json, SlackError

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
MOST_ATTACHMENTS = 100
MOST_METADATA = 8_000
_TRUE = (True, "true", "True", "1", 1)


def flag(value: object) -> bool:
    """A boolean argument, however it was written."""
    return value in _TRUE


def message_content(
    args: Json, ids: Ids, longest: int = LONGEST_TEXT, *, unknown: Collection[str] = ()
) -> Json:
    """`text`, `blocks`, `attachments`, `metadata` as far as they were given; blocks of a type that
    is `unknown` are refused.

    Raises Slack's error for what is too long, malformed or not there at all (`no_text`).
    """
    content: Json = {}
    text = args.get("text")
    if text is not None:
        content["text"] = text if isinstance(text, str) else str(text)
        if len(content["text"]) > longest:
            raise SlackError("msg_too_long")
    if args.get("blocks") is not None:
        found = list(unknown_to(args["blocks"], unknown))
        if found:
            raise invalid("invalid_blocks", found)
        content["blocks"] = valid_message_blocks(args["blocks"], ids)
    if args.get("markdown_text"):
        content["blocks"] = _markdown(args, ids)
    if args.get("attachments") is not None:
        content["attachments"] = _attachments(args["attachments"], ids)
    if args.get("metadata") is not None:
        content["metadata"] = _metadata(args["metadata"])
    return content


def require_something(content: Json) -> None:
    """Raises `no_text` for a message that would be empty."""
    if not (content.get("text", "").strip() or content.get("blocks") or content.get("attachments")):
        raise SlackError("no_text")


def _markdown(args: Json, ids: Ids) -> list[Json]:
    if args.get("text") or args.get("blocks"):
        raise SlackError("markdown_text_conflict")
    block = {"type": "markdown", "text": args["markdown_text"]}
    return valid_message_blocks([block], ids)


def _attachments(value: Any, ids: Ids) -> list[Json]:
    attachments = read_json(value, "invalid_attachments")
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    checked = []
    for index, attachment in enumerate(attachments):
        checked.append({"id": index + 1, **attachment})
        if attachment.get("blocks") is not None:
            pointer = f"/attachments/{index}/blocks"
            checked[-1]["blocks"] = valid_message_blocks(attachment["blocks"], ids, pointer)
    return checked


def _metadata(value: Any) -> Json:
    metadata = read_json(value, "invalid_metadata_format")
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if metadata == {}:
        return metadata
    named = isinstance(metadata.get("event_type"), str) and metadata["event_type"]
    if not named or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError(
            "invalid_metadata_format", ["missing required field: event_type, event_payload"]
        )
    if set(metadata) - {"event_type", "event_payload", "entities"}:
        raise SlackError(
            "invalid_metadata_format", ["invalid additional property [json-pointer:/metadata]"]
        )
    if len(str(metadata)) > MOST_METADATA:
        raise SlackError("metadata_too_large")
    return metadata
