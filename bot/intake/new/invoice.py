"""The invoice of /new as the document that `jupiter render` reads, each mistake at its field."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bot.intake.documents.invoice import LineBody
from bot.intake.drafts.form import PRICES_WITH_TAX
from bot.intake.new.account_fields import account_section
from bot.intake.new.typed import LineTyped, Typed
from jupiter_core.domain.terms import FIRST_ISSUE_DATE

_PLAIN = ("number", "issue_date", "net_terms", "currency", "language", "po_number", "memo")
ON_EACH = ("early_payment", "late_fee", "references")
"""What each invoice of a contract says too."""
_OPTIONAL = (*ON_EACH, "adjustments")
_LIST = re.compile(r"\b(taxes|references|adjustments)\[\d+\].*")
"""One field is all of a list."""

YOU = "Your company"
"""Stands in for the sender's name."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Sent = dict[str, Any]


def sent_invoice(typed: Typed) -> Sent:
    """As a document has it; blank lines are not there."""
    return {
        **{name: typed.value(name).strip() for name in _PLAIN},
        **said_besides(typed, _OPTIONAL),
        "prices_include_tax": typed.value("prices") == PRICES_WITH_TAX,
        **parties(typed, typed.value("issue_date")),
        "lines": [_sent_line(typed.lines[n]) for n in kept_places(typed)],
    }


def said_besides(typed: Typed, names: Sequence[str]) -> dict[str, str]:
    """What is typed of what an invoice may do without, with a second language that is another."""
    said = {name: typed.value(name).strip() for name in names}
    second = typed.value("second_language")
    said["second_language"] = "" if second == typed.value("language") else second
    return {name: text for name, text in said.items() if text}


def _sent_line(line: LineTyped) -> Sent:
    """Its taxes are names, as the sender lists them."""
    names = [each.strip() for each in re.split("[+,]", line.value("taxes"))]
    return {
        **{name: line.value(name) for name in LineBody.model_fields},
        "taxes": [{"name": each} for each in names if each],
    }


def parties(typed: Typed, since: str) -> Sent:
    """Sender, customer and bank account; the account is in use from the day `since`."""
    sent: Sent = {"sender": {}, "customer": {}, "bank_account": {}}
    of_account = {each.name for each in account_section(typed.scheme).all}
    for name, text in typed.values.items():
        head, _, rest = name.partition(".")
        elsewhere = head == "bank_account" and name not in of_account
        if head in sent and text.strip() and not elsewhere:
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


def one_field(path: str) -> str:
    """`lines[0].taxes` of `lines[0].taxes[1].name`: a list that is typed into one field."""
    return _LIST.sub(r"\1", path)


def form_field(typed: Typed) -> Callable[[str], str]:
    """From a path of the sent to the form's field."""
    kept = kept_places(typed)

    def field_of(path: str) -> str:
        path = one_field(path)
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
