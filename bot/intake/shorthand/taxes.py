"""Taxes by name in a quick line: `GST + QST`, `tax Orange County`, `GST 5%`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.intake.notation.numbers import percent_of
from bot.intake.shorthand.grammar import bare
from jupiter_core.domain.refusals import Refusal

_BEFORE = frozenset(("tax", "taxes", "taxed"))


class ListedTax(NamedTuple):
    """A tax that a legal entity lists, with its rate in percent."""

    name: str
    rate: Decimal


class TaxesFound(NamedTuple):
    """The taxes that are named, and how many words say it."""

    names: tuple[str, ...]
    words: int


def taxes_at(words: Sequence[str], listed: Sequence[ListedTax]) -> TaxesFound | None:
    """The tax with which these words begin, or several that a plus joins; a rate behind it has to
    be the listed one."""
    skipped = 1 if words and words[0].casefold() in _BEFORE else 0
    rest = words[skipped:]
    if not rest or not listed:
        return None
    if joined := _joined(rest[0], listed):
        return TaxesFound(joined, skipped + 1)
    found = [(each, len(each.name.split())) for each in listed if _begins(rest, each.name)]
    most = max((count for _, count in found), default=0)
    named = [each for each, count in found if count == most]
    if not named:
        return None
    said = rest[most] if len(rest) > most and rest[most].endswith("%") else ""
    if said and not any(_is_rate(said, each.rate) for each in named):
        return None
    return TaxesFound((named[0].name,), skipped + most + bool(said))


def _joined(word: str, listed: Sequence[ListedTax]) -> tuple[str, ...]:
    """Of `GST+QST`; empty where one of them is none."""
    known = {each.name.casefold(): each.name for each in listed}
    parts = [each.casefold() for each in word.split("+")]
    names = tuple(known[each] for each in parts if each in known)
    return names if len(parts) > 1 and len(names) == len(parts) else ()


def _begins(words: Sequence[str], name: str) -> bool:
    parts = [bare(each).casefold() for each in name.split()]
    return bool(parts) and [each.casefold() for each in words[: len(parts)]] == parts


def _is_rate(typed: str, rate: Decimal) -> bool:
    try:
        return percent_of(typed.rstrip("%")) == rate
    except Refusal:
        return False
