"""Amounts, currencies and days as a quick line says them."""

import re
from contextlib import suppress
from datetime import date, datetime

from bot.intake.notation.amounts import spelled
from jupiter_core.domain.refusals import Refusal

DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP")
_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "US$": "USD", "CA$": "CAD", "C$": "CAD"} | {
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
}
_CURRENCY = re.compile(
    r"(?:US|CA|AU|NZ|HK|C|A|S)?\$|[€£¥]|(?<![A-Za-z])(?!(?i:mio))[A-Za-z]{3}(?![A-Za-z])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d.*")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def amount_in(text: str) -> tuple[str, str] | None:
    """The number spelled out, and its currency, if one is said.

    None where it can be read in two ways.
    """
    number = _NUMBER.search(_CURRENCY.sub(" ", text))
    with suppress(Refusal):
        return (spelled(number[0].strip()), currency_in(text)) if number else None
    return None


def currency_in(text: str) -> str:
    """A code; `$` for some dollar; nothing where none is said."""
    found = [each.upper() for each in _CURRENCY.findall(text)]
    codes = [_SIGNS.get(each, each) for each in found]
    return next((code for code in codes if code != "$"), codes[0] if codes else "")


def day_in(text: str) -> date | None:
    """A day as people write it: `1 Jan 2027`, `Jan 2027`; None for anything else."""
    words = " ".join(word[:3] if word.isalpha() else word for word in text.split())
    for shape in ("%Y-%m-%d", "%d %b %Y", "%b %d %Y", "%b %Y"):
        with suppress(ValueError):
            return datetime.strptime(words, shape).date()  # noqa: DTZ007
    return None


def number_said(text: str) -> int:
    """Of digits, or of a word up to ten."""
    word = text.lower()
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)
