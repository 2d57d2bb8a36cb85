"""The invoice of /new as the document that `jupiter render` reads, each mistake at its field."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.intake.documents.invoice import LineBody
from bot.intake.new.typed import Typed
from jupiter_core.domain.terms import FIRST_ISSUE_DATE

_PLAIN = ("number", "issue_date", "net_terms", "currency", "language", "po_number", "memo")

YOU = "Your company"
"""Stands in for the sender's name."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Sent = dict[str, Any]


def sent_invoice(typed: Typed) -> Sent:
    """As a document has it; blank lines are not there."""
    return {
        **{name: typed.value(name).strip() for name in _PLAIN},
        **parties(typed, typed.value("issue_date")),
        "lines": [
            {name: typed.lines[n].value(name) for name in LineBody.model_fields}
            for n in kept_places(typed)
        ],
    }


def parties(typed: Typed, since: str) -> Sent:
    """Sender, customer and bank account; the account is in use from the day `since`."""
    sent: Sent = {"sender": {}, "customer": {}, "bank_account": {}}
    for name, text in typed.values.items():
        head, _, rest = name.partition(".")
        if head in sent and text.strip():
            _put(sent[head], rest, text.strip())
    for party in (sent["sender"], sent["customer"]):
        party.setdefault("address", {})
        if "value" not in party.get("tax_ids", [{}])[0]:
            party.pop("tax_ids", None)
    account = {
        "holder": sent["sender"].get("legal_name", YOU),
        "currency": typed.value("currency"),
        "valid_since": _in_use_since(since),
    }
    sent["bank_account"] = {**account, **sent["bank_account"]}
    return sent


def _in_use_since(typed: str) -> str:
    """A day of the calendar; what is wrong with another one is told where it was typed."""
    try:
        day = date.fromisoformat(typed) if _DAY.fullmatch(typed) else FIRST_ISSUE_DATE
    except ValueError:
        day = FIRST_ISSUE_DATE
    return day.isoformat()


def kept_places(typed: Typed) -> list[int]:
    """Of each line of the sent, which line of the form it is."""
    return [n for n, line in enumerate(typed.lines) if not line.is_blank]


def form_field(typed: Typed) -> Callable[[str], str]:
    """From a path of the sent to the form's field."""
    kept = kept_places(typed)

    def field_of(path: str) -> str:
        head, dot, rest = path.partition(".")
        if head.startswith("lines[") and head[6:-1].isdigit():
            n = int(head[6:-1])
            return f"lines[{kept[n]}]{dot}{rest}" if n < len(kept) else "lines"
        return "currency" if path == "bank_account.currency" else path

    return field_of


def _put(party: Sent, path: str, text: str) -> None:
    """`address.city`, `tax_ids[0].kind` or a plain key."""
    head, dot, rest = path.partition(".")
    if not dot:
        party[head] = text
    elif head.endswith("[0]"):
        party.setdefault(head[:-3], [{}])[0][rest] = text
    else:
        party.setdefault(head, {})[rest] = text
