"""What a message or a view shows, to be held against what it should."""

from typing import Any

Json = dict[str, Any]


def actions_of(message: Json) -> list[str]:
    """The action ids of a message's buttons."""
    blocks = message.get("blocks", [])
    rows = (block for block in blocks if block["type"] == "actions")
    return [element["action_id"] for row in rows for element in row["elements"]]


def shown(message: Json) -> str:
    """All that a message shows, its blocks in order."""
    return "\n".join(_strings(message.get("blocks", [])))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        mentions = [f"<@{value['user_id']}>"] if value.get("type") == "user" else []
        return own + mentions + [text for each in value.values() for text in _strings(each)]
    return [text for each in value for text in _strings(each)] if isinstance(value, list) else []
