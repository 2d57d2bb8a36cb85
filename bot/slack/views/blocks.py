"""Block Kit pieces, and the two rules for text that somebody typed.

In mrkdwn it is escaped; wherever there is a choice it goes into plain text or rich text, which
show `*`, `_`, `<!channel>` and all the rest as typed.
"""

from collections.abc import Sequence
from typing import Any

from bot.wording.text import shortened

Block = dict[str, Any]

TITLE_LIMIT = 24
HEADER_LIMIT = 150
SECTION_LIMIT = 3000
OPTION_LIMIT = 75
INPUT_LIMIT = 3000
MESSAGE_LIMIT = 4000


def escaped(text: str) -> str:
    """For mrkdwn and for a message's top-level text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int = SECTION_LIMIT) -> Block:
    """Shown as typed, cut to `limit`. Slack refuses an empty text: a space stands for it."""
    return {"type": "plain_text", "text": shortened(text, limit) or " ", "emoji": False}


def mrkdwn(text: str) -> Block:
    """Our own words only; what others typed must be `escaped` before it comes here."""
    return {"type": "mrkdwn", "text": shortened(text, SECTION_LIMIT)}


def header(text: str) -> Block:
    """Cut to Slack's 150 characters."""
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


def section(text: Block, *, block_id: str | None = None, accessory: Block | None = None) -> Block:
    """With `accessory`, an element, at its right."""
    return _without_none(
        {"type": "section", "block_id": block_id, "text": text, "accessory": accessory}
    )


def context(*texts: str) -> Block:
    """Small print, shown as typed."""
    return {"type": "context", "elements": [plain(text) for text in texts[:10]]}


def divider() -> Block:
    return {"type": "divider"}


def actions(elements: Sequence[Block], block_id: str | None = None) -> Block:
    """A row of buttons or menus."""
    return _without_none({"type": "actions", "block_id": block_id, "elements": list(elements)})


def button(
    text: str,
    action_id: str,
    *,
    value: str | None = None,
    style: str | None = None,
    url: str | None = None,
    confirm: Block | None = None,
) -> Block:
    """Its text is cut to Slack's 75 characters. `value` comes back when it is pressed."""
    return _without_none(
        {
            "type": "button",
            "text": plain(text, 75),
            "action_id": action_id,
            "value": value,
            "style": style,
            "url": url,
            "confirm": confirm,
        }
    )


def confirm(title: str, text: str, yes: str) -> Block:
    """The question before a button takes effect."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain("Cancel", 30),
    }


def option(text: str, value: str, description: str | None = None) -> Block:
    """Of a menu: both texts are cut to Slack's 75 characters, `value` is what comes back."""
    made = {"text": plain(text, OPTION_LIMIT), "value": value}
    if description:
        made["description"] = plain(description, OPTION_LIMIT)
    return made


def text_input(
    action_id: str,
    *,
    initial: str = "",
    placeholder: str = "",
    multiline: bool = False,
    most: int | None = None,
    live: bool = False,
) -> Block:
    """`live` sends every change as it is typed, where its block is `dispatching`."""
    return _without_none(
        {
            "type": "plain_text_input",
            "action_id": action_id,
            "initial_value": initial[: most or INPUT_LIMIT] or None,
            "placeholder": plain(placeholder, 150) if placeholder else None,
            "multiline": multiline or None,
            "max_length": most,
            "dispatch_action_config": (
                {"trigger_actions_on": ["on_character_entered"]} if live else None
            ),
        }
    )


def select(
    action_id: str,
    options: Sequence[Block],
    *,
    initial: str | None = None,
    placeholder: str = "Choose",
) -> Block:
    """A fixed choice; `initial` is the value of one of the options, or it is left open."""
    chosen = next((each for each in options if each["value"] == initial), None)
    return _without_none(
        {
            "type": "static_select",
            "action_id": action_id,
            "options": list(options),
            "initial_option": chosen,
            "placeholder": plain(placeholder, 150),
        }
    )


def field(
    block_id: str,
    label: str,
    element: Block,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatching: bool = False,
) -> Block:
    """An input with its label. Errors of a submission land on `block_id`."""
    return _without_none(
        {
            "type": "input",
            "block_id": block_id,
            "label": plain(label, 2000),
            "element": element,
            "hint": plain(hint, 2000) if hint else None,
            "optional": optional,
            "dispatch_action": dispatching or None,
        }
    )


def facts(pairs: Sequence[tuple[str, str]], block_id: str | None = None) -> Block:
    """Label and value, a line each; values are shown as typed."""
    elements: list[Block] = []
    for n, (label, value) in enumerate(pairs):
        start = "\n" if n else ""
        elements.append({"type": "text", "text": f"{start}{label}  ", "style": {"bold": True}})
        elements.append({"type": "text", "text": value or "–"})
    return rich_text(elements, block_id)


def rich_text(elements: Sequence[Block], block_id: str | None = None) -> Block:
    """One paragraph of rich text elements, unescaped: they show as they are."""
    return _without_none(
        {
            "type": "rich_text",
            "block_id": block_id,
            "elements": [{"type": "rich_text_section", "elements": list(elements)}],
        }
    )


def preformatted(text: str) -> Block:
    """Text to be copied as it is."""
    part = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [part]}


def words(text: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> Block:
    """A rich text element."""
    style = {
        name: True
        for name, wanted in (("bold", bold), ("italic", italic), ("strike", strike))
        if wanted
    }
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def person(user_id: str) -> Block:
    """A rich text mention."""
    return {"type": "user", "user_id": user_id}


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str,
    submit: str | None = None,
    close: str = "Close",
    private_metadata: str = "",
    notify_on_close: bool = False,
) -> Block:
    """Title and buttons are cut to Slack's 24 characters. `callback_id` says whose submission it
    is."""
    return _without_none(
        {
            "type": "modal",
            "callback_id": callback_id,
            "title": plain(title, TITLE_LIMIT),
            "submit": plain(submit, TITLE_LIMIT) if submit else None,
            "close": plain(close, TITLE_LIMIT),
            "private_metadata": private_metadata,
            "notify_on_close": notify_on_close or None,
            "blocks": list(blocks),
        }
    )


def _without_none(block: Block) -> Block:
    return {key: value for key, value in block.items() if value is not None}
