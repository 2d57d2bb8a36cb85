"""Numbers as people type them: `1,200,000.00`, `1.200.000,00`, `$480`, `(25,000)`, `−25 000`.

>>> decimal_of("1.200.000,50")
Decimal('1200000.50')
"""

import re
from decimal import Decimal

from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.refusals import InvalidAmount, InvalidNumber, TooManyDecimals, TwoReadings
from jupiter_core.domain.text import cleaned
from jupiter_core.domain.unit_price import UnitPrice, unit_price_of

_MINUS = str.maketrans({"−": "-", "–": "-", "’": "'"})
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[,.' ])\d{3}(?:(?P=mark)\d{3})*")
_MARKS = re.compile(r"[.,']")
_LONGEST = 40
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP")
_SIGNS = {"EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", **dict.fromkeys(_DOLLARS, "$")}


def decimal_of(typed: str) -> Decimal:
    """A number. A lone comma before three digits groups thousands; a lone point is a decimal
    point. Raises InvalidNumber for what can be read in two ways or in none."""
    plain = _plain(cleaned(typed))
    if plain is None:
        raise InvalidNumber(typed[:_LONGEST])
    return Decimal(plain)


def whole_number_of(typed: str) -> int:
    """A number without decimals. Raises InvalidNumber."""
    number = decimal_of(typed.strip())
    if number != int(number):
        raise InvalidNumber(typed[:_LONGEST])
    return int(number)


def money_of(typed: str, currency: str) -> Money:
    """An amount in `currency`, whose sign or code may stand before or after it.

    `1.200` is refused in USD, and `1.000` in JPY: they may be meant as thousands. Zeros that the
    currency has no place for are read where they can only be decimals, `1,200.00` in JPY.

    Raises InvalidAmount, TooManyDecimals or AmountTooLarge.
    """
    text = _without_currency(cleaned(typed).translate(_MINUS).strip(), currency)
    plain = _plain(text)
    if plain is None:
        raise InvalidAmount(typed[:_LONGEST])
    digits = minor_digits(currency)
    decimals = plain.partition(".")[2]
    may_be_thousands = len(decimals) == 3 and len(_MARKS.findall(text)) == 1
    if len(decimals) > digits and (may_be_thousands or decimals[digits:].strip("0")):
        raise TooManyDecimals(plain, currency, digits)
    return Money.of(plain, currency)


def price_of(typed: str, currency: str) -> UnitPrice:
    """The price of a unit in `currency`, with 8 decimals at most.

    `12.345` is refused, unless the currency has three decimals: it may be meant as thousands.

    Raises InvalidAmount, TwoReadings, TooManyPriceDecimals or AmountTooLarge.
    """
    text = _without_currency(cleaned(typed).translate(_MINUS).strip(), currency)
    plain = _plain(text)
    if plain is None:
        raise InvalidAmount(typed[:_LONGEST])
    whole, _, decimals = plain.partition(".")
    may_be_thousands = len(decimals) == 3 and len(_MARKS.findall(text)) == 1
    if may_be_thousands and minor_digits(currency) != 3 and whole.strip("-0"):
        raise TwoReadings(typed[:_LONGEST], f"{whole},{decimals}", f"{plain}0")
    return unit_price_of(plain, currency)


def percent_of(typed: str) -> Decimal:
    """A percentage, with or without its sign; nothing typed is 0. Raises InvalidNumber."""
    text = typed.strip().removesuffix("%").strip()
    return decimal_of(text) if text else Decimal(0)


def _without_currency(text: str, currency: str) -> str:
    """Without this currency's own code or sign at one of its ends, inside minus and brackets."""
    for sign in filter(None, (currency, currency.lower(), _SIGNS.get(currency))):
        mark = re.escape(sign)
        at_an_end = rf"\A([-+(]?\s*){mark}|{mark}(\s*\)?)\Z"
        rest, found = re.subn(at_an_end, r"\1\2", text, count=1)
        if found:
            return rest
    return text


def _plain(typed: str) -> str | None:
    """The number as Python spells it, or None."""
    text = " ".join(typed.translate(_MINUS).split())
    if len(text) > _LONGEST or not text.isascii():
        return None
    negative = False
    if text.startswith("(") and text.endswith(")"):
        negative, text = True, text[1:-1].strip()
    elif text.startswith("-"):
        negative, text = True, text[1:].strip()
    digits = _ungrouped(text.removeprefix("+").strip())
    return digits and ("-" if negative else "") + digits


def _ungrouped(text: str) -> str | None:
    if re.fullmatch(r"\d+(\.\d+)?|\.\d+", text):
        return text
    point = max(text.rfind("."), text.rfind(","))
    both = "." in text and "," in text
    spaced = "'" in text or " " in text
    if both or (spaced and point >= 0):
        whole, decimals = text[:point], text[point + 1 :]
        grouped = _GROUPED.fullmatch(whole)
        fits = grouped and grouped["mark"] != text[point] and decimals.isdigit()
        if fits or (whole.isdigit() and decimals.isdigit()):
            return re.sub(r"\D", "", whole) + "." + decimals
        return None
    if _GROUPED.fullmatch(text):
        return re.sub(r"\D", "", text)
    if re.fullmatch(r"\d+,\d{1,2}|0,\d+", text):
        return text.replace(",", ".")
    return None
