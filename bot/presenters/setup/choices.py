"""What can be chosen from lists: languages, and countries, currencies, zones 100 at a time."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import iso4217
from babel import Locale

from bot.presenters.blocks import Block, option, plain
from jupiter_core.domain.money import minor_digits
from jupiter_core.domain.refusals import UnknownCurrency

COUNTRY, CURRENCY, TIME_ZONE = "setup_country", "setup_currency", "setup_time_zone"
MOST = 100
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")
"""Those that the paper speaks."""
_NO_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
_USUAL = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "JPY", "SEK")


def language_options() -> list[Block]:
    """The paper's languages, by their English names."""
    return [option(str(Locale("en").languages[code]), code) for code in LANGUAGES]


def country_options(query: str) -> list[Block]:
    """Countries whose English name or code has all the words of `query`."""
    return _found(query, _countries().items())


def currency_options(query: str) -> list[Block]:
    """Currencies by code or English name; the usual ones first."""
    return _found(query, _currencies().items())


def time_zone_options(query: str) -> list[Block]:
    """IANA time zones by any part of their name."""
    return _found(query, _time_zones().items())


def country_field_option(code: str) -> Block | None:
    """The option of a country that is chosen already."""
    return option(_countries().get(code, code), code) if code else None


def currency_field_option(code: str) -> Block | None:
    return option(_currencies().get(code, code), code) if code else None


def time_zone_field_option(name: str) -> Block | None:
    return option(_time_zones().get(name, name), name) if name else None


def search_select(action_id: str, chosen: Block | None, placeholder: str) -> Block:
    """A menu that asks us for its options as somebody types."""
    made: dict[str, Any] = {
        "type": "external_select",
        "action_id": action_id,
        "min_query_length": 0,
        "placeholder": plain(placeholder, 150),
    }
    return {**made, "initial_option": chosen} if chosen else made


def _found(query: str, known: Iterable[tuple[str, str]]) -> list[Block]:
    words = query.casefold().split()
    texts = ((value, text, f"{value} {text}".casefold()) for value, text in known)
    hits = [option(text, value) for value, text, whole in texts if all(w in whole for w in words)]
    return hits[:MOST]


@cache
def _countries() -> dict[str, str]:
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    codes = (code for code in names if len(code) == 2 and code not in _NO_COUNTRIES)
    return {code: names[code] for code in sorted(codes, key=names.__getitem__)}


@cache
def _currencies() -> dict[str, str]:
    names = Locale("en").currencies
    codes = sorted(str(each.code) for each in iso4217.Currency)
    usual_first = sorted(codes, key=lambda code: (*_USUAL, code).index(code))
    known = (code for code in usual_first if _is_money(code))
    return {code: f"{code} – {names.get(code, code)}" for code in known}


def _is_money(code: str) -> bool:
    try:
        minor_digits(code)
    except UnknownCurrency:
        return False
    return True


@cache
def _time_zones() -> dict[str, str]:
    names = sorted(name for name in available_timezones() if "/" in name)
    regions = (name for name in names if not name.startswith("Etc/"))
    return {name: name.replace("_", " ") for name in ("UTC", *regions)}
