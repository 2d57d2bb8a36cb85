"""What `/invoice help` says."""

from difflib import get_close_matches

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block, escaped
from bot.wording.text import shortened

_WAYS = (
    ("/invoice", "create an invoice for this channel's deal"),
    ("/invoice list", "your invoices; add a status or “all”, as in /invoice list issued"),
    ("/invoice show JUS-000001", "one invoice, with its link and what can be done"),
    ("/invoice po JUS-000001 4500017342", "add a PO number that came by e-mail"),
    (
        "/invoice po JUS-000001 4500017342 all",
        "the same, for all upcoming invoices of its contract too",
    ),
    (
        "/invoice contract",
        "create a contract: years, escalators, ramps, fees, credits, its schedule",
    ),
    ("/invoice contracts", "all contracts, with schedule, paid and upcoming amounts"),
    ("/invoice contract Acme Corporation 2027", "one contract by its name"),
    ("/invoice renew Acme Corporation 2027", "draft the contract that follows it"),
    ("/invoice history JUS-000001", "every version: who, when, what changed, its PDF"),
    ("/invoice claim 7KQ2-M9XD-4RTB", "claim a draft created in the browser, at /new"),
    ("/invoice setup", "legal entities, customers, approvers (workspace admins)"),
    ("/invoice help", "this list"),
)
_COMMANDS = tuple(dict.fromkeys(way.split()[1] for way, _ in _WAYS if " " in way))
QUICK = (
    (
        "/invoice Acme Corp 1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45 from US",
        "a contract",
    ),
    ("/invoice Acme 50k onboarding net 30", "an invoice"),
    ("1.2M/yr, 100k/month, 250 x 480 analytics, ramp 500k 1M 1.5M", "subscriptions"),
    ("onboarding 50k", "a fee"),
    ("credit 25k evenly, credit 25k expires 2028-12-31", "usage credits"),
    ("5% y2, 3% y3-5, 5% every year, 10% discount y1", "prices by contract year"),
    ("3 years, 36 months, starting 2027-01-01", "the term"),
    ("monthly, quarterly, semiannual, annual, upfront, in arrears", "when it is billed"),
    ("net 45, PO 4500017342, tax 19%, from Jupiter UK, EUR", "the rest"),
)


def help_message(not_understood: str = "") -> tuple[str, list[Block]]:
    """The list; with what was typed, when nothing could be made of it."""
    blocks: list[Block] = []
    if not_understood:
        blocks.append(b.section(b.plain(_unread(not_understood))))
    blocks.append(b.rich_text(_lines()))
    text = "How to use /invoice"
    if not_understood:
        text = f"{escaped(_unread(not_understood))} {text}"
    return text, blocks


def _unread(typed: str) -> str:
    """`I couldn't read “lsit”. Did you mean /invoice list?`, where a command looks like it."""
    said = f"I couldn't read “{shortened(typed, 200)}”."
    near = get_close_matches(typed.split()[0].lower(), _COMMANDS, n=1) if typed.strip() else []
    return f"{said} Did you mean /invoice {near[0]}?" if near else said


def _lines() -> list[Block]:
    elements: list[Block] = []
    for command, meaning in _WAYS:
        start = "\n" if elements else ""
        elements += [
            b.words(start) if start else b.words("Invoices, from here to the customer:\n"),
            {"type": "text", "text": command, "style": {"code": True}},
            b.words(f"  {meaning}"),
        ]
    elements.append(b.words("\n\nIn one line, the customer first, the rest in any order:"))
    for words, meaning in QUICK:
        elements.append(b.words("\n"))
        elements.append({"type": "text", "text": words, "style": {"code": True}})
        elements.append(b.words(f"  {meaning}"))
    said = "The form points out anything I couldn't read. On a message, the shortcut"
    elements.append(b.words(f"\n{said} “Invoice from message” reads it the same way."))
    return elements
