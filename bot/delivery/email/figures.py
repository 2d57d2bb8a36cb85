"""Amounts and dates as a language writes them: on the mail as on the paper, by Babel."""

from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from jupiter_core.domain.money import Money, minor_digits

_PATTERNS = {"en": "d MMM y", "ja": "long"}
"""Where the medium one would let a reader take the month for the day, or looks like a code."""


def amount(money: Money, language: str) -> str:
    """`USD 1,345,000.00`, `1.345.000,00 EUR`, with ISO's decimals; never parted at a line's end."""
    digits = minor_digits(money.currency)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    exact = Decimal(money.minor).scaleb(-digits)
    written = format_decimal(exact, format=pattern, locale=language, decimal_quantization=False)
    code_first = Locale(language).currency_formats["standard"].pattern.startswith("¤")
    pair = (money.currency, written) if code_first else (written, money.currency)
    return "\u00a0".join(pair)


def day(value: date, language: str) -> str:
    """`6 Jan 2027`, `06.01.2027`, `1er mars 2027`."""
    written = format_date(value, _PATTERNS.get(language, "medium"), locale=language)
    is_first = language == "fr" and value.day == 1
    return written.replace("1 ", "1er ", 1) if is_first else written
