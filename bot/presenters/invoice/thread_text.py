"""Rich text pieces for messages, and the same words as a message's top-level text."""

import re
from collections.abc import Iterable, Sequence

from bot.presenters.blocks import Block, escaped, mrkdwn, person, plain, shortened, words
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.changes import Change
from jupiter_core.domain.invoice import Invoice

Rendered = tuple[str, list[Block]]
"""A message's top-level text, escaped, and its blocks."""

TEXT_LIMIT = 3000
"""Below the 4,000 characters that an update may have."""
MOST_CHANGES = 10
VALUE_LIMIT = 300
NAME_LIMIT = 140

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


def who(actor: Actor, invoice: Invoice) -> str:
    """`Dana Reyes (accounts payable of Acme Corporation)`; our own people by name."""
    name = shortened(actor.name, NAME_LIMIT)
    if actor.kind is ActorKind.AP:
        doubt = "unverified, " if actor.unverified else ""
        return f"{name} ({doubt}accounts payable of {customer(invoice)})"
    return name


def customer(invoice: Invoice) -> str:
    return shortened(invoice.content.bill_to.legal_name, NAME_LIMIT)


def title(invoice: Invoice) -> str:
    """Its number, or whom the draft is for."""
    return shortened(invoice.title, NAME_LIMIT + 20)


def start(text: str) -> str:
    """As it stands at the start of a sentence."""
    return text[:1].upper() + text[1:]


def change_words(change: Change) -> str:
    """`PO number: nothing → 4500017342`, each side short enough for a message."""
    short = change.model_copy(
        update={
            "what": shortened(change.what, NAME_LIMIT),
            "old": shortened(change.old, VALUE_LIMIT),
            "new": shortened(change.new, VALUE_LIMIT),
        }
    )
    return short.words


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


def own_words(text: str) -> Block:
    """A section of our own words in mrkdwn: never for what somebody typed."""
    return {"type": "section", "text": mrkdwn(text)}


def _said(element: Block) -> str:
    if element["type"] == "user":
        return f"<@{element['user_id']}>"
    if element["type"] == "link":
        return f"{escaped(element['text'])}: {escaped(element['url'])}"
    return escaped(element["text"])
