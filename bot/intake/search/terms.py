"""What one word of a search may mean: a number, an amount, or words to be found.

>>> term_of("JUS-1").number, term_of("$1.2M").amount, term_of("USD 45").currency
('jus-1', '1200000', 'USD')
"""

import re
from decimal import Decimal, InvalidOperation

from bot.intake.notation.amounts import spelled
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.search import Term, amount_key, plain_number
from jupiter_core.domain.text import key_of

_SHORTEST_PART = 3
_SHORTEST_NUMBER = 4
_SIGNS = {"€": "EUR", "£": "GBP"}
_AMOUNT = re.compile(
    r"(?:(?P<before>[a-z]{3}) ?)?(?P<sign>[$€£¥])?(?P<number>\d[\d.,']{0,25}"
    r" ?(?:k|thousand|mio|mn|mm|m|million|bn|billion)?)(?: ?(?P<after>[a-z]{3}))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\w./#-]*\d[\w./-]*")


def term_of(text: str, *, quoted: bool = False) -> Term:
    """A word, or a quoted phrase, which is never an amount or a number."""
    key = " ".join(key_of(text).split())
    # Short ones stand in the middle of far too much.
    shortest = _SHORTEST_NUMBER if key.isdigit() else _SHORTEST_PART
    whole = len(key) < shortest
    if quoted:
        return Term(text=key, whole=whole)
    amount, currency = amount_in(text) or ("", "")
    number = plain_number(text.lstrip("#")) if _NUMBER.fullmatch(text) else ""
    return Term(text=key, whole=whole, number=number, amount=amount, currency=currency)


def amount_in(text: str) -> tuple[str, str] | None:
    """An amount as `amount_key` has it, and its currency where that is said; None for what is no
    amount or can be read in two ways."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    codes = [each for each in (found["before"], found["after"]) if each]
    try:
        currencies = {known_currency(each) for each in codes}
        number = spelled(found["number"].strip()).replace(",", "")
        currencies |= {_SIGNS[found["sign"]]} if found["sign"] in _SIGNS else set()
        if len(currencies) > 1:
            return None
        return amount_key(Decimal(number)), next(iter(currencies), "")
    except (Refusal, InvalidOperation):
        return None


def is_currency(text: str) -> bool:
    """Whether it is a currency's code."""
    try:
        return len(text) == len(known_currency(text))
    except Refusal:
        return False
