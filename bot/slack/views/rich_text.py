"""Rich text pieces for messages, and the same words as a message's top-level text."""

import re
from collections.abc import Iterable, Sequence

from bot.slack.views.blocks import Block, escaped, person, plain, words
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import NAME_LIMIT, shortened

Rendered = tuple[str, list[Block]]
"""A message's top-level text, escaped, and its blocks."""

TEXT_LIMIT = 3000
"""Below the 4,000 characters that an update may have."""
MOST_CHANGES = 10

_SLACK_ID = re.compile(r"[UW][A-Z0-9]+")


def spoken(elements: Iterable[Block], limit: int = TEXT_LIMIT) -> str:
    """Rich text elements as top-level text: escaped, with mentions, never cut inside an entity."""
    said = ""
    for element in elements:
        piece = _said(element)
        room = limit - len(said)
        if len(piece) > room:
            return said + fitting(str(element.get("text", "")), room)
        said += piece
    return said


def fitting(text: str, limit: int) -> str:
    """`text` escaped, cut with an ellipsis to `limit` characters of what it is escaped to."""
    if len(escaped(text)) <= limit:
        return escaped(text)
    kept = ""
    for character in text[:limit]:
        piece = escaped(character)
        if len(kept) + len(piece) >= limit:
            break
        kept += piece
    return kept + "…" if limit > 0 else ""


def mentioned(user_id: str, name: str = "") -> Block:
    """A mention of somebody in Slack; whose id is no Slack id is shown by name, such as a key."""
    if _SLACK_ID.fullmatch(user_id):
        return person(user_id)
    return words(shortened(name or user_id, NAME_LIMIT) or "somebody")


def link(url: str, text: str) -> Block:
    """A rich text link."""
    return {"type": "link", "url": url, "text": text}


def in_channel(channel: str) -> Block:
    """A rich text mention of a channel, by its id."""
    return {"type": "channel", "channel_id": channel}


def moved_card(title: str, channel: str) -> Rendered:
    """What stays of a card where a deal was before it went on in `channel`."""
    told = [words(f"{title} moved to "), in_channel(channel), words(".")]
    return spoken(told), [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": told}]}
    ]


def bullets(lines: Sequence[str], most: int, more: str) -> Block:
    """A list of lines as typed; what is over `most` is counted: `and 290 {more}`."""
    shown = list(lines[:most])
    if len(lines) > most:
        shown.append(f"and {len(lines) - most} {more}")
    items = [{"type": "rich_text_section", "elements": [words(line or "–")]} for line in shown]
    listed = {"type": "rich_text_list", "style": "bullet", "elements": items}
    return {"type": "rich_text", "elements": [listed]}


def quote(text: str, limit: int = 2000) -> Block:
    """What somebody wrote, as typed."""
    said = {"type": "rich_text_quote", "elements": [words(shortened(text, limit) or "–")]}
    return {"type": "rich_text", "elements": [said]}


def copied(text: str) -> Block:
    """A text that is easy to copy whole, in a box of its own."""
    boxed = {"type": "rich_text_preformatted", "elements": [words(text)]}
    return {"type": "rich_text", "elements": [boxed]}


def small_print(text: str) -> Block:
    """One line under the rest, as typed."""
    return {"type": "context", "elements": [plain(text, VALUE_LIMIT)]}


def _said(element: Block) -> str:
    if element["type"] == "user":
        return f"<@{element['user_id']}>"
    if element["type"] == "channel":
        return f"<#{element['channel_id']}>"
    if element["type"] == "link":
        return f"{escaped(element['text'])}: {escaped(element['url'])}"
    return escaped(element["text"])
