"""Numbers as people type them, as the text that a file has in their place."""

from bot.intake.notation.amounts import short_money_of
from bot.intake.notation.numbers import decimal_of, percent_of
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import InvalidNumber, UnknownCurrency
from jupiter_core.domain.totals import plain

_WIDEST_CURRENCY = "KWD"
"""Stands in for a currency that is wrong, so that the amounts are still looked at."""


def amount_text(typed: str, currency: str) -> str:
    """`1.2M` is `1200000.00`. Raises what short_money_of raises."""
    return str(short_money_of(typed, currency))


def number_text(typed: str) -> str:
    """Raises InvalidNumber."""
    return plain(decimal_of(typed))


def percent_text(typed: str) -> str:
    """Raises InvalidNumber."""
    return plain(percent_of(typed))


def whole_of(typed: str) -> int:
    """Raises InvalidNumber."""
    number = decimal_of(typed)
    if number != int(number):
        raise InvalidNumber(typed[:40])
    return int(number)


def currency_of(typed: str) -> str:
    """To read amounts in, whatever was typed."""
    try:
        return known_currency(typed.strip())
    except UnknownCurrency:
        return _WIDEST_CURRENCY
