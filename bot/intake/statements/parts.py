"""What the readers of all formats share: how they refuse, and how they read an amount and a day."""

import re
from datetime import date

from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal

MOST_ENTRIES = 20_000
_AMOUNT = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?", re.ASCII)
_NOT_GIVEN = {"", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NONE", "N/A"}
_SHOWN = 40


class UnreadableStatement(Refusal):
    """`reason` is a half-sentence, with the line where there is one."""

    template = "This bank statement cannot be read: {reason}."
    reason: str


def amount_in(text: str | None, currency: str) -> Money:
    """A plain decimal of a file. Raises UnreadableStatement, and never rounds."""
    plain = (text or "").strip()
    if not _AMOUNT.fullmatch(plain):
        raise UnreadableStatement(f"“{plain[:_SHOWN]}” is no amount")
    try:
        return Money.of(plain.removeprefix("+"), currency)
    except Refusal as refusal:
        raise UnreadableStatement(refusal.sentence.rstrip(".")) from None


def signed(amount: Money, *, debit: bool) -> Money:
    """What it does to the account."""
    return -amount if debit else amount


def day_in(text: str | None, what: str) -> date:
    """`2026-11-29`, `20261129` or `261129`, with or without a time behind it. Raises
    UnreadableStatement."""
    digits = (text or "").strip().replace("-", "")
    found = re.match(r"(?:(\d{4})(\d\d)(\d\d)|(\d\d)(\d\d)(\d\d))(?!\d{1,5}$)", digits, re.ASCII)
    try:
        if found and found[1]:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found:
            return date(2000 + int(found[4]), int(found[5]), int(found[6]))
    except ValueError:
        pass
    raise UnreadableStatement(f"{what} “{(text or '').strip()[:_SHOWN]}” is no date")


def reference_of(text: str | None) -> str:
    """A reference, or nothing where a bank writes that there is none."""
    plain = " ".join((text or "").split())
    return "" if plain.upper() in _NOT_GIVEN else plain


def expect_room(count: int) -> None:
    """Raises UnreadableStatement where a file has more entries than anybody would look through."""
    if count > MOST_ENTRIES:
        raise UnreadableStatement(f"it has more than {MOST_ENTRIES:,} entries")
