"""A search line: `acme status:overdue from:2027-01-01 "net 45"`.

Words are found anywhere and all of them must be; filters are named. What is not understood is
named beside the results and leaves them as they are.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from bot.intake.search.terms import amount_in, is_currency, term_of
from bot.intake.search.words import LONGEST_LINE, Piece, pieces
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import State
from jupiter_core.domain.search import Order, Term
from jupiter_core.domain.text import key_of

MOST_TERMS = 12
OVERDUE, UNPAID = "overdue", "unpaid"
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
_CHANNEL = re.compile(r"<#(?P<id>[A-Z0-9]+)(?:\|[^<>]*)?>|(?P<bare>[CG][A-Z0-9]{5,})")
_DAY = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


class SearchQuery(Frozen):
    """What a line asks for. `channel` is a Slack id, `channel_name` a name without its #; `states`
    are values; `mine` says only what whoever asks has drafted. `line` is the line itself."""

    line: str = ""
    terms: tuple[Term, ...] = ()
    states: tuple[str, ...] = ()
    overdue: bool = False
    unpaid: bool = False
    mine: bool = False
    channel: str = ""
    channel_name: str = ""
    customer: str = ""
    po: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    order: Order | None = None
    not_understood: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for that could be read."""
        return self == SearchQuery(line=self.line, not_understood=self.not_understood)


def read_query(line: str) -> SearchQuery:
    """Reads a line; of one filter that is named twice, the last holds. Never raises."""
    said: dict[str, Any] = {"line": line[:LONGEST_LINE]}
    terms: list[Term] = []
    unread: list[str] = [line[LONGEST_LINE:][:40]] if line[LONGEST_LINE:].strip() else []
    for piece in _joined(list(pieces(line))):
        filtered = _filter(piece) if piece.key else None
        if filtered:
            said |= filtered
        elif piece.key or len(terms) >= MOST_TERMS:
            unread.append(piece.raw)
        else:
            terms.append(term_of(piece.text, quoted=piece.quoted))
    return SearchQuery(**said, terms=tuple(terms), not_understood=tuple(unread))


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """With an amount and its currency as one word: `USD 1.2M`, `1,345,000 EUR`."""
    skipped = False
    for piece, after in zip(found, (*found[1:], None), strict=False):
        if skipped:
            skipped = False
            continue
        plain = after is not None and not (piece.key or piece.quoted or after.key or after.quoted)
        if after is not None and plain and is_currency(piece.text) != is_currency(after.text):
            both = f"{piece.text} {after.text}"
            if amount_in(both):
                skipped = True
                yield Piece("", both, both)
                continue
        yield piece


def _filter(piece: Piece) -> dict[str, Any] | None:
    """What a filter says; None where it says nothing that could be read."""
    text = piece.text
    match piece.key:
        case "status" | "state" | "is":
            return _state(text)
        case "channel" | "in":
            return _channel(text)
        case "customer":
            return {"customer": key_of(text)}
        case "po":
            return {"po": key_of(text)}
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


def _state(text: str) -> dict[str, Any] | None:
    wanted = text.lower().replace(" ", "_").replace("-", "_")
    if wanted in (OVERDUE, UNPAID):
        return {wanted: True}
    return {"states": STATES[wanted]} if wanted in STATES else None


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
