"""The menu of a card: each of its entries stands for a button, with what that carries."""

from collections.abc import Collection, Sequence

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block


def menu_of(action_id: str, entries: Sequence[Block]) -> Block:
    """One to five entries, which is what Slack takes; a menu asks and marks nothing."""
    return {"type": "overflow", "action_id": action_id, "options": list(entries)}


def menu_entry(label: str, action_id: str, about: str) -> Block:
    """The entry for the button of that id, about that subject."""
    return b.option(label, f"{action_id} {about}")


def folded(action_id: str, buttons: Sequence[Block]) -> list[Block]:
    """One button as it is, and of several a menu."""
    if len(buttons) < 2:
        return list(buttons)
    told = [menu_entry(e["text"]["text"], e["action_id"], e["value"]) for e in buttons]
    return [menu_of(action_id, told)]


def chosen_action(value: str, among: Collection[str]) -> tuple[str, str] | None:
    """The button's id and what it is about; None for what is no entry of that menu."""
    action_id, _, about = value.partition(" ")
    return (action_id, about) if action_id in among else None
