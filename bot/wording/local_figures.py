"""Amounts, numbers and dates as a language writes them: on the mail and the page as on the paper,
by Babel."""

import re
from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.dates import format_datetime
from babel.numbers import format_decimal

from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.unit_price import UnitPrice

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


def amount(money: Money, language: str) -> str:
    """`USD 1,345,000.00`, `1.345.000,00 EUR`, with ISO's decimals; never parted at a line's end."""
    written = bare_amount(money, language)
    pair = (money.currency, written) if _code_first(language) else (written, money.currency)
    return "\u00a0".join(pair)


def bare_price(price: UnitPrice, language: str) -> str:
    """Without its currency, with the decimals that it has: `0,1648`."""
    if isinstance(price, Money):
        return bare_amount(price, language)
    return number(price.decimal, language)


def bare_amount(money: Money, language: str) -> str:
    """Without its currency: `1.345.000,00`."""
    digits = minor_digits(money.currency)
    return _number(Decimal(money.minor).scaleb(-digits), digits, language)


def number(value: Decimal, language: str) -> str:
    """With the decimals that it needs: `1,250.5`."""
    _, _, rest = f"{value:f}".partition(".")
    return _number(value, len(rest.rstrip("0")), language)


def rate(value: Decimal, language: str) -> str:
    """`8.875%`, `8,875 %`."""
    suffix: str = Locale(language).percent_formats[None].suffix[0]
    return number(value, language) + suffix


def respelled(text: str, language: str) -> str:
    """`text` whose numbers are spelled `1,200,000.00`, with its numbers in this language."""

    def again(numeral: re.Match[str]) -> str:
        bare = numeral[0].rstrip(",")
        _, _, rest = bare.partition(".")
        value = _number(Decimal(bare.replace(",", "")), len(rest), language)
        return value + "," * (len(numeral[0]) - len(bare))

    return _NUMERAL.sub(again, text)


def day(value: date, language: str) -> str:
    """`6 Jan 2027`, `06.01.2027`, `1er mars 2027`."""
    return spelled_day(value, language)


def moment(value: datetime, language: str) -> str:
    """`22 Nov 2026, 09:30 UTC`."""
    time = format_datetime(value, "HH:mm", locale=language)
    between = " " if language == "ja" else ", "
    return f"{day(value.date(), language)}{between}{time} UTC"


def _number(value: Decimal, decimals: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=language, decimal_quantization=False)


def _code_first(language: str) -> bool:
    pattern: str = Locale(language).currency_formats["standard"].pattern
    return pattern.startswith("¤")
