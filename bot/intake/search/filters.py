"""The filters of a search line: what stands behind `status:`, `overdue:`, `issued:` and the rest.

>>> of_filter("overdue", "31-60"), of_filter("overdue", "91+"), of_filter("currency", "eur")
({'past_due': (31, 60)}, {'past_due': (91, None)}, {'currency': 'EUR'})
"""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from typing import Any

from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.search import Order, PaperKind
from jupiter_core.domain.text import key_of

STATES = {
    **{each.value: (each.value,) for each in State},
    "pending": (State.PENDING_APPROVAL.value,),
    "waiting": (State.PENDING_APPROVAL.value,),
    "open": (State.ISSUED.value, State.PARTIALLY_PAID.value),
    "billed": (State.ISSUED.value, State.PARTIALLY_PAID.value, State.PAID.value),
    "part_paid": (State.PARTIALLY_PAID.value,),
    "sent": (State.ISSUED.value,),
    "active": ("active",),
    "ended": ("ended",),
}
"""Words for states."""
STANDINGS: dict[str, dict[str, Any]] = {
    "overdue": {"overdue": True},
    "unpaid": {"unpaid": True},
    "current": {"past_due": (None, 0)},
    "waiting_for_po": {"po_awaited": True},
    "upload_due": {"upload_due": True},
    "to_upload": {"upload_due": True},
}
"""What else `status:` may say: how an invoice stands, whatever its state."""
_PAPERS = {
    **{each.value: each for each in PaperKind},
    "credit": PaperKind.CREDIT_NOTE,
    "note": PaperKind.CREDIT_NOTE,
}
_CHANNEL = re.compile(r"<#(?P<id>[A-Z0-9]+)(?:\|[^<>]*)?>|(?P<bare>[CG][A-Z0-9]{5,})")
_DAY = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_AGES = re.compile(r"(?P<least>[0-9]{1,4})(?:[-–](?P<most>[0-9]{1,4})|\+)|[>](?P<over>[0-9]{1,4})")
_DAYS = re.compile(r"(?P<days>[0-9]{1,4})d?", re.IGNORECASE)


def of_filter(key: str, text: str) -> dict[str, Any] | None:
    """What a filter says, by the fields of SearchQuery; None where it says nothing that could be
    read."""
    match key:
        case "status" | "state" | "is":
            return _state(text)
        case "overdue":
            return _ages(text)
        case "currency":
            return _currency(text)
        case "type":
            return _paper(text)
        case "issued" | "paid":
            return _lately(key, text)
        case "channel" | "in":
            return _channel(text)
        case "upload":
            return {"upload_due": True} if _word(text) in {"due", "yes"} else None
        case "customer" | "po":
            return {key: key_of(text)}
        case _:
            return _listed(key, text)


def _listed(key: str, text: str) -> dict[str, Any] | None:
    """Between which days, whose, in which order."""
    match key:
        case "from" | "since" | "after":
            day = _day(text, last=False)
            return {"issued_from": day} if day else None
        case "to" | "until" | "before":
            day = _day(text, last=True)
            return {"issued_to": day} if day else None
        case "by":
            return {"mine": True} if text.lower() == "me" else None
        case "sort":
            orders = {each.value: each for each in Order}
            return {"order": orders[text.lower()]} if text.lower() in orders else None
        case _:
            return None


def _word(text: str) -> str:
    return text.lower().replace(" ", "_").replace("-", "_")


def _state(text: str) -> dict[str, Any] | None:
    wanted = _word(text)
    if wanted in STANDINGS:
        return STANDINGS[wanted]
    return {"states": STATES[wanted]} if wanted in STATES else None


def _ages(text: str) -> dict[str, Any] | None:
    found = _AGES.fullmatch(text)
    if found is None:
        return None
    if found["over"]:
        return {"past_due": (int(found["over"]) + 1, None)}
    least, most = int(found["least"]), int(found["most"]) if found["most"] else None
    return None if most is not None and most < least else {"past_due": (least, most)}


def _currency(text: str) -> dict[str, Any] | None:
    with suppress(Refusal):
        return {"currency": known_currency(text)}
    return None


def _paper(text: str) -> dict[str, Any] | None:
    wanted = _PAPERS.get(_word(text))
    return {"paper": wanted} if wanted else None


def _lately(key: str, text: str) -> dict[str, Any] | None:
    found = _DAYS.fullmatch(text)
    return {f"{key}_days": int(found["days"])} if found and int(found["days"]) else None


def _channel(text: str) -> dict[str, Any]:
    found = _CHANNEL.fullmatch(text)
    if found:
        return {"channel": found["id"] or found["bare"], "channel_name": ""}
    return {"channel": "", "channel_name": text.lstrip("#").lower()}


def _day(text: str, *, last: bool) -> date | None:
    """A day; of a month or a year its first, or its last."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    with suppress(ValueError):
        year, month = int(found["year"]), int(found["month"] or (12 if last else 1))
        end = monthrange(year, month)[1] if last else 1
        return date(year, month, int(found["day"] or end))
    return None
