"""What can be chosen from lists, by code and English name: languages, countries, currencies,
time zones, kinds of tax ids."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from jupiter_core.domain.currencies import MINOR_DIGITS
from jupiter_core.domain.registers import NUMBERS

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")
"""Those that the paper speaks."""

NUMBER_KINDS = {kind: number.name for kind, number in NUMBERS.items()}
"""Tax ids and registration numbers by their kind."""


_NO_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)


_USUAL = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "JPY", "SEK")


@cache
def country_names() -> dict[str, str]:
    """Every country by its ISO code, in the order of the names."""
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    codes = (code for code in names if len(code) == 2 and code not in _NO_COUNTRIES)
    return {code: names[code] for code in sorted(codes, key=names.__getitem__)}


@cache
def currency_names() -> dict[str, str]:
    """`USD – US Dollar` by ISO code: every currency that has a minor unit, the usual first."""
    names = Locale("en").currencies
    usual_first = sorted(sorted(MINOR_DIGITS), key=lambda code: (*_USUAL, code).index(code))
    return {code: f"{code} – {names.get(code, code)}" for code in usual_first}


@cache
def time_zone_names() -> dict[str, str]:
    """Every IANA zone of a place, and UTC, by its id."""
    names = sorted(name for name in available_timezones() if "/" in name)
    regions = (name for name in names if not name.startswith("Etc/"))
    return {name: name.replace("_", " ") for name in ("UTC", *regions)}


CURRENCIES = (
    *("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK"),
    *("HUF", "RON", "SGD", "HKD", "CNY", "INR", "KRW", "TWD", "ILS", "AED", "SAR", "QAR", "KWD"),
    *("BHD", "ZAR", "BRL", "MXN", "CLP", "TRY"),
)
