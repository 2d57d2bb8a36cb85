"""Rules of the interactive elements, by type, and which block takes which."""

from collections.abc import Iterable, Mapping

from bot.simulator.blockkit.element_checks import (
    LONGEST_INPUT,
    number_range,
    real_date,
    text_range,
    whole_numbers,
)
from bot.simulator.blockkit.rich_text import RICH_TEXT
from bot.simulator.blockkit.shapes import (
    Check,
    Flag,
    ListOf,
    Object,
    OneOf,
    Shape,
    String,
    Whole,
    typed,
)
from bot.simulator.blockkit.texts import (
    BOX_OPTION,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_CONFIG,
    ID,
    MENU_OPTION,
    MOST_OPTIONS,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    URL,
    WEB_URL,
    initial_is_listed,
    options_or_groups,
    plain,
)

Fields = dict[str, Shape]

_SOME_ID = String(64)
_IDS = ListOf(_SOME_ID, 100)
_NUMBER = String(64, pattern=r"-?\d+(\.\d+)?", expected="must be a valid number")
_TIME = String(5, pattern=r"([01]\d|2[0-3]):[0-5]\d", expected="must be a time in the format HH:mm")
_INPUT_TEXT = String(LONGEST_INPUT, 0)
_STYLE = OneOf(("primary", "danger"))

_STATIC: Fields = {
    "options": ListOf(MENU_OPTION, MOST_OPTIONS),
    "option_groups": ListOf(OPTION_GROUP, MOST_OPTIONS),
}
_SEVERAL: Fields = {"max_selected_items": Whole(1, 1000)}
_EXTERNAL: Fields = {"min_query_length": Whole(0, 75)}
_CONVERSATIONS: Fields = {"default_to_current_conversation": Flag(), "filter": CONVERSATION_FILTER}
_ONE_OPTION: Fields = {"initial_option": MENU_OPTION}
_SOME_OPTIONS: Fields = {"initial_options": ListOf(MENU_OPTION, MOST_OPTIONS), **_SEVERAL}
_RESPONDS: Fields = {"response_url_enabled": Flag()}


def _element(fields: Fields, *required: str, checks: Iterable[Check] = ()) -> Object:
    """An element of any kind; `type` is checked by whoever picks it."""
    return Object(
        {"type": String(64), "action_id": ID, **fields}, ("type", *required), tuple(checks)
    )


def _field(fields: Fields, *required: str, checks: Iterable[Check] = ()) -> Object:
    """An element that holds a choice: it takes focus and may ask for confirmation."""
    shared: Fields = {"confirm": CONFIRM, "focus_on_load": Flag()}
    return _element({**shared, **fields}, *required, checks=checks)


def _menu(*parts: Fields, checks: Iterable[Check] = ()) -> Object:
    fields: Fields = {"placeholder": plain(150)}
    for part in parts:
        fields |= part
    return _field(fields, checks=checks)


def _typed_in(fields: Fields, *required: str, checks: Iterable[Check] = ()) -> Object:
    shared: Fields = {
        "placeholder": plain(150),
        "focus_on_load": Flag(),
        "dispatch_action_config": DISPATCH_CONFIG,
    }
    return _element({**shared, **fields}, *required, checks=checks)


_FEEDBACK = Object(
    {"text": plain(75), "value": String(2000), "accessibility_label": String(75)}, ("text", "value")
)
IMAGE_ELEMENT = typed(
    "image", {"image_url": WEB_URL, "alt_text": String(2000)}, "image_url", "alt_text"
)
_BUTTONS: Fields = {
    "button": _element(
        {
            "text": plain(75),
            "url": URL,
            "value": String(2000),
            "style": _STYLE,
            "confirm": CONFIRM,
            "accessibility_label": String(75),
        },
        "text",
    ),
    "overflow": _element({"options": ListOf(OVERFLOW_OPTION, 5), "confirm": CONFIRM}, "options"),
    "feedback_buttons": _element(
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK},
        "positive_button",
        "negative_button",
    ),
    "icon_button": _element(
        {
            "icon": OneOf(("trash",)),
            "text": plain(75),
            "value": String(2000),
            "accessibility_label": String(75),
            "confirm": CONFIRM,
            "visible_to_user_ids": _IDS,
        },
        "icon",
        "text",
    ),
}
_BOXES: Fields = {
    "checkboxes": _field(
        {"options": ListOf(BOX_OPTION, 10), "initial_options": ListOf(BOX_OPTION, 10)},
        "options",
        checks=[initial_is_listed],
    ),
    "radio_buttons": _field(
        {"options": ListOf(BOX_OPTION, 10), "initial_option": BOX_OPTION},
        "options",
        checks=[initial_is_listed],
    ),
}
_LISTED = (options_or_groups, initial_is_listed)
_MENUS: Fields = {
    "static_select": _menu(_STATIC, _ONE_OPTION, checks=_LISTED),
    "multi_static_select": _menu(_STATIC, _SOME_OPTIONS, checks=_LISTED),
    "external_select": _menu(_EXTERNAL, _ONE_OPTION),
    "multi_external_select": _menu(_EXTERNAL, _SOME_OPTIONS),
    "users_select": _menu({"initial_user": _SOME_ID}),
    "multi_users_select": _menu(_SEVERAL, {"initial_users": _IDS}),
    "conversations_select": _menu(_CONVERSATIONS, _RESPONDS, {"initial_conversation": _SOME_ID}),
    "multi_conversations_select": _menu(_CONVERSATIONS, _SEVERAL, {"initial_conversations": _IDS}),
    "channels_select": _menu(_RESPONDS, {"initial_channel": _SOME_ID}),
    "multi_channels_select": _menu(_SEVERAL, {"initial_channels": _IDS}),
}
_DATES: Fields = {
    "datepicker": _menu({"initial_date": String(10)}, checks=[real_date]),
    "timepicker": _menu({"initial_time": _TIME, "timezone": String(64)}),
    "datetimepicker": _field({"initial_date_time": Whole(10**9, 10**10 - 1)}),
}
_INPUTS: Fields = {
    "plain_text_input": _typed_in(
        {
            "initial_value": _INPUT_TEXT,
            "multiline": Flag(),
            "min_length": Whole(0, LONGEST_INPUT),
            "max_length": Whole(1, LONGEST_INPUT),
        },
        checks=[text_range],
    ),
    "email_text_input": _typed_in({"initial_value": _INPUT_TEXT}),
    "url_text_input": _typed_in({"initial_value": _INPUT_TEXT}),
    "number_input": _typed_in(
        {
            "is_decimal_allowed": Flag(),
            "initial_value": _NUMBER,
            "min_value": _NUMBER,
            "max_value": _NUMBER,
        },
        "is_decimal_allowed",
        checks=[number_range, whole_numbers],
    ),
    "rich_text_input": _typed_in({"initial_value": RICH_TEXT}),
    "file_input": _element({"filetypes": ListOf(String(32), 50), "max_files": Whole(1, 10)}),
}
ELEMENTS: Mapping[str, Shape] = {**_BUTTONS, **_BOXES, **_MENUS, **_DATES, **_INPUTS}

IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")
IN_SECTION = ("button", "overflow", *_BOXES, *_MENUS, "datepicker", "timepicker")
IN_ACTIONS = (*IN_SECTION, "datetimepicker")
IN_INPUT = (*_MENUS, *_BOXES, *_DATES, *_INPUTS)


def elements(names: Iterable[str]) -> Fields:
    """The rules of these types."""
    return {name: ELEMENTS[name] for name in names}
