"""Amounts as deals are spoken of: `1.2M`, `$500k`, `1,200,000.00`.

>>> str(short_money_of("1.2M", "USD"))
'1200000.00'
"""

import re
from decimal import Decimal

from bot.intake.notation.numbers import decimal_of, money_of, price_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import InvalidAmount, InvalidNumber
from jupiter_core.domain.text import cleaned
from jupiter_core.domain.totals import plain
from jupiter_core.domain.unit_price import UnitPrice

_SHORT = re.compile(
    r"(?P<number>\d[\d.,']{0,20})\s?(?P<unit>k|thousand|mio|mn|mm|m|million|bn|billion)(?![a-z])",
    re.IGNORECASE,
)
_PLACES = {"k": 3, "t": 3, "m": 6, "b": 9}
_LONGEST = 40
_TWO_WAYS = re.compile(r"(?i:0*[1-9]\d{0,2}\.\d{3}\s?(k|thousand)|\d{1,3},\d{3}\s?[mb]\w*)")


def short_money_of(typed: str, currency: str) -> Money:
    """An amount in `currency`, where `k` is thousands, `M` millions and `bn` billions.

    Refused is what can be read in two ways: `1.200k`, `1,125M`. Raises InvalidAmount,
    TooManyDecimals or AmountTooLarge.
    """
    return money_of(_in_full(typed), currency)


def short_price_of(typed: str, currency: str) -> UnitPrice:
    """The price of a unit: the same, with 8 decimals at most. Raises InvalidAmount, TwoReadings,
    TooManyPriceDecimals or AmountTooLarge."""
    return price_of(_in_full(typed), currency)


def _in_full(typed: str) -> str:
    """Without `k` and `M`. Raises InvalidAmount."""
    if len(typed) > _LONGEST:
        raise InvalidAmount(typed[:_LONGEST])
    typed = cleaned(typed)
    return _SHORT.sub(lambda found: _spelled(found, typed), typed)


def short_prices_of(typed: str, currency: str) -> tuple[UnitPrice, ...]:
    """One yearly price, or a price for each year: `500k, 1M, 1.5M`. Raises as short_price_of."""
    try:
        return (short_price_of(typed, currency),)
    except InvalidAmount:
        parts = [part.strip() for part in re.split(r"[;/\n]|,(?!\d{3}(?!\d))|,\s+", typed)]
        if len(parts) < 2 or any(re.match(r"0\d", part) for part in parts):
            raise
        return tuple(short_price_of(part, currency) for part in parts if part)


def spelled(typed: str) -> str:
    """The number without a unit, thousands grouped: `1.2M` is `1,200,000`. Raises InvalidAmount."""
    found = _SHORT.fullmatch(typed)
    try:
        number = decimal_of(_spelled(found, typed) if found else typed)
    except InvalidNumber:
        raise InvalidAmount(typed[:_LONGEST]) from None
    return f"{number:,f}"


def _spelled(found: re.Match[str], typed: str) -> str:
    if _TWO_WAYS.fullmatch(found[0]):
        raise InvalidAmount(typed)
    try:
        number = decimal_of(found["number"])
    except InvalidNumber:
        raise InvalidAmount(typed) from None
    places = _PLACES[found["unit"][0].lower()]
    return plain(number * Decimal(10) ** places)
