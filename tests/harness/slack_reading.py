"""What a message or a view shows, to be held against what it should."""

from typing import Any

Json = dict[str, Any]


def actions_of(message: Json) -> list[str]:
    """The action ids of a message's buttons, and of what its menu has."""
    found = []
    for element in _elements(message):
        found += [each["value"].partition(" ")[0] for each in element.get("options", [])] or [
            element["action_id"]
        ]
    return found


def has_button(message: Json, action_id: str) -> bool:
    """Whether it is a button of the message, not an entry of its menu."""
    return any(each["action_id"] == action_id for each in _elements(message))


def menu_entry(message: Json, action_id: str) -> tuple[str, str] | None:
    """The menu that has an entry for it, and the entry's value."""
    entries = (
        (e["action_id"], o["value"]) for e in _elements(message) for o in e.get("options", [])
    )
    return next((each for each in entries if each[1].partition(" ")[0] == action_id), None)


def about(message: Json) -> str:
    """What the message's buttons are about: `<id>:<version>`."""
    for each in _elements(message):
        if each.get("options"):
            return str(each["options"][0]["value"].partition(" ")[2])
    values = [each["value"] for each in _elements(message) if each.get("value")]
    return str(values[0])


def _elements(message: Json) -> list[Json]:
    rows = (block for block in message.get("blocks", []) if block["type"] == "actions")
    return [element for row in rows for element in row["elements"]]


def shown(message: Json) -> str:
    """All that a message shows, its blocks in order."""
    return "\n".join(_strings(message.get("blocks", [])))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        mentions = [f"<@{value['user_id']}>"] if value.get("type") == "user" else []
        return own + mentions + [text for each in value.values() for text in _strings(each)]
    return [text for each in value for text in _strings(each)] if isinstance(value, list) else []
