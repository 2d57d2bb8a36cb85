"""Rules of the blocks, and which surface takes which."""

from collections.abc import Iterable, Mapping
from typing import Literal

from bot.simulator.blockkit.elements import (
    ELEMENTS,
    IMAGE_ELEMENT,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    elements,
)
from bot.simulator.blockkit.framed import ALERT, CARDS, container
from bot.simulator.blockkit.native import NATIVE_BLOCKS
from bot.simulator.blockkit.rich_text import RICH_TEXT
from bot.simulator.blockkit.shapes import Flag, ListOf, Object, OneOf, Shape, String, Typed, typed
from bot.simulator.blockkit.texts import ID, URL, WEB_URL, either, plain
from bot.simulator.wire import Json

Surface = Literal["message", "modal", "home"]
MOST_BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}


def _block(kind: str, *required: str, **fields: Shape) -> Object:
    return typed(kind, {"block_id": ID, **fields}, *required)


def _text_or_fields(section: Json) -> Iterable[str]:
    if not section.get("text") and not section.get("fields"):
        yield "must define either `text` or `fields`"


def _one_source(image: Json) -> Iterable[str]:
    if (image.get("image_url") is None) == (image.get("slack_file") is None):
        yield "must define either `image_url` or `slack_file`"


_RAW_TEXT = typed("raw_text", {"text": String(3000)}, "text")
_CELL = Typed({"raw_text": _RAW_TEXT, "rich_text": RICH_TEXT})
_COLUMN = Object({"align": OneOf(("left", "center", "right")), "is_wrapped": Flag()})
_SLACK_FILE = Object({"id": String(64), "url": WEB_URL})

_EVERYWHERE: Mapping[str, Shape] = {
    "section": typed(
        "section",
        {
            "block_id": ID,
            "text": either(3000),
            "fields": ListOf(either(2000), 10),
            "accessory": Typed({**elements(IN_SECTION), "image": IMAGE_ELEMENT}),
            "expand": Flag(),
        },
        checks=[_text_or_fields],
    ),
    "header": _block("header", "text", text=plain(150)),
    "divider": _block("divider"),
    "context": _block(
        "context",
        "elements",
        elements=ListOf(
            Typed({**either(3000).kinds, "image": IMAGE_ELEMENT}),
            10,
        ),
    ),
    "actions": _block("actions", "elements", elements=ListOf(Typed(elements(IN_ACTIONS)), 25)),
    "image": typed(
        "image",
        {
            "block_id": ID,
            "image_url": WEB_URL,
            "slack_file": _SLACK_FILE,
            "alt_text": String(2000),
            "title": plain(2000),
        },
        "alt_text",
        checks=[_one_source],
    ),
    "rich_text": RICH_TEXT,
    "video": _block(
        "video",
        "alt_text",
        "title",
        "thumbnail_url",
        "video_url",
        alt_text=String(2000),
        title=plain(200),
        title_url=WEB_URL,
        thumbnail_url=WEB_URL,
        video_url=WEB_URL,
        description=plain(200),
        author_name=String(50),
        provider_name=String(100),
        provider_icon_url=URL,
    ),
}


def _input(names: Iterable[str]) -> Object:
    return _block(
        "input",
        "label",
        "element",
        label=plain(2000),
        hint=plain(2000),
        optional=Flag(),
        dispatch_action=Flag(),
        element=Typed(elements(names)),
    )


_TABLE = _block(
    "table",
    "rows",
    rows=ListOf(ListOf(_CELL, 20), 100),
    column_settings=ListOf(_COLUMN, 20, 0),
)
_MESSAGE_ONLY: Mapping[str, Shape] = {
    **NATIVE_BLOCKS,
    **CARDS,
    "container": container({**_EVERYWHERE, "table": _TABLE}),
    "input": _input(name for name in IN_INPUT if name != "file_input"),
    "table": _TABLE,
    "markdown": _block("markdown", "text", text=String(12000)),
    "context_actions": _block(
        "context_actions", "elements", elements=ListOf(Typed(elements(IN_CONTEXT_ACTIONS)), 5)
    ),
}

SURFACES: Mapping[Surface, Typed] = {
    "message": Typed({**_EVERYWHERE, **_MESSAGE_ONLY}),
    "modal": Typed({**_EVERYWHERE, "alert": ALERT, "input": _input(IN_INPUT)}),
    "home": Typed({**_EVERYWHERE, "input": _input(n for n in IN_INPUT if n != "file_input")}),
}
INTERACTIVE = frozenset(ELEMENTS)
"""Types of elements that carry an action_id."""
