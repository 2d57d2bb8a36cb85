"""What `/invoice help` says."""

from bot.presenters import blocks as b
from bot.presenters.blocks import Block, escaped

_WAYS = (
    ("/invoice", "make an invoice for this channel's deal"),
    ("/invoice list", "your invoices; add a status or “all”, as in /invoice list issued"),
    ("/invoice show JUS-000001", "one invoice, with its link and what can be done"),
    ("/invoice po JUS-000001 4500017342", "add a PO number that came by e-mail"),
    ("/invoice history JUS-000001", "every version: who, when, what changed, its PDF"),
    ("/invoice setup", "legal entities, customers, approvers (workspace admins)"),
    ("/invoice help", "this list"),
)


def help_message(not_understood: str = "") -> tuple[str, list[Block]]:
    """The list; with what was typed, when nothing could be made of it."""
    blocks: list[Block] = []
    if not_understood:
        blocks.append(
            b.section(b.plain(f"I do not understand “{b.shortened(not_understood, 200)}”."))
        )
    blocks.append(b.rich_text(_lines()))
    text = "How to use /invoice"
    if not_understood:
        text = f"I do not understand “{escaped(b.shortened(not_understood, 200))}”. {text}"
    return text, blocks


def _lines() -> list[Block]:
    elements: list[Block] = []
    for command, meaning in _WAYS:
        start = "\n" if elements else ""
        elements += [
            b.words(start) if start else b.words("Invoices, from here to the customer:\n"),
            {"type": "text", "text": command, "style": {"code": True}},
            b.words(f"  {meaning}"),
        ]
    return elements
