"""What an element holds: empty, as it starts, and as a person set it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.simulator.blockkit.texts import all_options
from bot.simulator.wire import Json, Refusal

_HOLDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
"""Where a state value keeps what was chosen, and where an element says what it starts with."""


def holds_value(element: Json) -> bool:
    """Whether the element appears in `state.values`: buttons and overflow menus do not."""
    return element["type"] in _HOLDS


def is_typed_in(element: Json) -> bool:
    """Whether it is a field for text or a number."""
    return holds_value(element) and value_key(element) == "value"


def value_key(element: Json) -> str:
    """Where the element keeps its value in `state.values`."""
    return _HOLDS[element["type"]][0]


def starting_value(element: Json, channel: str | None = None) -> Json:
    """The element's entry in `state.values` before anyone touched it.

    `channel` is what `default_to_current_conversation` means.
    """
    key, initial = _HOLDS[element["type"]]
    empty: Any = [] if key.endswith("s") else None
    if channel and element.get("default_to_current_conversation"):
        return {"type": element["type"], key: channel if empty is None else [channel]}
    return {"type": element["type"], key: element.get(initial) or empty}


def is_empty(element: Json, held: Json) -> bool:
    """Whether nothing is chosen or typed."""
    return held.get(value_key(element)) in (None, "", [])


def chosen_value(
    element: Json, value: Any, offered: Sequence[Json], known: Mapping[str, str]
) -> Json:
    """The element's entry in `state.values` after a person set it.

    `offered` are the options that an external source gave last; `known` maps the ids that may be
    picked to `user` or `channel`. Raises Refusal for what the element would not let them choose.
    """
    key = value_key(element)
    if value in (None, "", []):
        return starting_value({"type": element["type"]})
    if key in ("selected_option", "selected_options"):
        options = [*all_options(element), *offered]
        many = key == "selected_options"
        wanted = _several(element, value) if many else [value]
        picked = [_option(options, each) for each in wanted]
        return {"type": element["type"], key: picked if many else picked[0]}
    if key.startswith("selected_") and "date" not in key and "time" not in key:
        _check_known(element, value, known)
    if element["type"] == "datepicker":
        _check_date(value)
    if key == "value" and not isinstance(value, str):
        value = str(value)
    return {"type": element["type"], key: value}


def overflow_option(element: Json, value: Any) -> Json:
    """The chosen option of an overflow menu. Raises Refusal `no_such_option`."""
    return _option(all_options(element), value)


def _several(element: Json, value: Any) -> list[Any]:
    wanted = value if isinstance(value, list) else [value]
    most = element.get("max_selected_items")
    if most and len(wanted) > most:
        raise Refusal("too_many_selected", f"No more than {most} can be chosen here.")
    return wanted


def _option(options: Sequence[Json], value: Any) -> Json:
    for option in reversed(options):
        if option.get("value") == value:
            return option
    raise Refusal("no_such_option", f"{value!r} is not among the options.")


def _check_known(element: Json, value: Any, known: Mapping[str, str]) -> None:
    kind = "user" if "users" in element["type"] else "channel"
    for each in value if isinstance(value, list) else [value]:
        if known.get(each) != kind:
            raise Refusal("no_such_option", f"{each!r} is no {kind} here.")


def _check_date(value: Any) -> None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refusal("invalid_date", f"{value!r} is no date (YYYY-MM-DD).") from None
