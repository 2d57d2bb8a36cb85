"""Rules of the blocks that frame others: alerts in modals; cards, carousels and containers in
messages.

Slack's documentation and its own validator do not agree on what a container holds: taken is what
both take.
"""

from collections.abc import Iterable, Mapping

from bot.simulator.blockkit.elements import IMAGE_ELEMENT, elements
from bot.simulator.blockkit.rich_text import RICH_TEXT
from bot.simulator.blockkit.shapes import Flag, ListOf, OneOf, Shape, String, Typed, typed
from bot.simulator.blockkit.texts import ID, either, plain
from bot.simulator.wire import Json

MOST_CARD_BUTTONS = 3
MOST_CARDS = 10
MOST_CHILDREN = 10
CHILDREN = ("actions", "context", "divider", "header", "image", "section", "table", "video")
_CARD_CONTENT = ("hero_image", "title", "actions", "body")

ALERT = typed(
    "alert",
    {
        "block_id": ID,
        "text": either(200),
        "level": OneOf(("default", "info", "warning", "error", "success")),
    },
    "text",
)
_SLACK_ICON = typed("icon", {"name": String(255)}, "name")


def _holds_something(card: Json) -> Iterable[str]:
    if not any(card.get(name) for name in _CARD_CONTENT):
        yield "must define at least one of `hero_image`, `title`, `actions`, `body`"
    if card.get("icon") and card.get("slack_icon"):
        yield "must define either `icon` or `slack_icon`, not both"


_CARD = typed(
    "card",
    {
        "block_id": ID,
        "hero_image": IMAGE_ELEMENT,
        "icon": IMAGE_ELEMENT,
        "slack_icon": _SLACK_ICON,
        "title": either(150),
        "subtitle": either(150),
        "body": either(200),
        "subtext": either(200),
        "actions": ListOf(Typed(elements(("button",))), MOST_CARD_BUTTONS),
    },
    checks=[_holds_something],
)

CARDS: Mapping[str, Shape] = {
    "card": _CARD,
    "carousel": typed(
        "carousel",
        {"block_id": ID, "elements": ListOf(_CARD, MOST_CARDS)},
        "elements",
    ),
}


def _titled_and_folded(container: Json) -> Iterable[str]:
    if not container.get("title") and not container.get("rich_text_title"):
        yield "must define either `title` or `rich_text_title`"
    if container.get("default_collapsed") and not container.get("is_collapsible"):
        yield "`default_collapsed` requires `is_collapsible`"
    if container.get("has_header_divider") and container.get("is_collapsible"):
        yield "`has_header_divider` must not be set when `is_collapsible` is true"


def container(blocks: Mapping[str, Shape]) -> Shape:
    """Of some of these blocks, and of no container."""
    children = Typed({name: blocks[name] for name in CHILDREN})
    return typed(
        "container",
        {
            "block_id": ID,
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": either(150),
            "icon": IMAGE_ELEMENT,
            "width": OneOf(("narrow", "standard", "wide", "full")),
            "is_collapsible": Flag(),
            "default_collapsed": Flag(),
            "has_header_divider": Flag(),
            "child_blocks": ListOf(children, MOST_CHILDREN),
        },
        "child_blocks",
        checks=[_titled_and_folded],
    )
