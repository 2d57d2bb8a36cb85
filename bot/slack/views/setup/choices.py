"""What can be chosen from lists: languages, and countries, currencies, zones 100 at a time."""

from collections.abc import Iterable
from typing import Any

from babel import Locale

from bot.slack.views.blocks import Block, option, plain
from bot.wording.choices import LANGUAGES, country_names, currency_names, time_zone_names
from bot.wording.country_search import found_countries

COUNTRY, CURRENCY, TIME_ZONE = "setup_country", "setup_currency", "setup_time_zone"
MOST = 100


def language_options() -> list[Block]:
    """The paper's languages, by their English names."""
    return [option(str(Locale("en").languages[code]), code) for code in LANGUAGES]


def country_options(query: str) -> list[Block]:
    """Countries as people call them, the one that is called exactly so first."""
    names = country_names()
    return [option(names[code], code) for code in found_countries(query)[:MOST]]


def currency_options(query: str) -> list[Block]:
    """Currencies by code or English name; the usual ones first."""
    return _found(query, currency_names().items())


def time_zone_options(query: str) -> list[Block]:
    """IANA time zones by any part of their name."""
    return _found(query, time_zone_names().items())


def country_field_option(code: str) -> Block | None:
    """The option of a country that is chosen already."""
    return option(country_names().get(code, code), code) if code else None


def currency_field_option(code: str) -> Block | None:
    """The option of a currency that is chosen already."""
    return option(currency_names().get(code, code), code) if code else None


def time_zone_field_option(name: str) -> Block | None:
    """The option of a time zone that is chosen already."""
    return option(time_zone_names().get(name, name), name) if name else None


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
