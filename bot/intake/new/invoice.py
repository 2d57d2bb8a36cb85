"""The builder's form as the file that `jupiter render` reads, with each mistake at its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES
from bot.intake.new.errors import FormErrors
from bot.intake.new.numbers import (
    amount_text,
    currency_of,
    number_text,
    percent_text,
    whole_of,
)
from bot.intake.new.typed import LineTyped, Typed
from bot.intake.notation.numbers import percent_of
from bot.intake.refusals import NotAmong, RateNotZero
from jupiter_core.domain.refusals import InvalidNumber
from jupiter_core.domain.terms import FIRST_ISSUE_DATE
from jupiter_core.domain.totals import TaxCategory

_PLAIN = ("number", "issue_date", "currency", "language", "po_number", "memo")
_LINE_PLAIN = ("description", "service_start", "service_end")

YOU = "Your company"
"""Stands in for the sender's name."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Material = dict[str, Any]


def invoice_material(typed: Typed, found: FormErrors) -> Material:
    """Without what could not be read; blank lines are not there."""
    net = found.part("net_terms", lambda: _net_terms(typed.value("net_terms")))
    lines = [_line(n, line, typed, found) for n, line in enumerate(typed.lines)]
    return {
        **{name: text for name in _PLAIN if (text := typed.value(name).strip())},
        **({} if net is None else {"net_terms": net}),
        **parties(typed, typed.value("issue_date")),
        "lines": [line for line in lines if line],
    }


def parties(typed: Typed, since: str) -> Material:
    """Sender, customer and bank account; the account is in use from the day `since`."""
    material: Material = {"sender": {}, "customer": {}, "bank_account": {}}
    for name, text in typed.values.items():
        head, _, rest = name.partition(".")
        if head in material and text.strip():
            _put(material[head], rest, text.strip())
    for party in (material["sender"], material["customer"]):
        party.setdefault("address", {})
        if "value" not in party.get("tax_ids", [{}])[0]:
            party.pop("tax_ids", None)
    account = {
        "holder": material["sender"].get("legal_name", YOU),
        "currency": typed.value("currency"),
        "valid_since": _in_use_since(since),
    }
    material["bank_account"] = {**account, **material["bank_account"]}
    return material


def _in_use_since(typed: str) -> str:
    """A day of the calendar; what is wrong with another one is told where it was typed."""
    try:
        day = date.fromisoformat(typed) if _DAY.fullmatch(typed) else FIRST_ISSUE_DATE
    except ValueError:
        day = FIRST_ISSUE_DATE
    return day.isoformat()


def kept_places(typed: Typed) -> list[int]:
    """Of each line of the material, which line of the form it is."""
    return [n for n, line in enumerate(typed.lines) if not line.is_blank]


def form_field(typed: Typed) -> Callable[[str], str]:
    """From a path of the material to the form's field."""
    kept = kept_places(typed)

    def field_of(path: str) -> str:
        head, dot, rest = path.partition(".")
        if head.startswith("lines[") and head[6:-1].isdigit():
            n = int(head[6:-1])
            return f"lines[{kept[n]}]{dot}{rest}" if n < len(kept) else "lines"
        return "currency" if path == "bank_account.currency" else path

    return field_of


def _put(party: Material, path: str, text: str) -> None:
    """`address.city`, `tax_ids[0].kind` or a plain key."""
    head, dot, rest = path.partition(".")
    if not dot:
        party[head] = text
    elif head.endswith("[0]"):
        party.setdefault(head[:-3], [{}])[0][rest] = text
    else:
        party.setdefault(head, {})[rest] = text


def _line(n: int, line: LineTyped, typed: Typed, found: FormErrors) -> Material:
    if line.is_blank:
        return {}
    currency = currency_of(typed.value("currency"))
    reads: Mapping[str, Callable[[str], Any]] = {
        "quantity": number_text,
        "unit_price": lambda text: amount_text(text, currency),
        "tax_rate": percent_text,
        "tax_category": lambda text: _category(text, line.value("tax_rate")),
        **dict.fromkeys(_LINE_PLAIN, str),
    }
    read: Material = {}
    for name, reading in reads.items():
        text = line.value(name).strip()
        if text:
            read[name] = found.part(f"lines[{n}].{name}", lambda: reading(text))  # noqa: B023
    return {name: value for name, value in read.items() if value is not None}


def _category(typed: str, rate: str) -> str | None:
    """Raises NotAmong, or RateNotZero where there is a rate that it forbids."""
    if typed == CHARGED:
        return None
    if typed not in TAX_CHOICES:
        raise NotAmong(typed[:40], ", ".join(TAX_CHOICES))
    try:
        charged = percent_of(rate)
    except InvalidNumber:
        return typed
    if charged:
        raise RateNotZero(TAX_CHOICES[typed], f"{charged:f}")
    return TaxCategory(typed).value


def _net_terms(typed: str) -> int | None:
    return whole_of(typed.strip()) if typed.strip() else None
