"""What a party most likely has by its country; a person may say another of each.

Currencies and languages are the Unicode CLDR's, time zones IANA's zone.tab, and the rest is in
`country_table`. Terms are 30 days: article 3 of Directive 2011/7/EU, and the usual ones elsewhere.
"""

import re
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from babel.core import get_global
from babel.languages import get_official_languages

from jupiter_core.domain.country_table import (
    ANY_COUNTRY,
    MAIN_TIME_ZONES,
    MEMBER_STATE,
    MEMBER_STATES,
    NUMBERS_ASKED,
    OLD_CURRENCIES,
    TAX_RATES,
)
from jupiter_core.domain.deal_defaults import DealDefaults

SPOKEN = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")
"""The languages of the paper."""
NET_TERMS = 30
"""Days."""
_LETTER = re.compile("BZ|CA|CL|CO|CR|GT|MX|NI|PA|PH|PR|SV|US|VE")
"""CLDR's territories whose paper is US Letter."""


class AskedNumber(NamedTuple):
    """A number that companies of a country have: its kind, and what it is called there."""

    kind: str
    label: str


class CountryDefaults(NamedTuple):
    """`language` is English where the paper does not speak the country's own; `tax_rates` begin
    with the standard one, and are empty where none is known. `uses_letter` is of the paper."""

    currency: str
    language: str
    time_zones: tuple[str, ...]
    tax_rates: tuple[Decimal, ...]
    numbers: tuple[AskedNumber, ...]
    uses_letter: bool

    def deal(self) -> DealDefaults:
        """The usual deal of an entity there."""
        rate = self.tax_rates[0] if self.tax_rates else None
        return DealDefaults(currency=self.currency, net_terms=NET_TERMS, tax_rate=rate)

    def time_zone(self, of_person: str = "") -> str:
        """That of the person who asks, if it is one of the country's; else the main one."""
        known = of_person in self.time_zones or not self.time_zones
        return of_person if known else self.time_zones[0]


@cache
def country_defaults(code: str) -> CountryDefaults:
    """Of a country by its ISO 3166-1 alpha-2 code; of one that is not known, as little as that."""
    numbers = NUMBERS_ASKED.get(code, MEMBER_STATE if code in MEMBER_STATES else ANY_COUNTRY)
    return CountryDefaults(
        currency=_currency(code),
        language=_language(code),
        time_zones=_zones(code),
        tax_rates=tuple(Decimal(each) for each in TAX_RATES.get(code, ())),
        numbers=tuple(AskedNumber(*each) for each in numbers),
        uses_letter=uses_letter(code),
    )


def uses_letter(code: str) -> bool:
    """Whether the paper in use in a country is Letter; else it is A4."""
    return _LETTER.fullmatch(code) is not None


def _currency(code: str) -> str:
    known = get_global("territory_currencies").get(code, ())
    in_use = [currency for currency, _, until, tender in known if tender and not until]
    return OLD_CURRENCIES.get(code) or (in_use[0] if in_use else "")


def _language(code: str) -> str:
    spoken = get_official_languages(code, de_facto=True)
    return next((each for each in spoken if each in SPOKEN), SPOKEN[0])


def _zones(code: str) -> tuple[str, ...]:
    """The main one first."""
    zones = _all_zones().get(code, ())
    main = MAIN_TIME_ZONES.get(code)
    return tuple(dict.fromkeys((main, *zones))) if main else zones


@cache
def _all_zones() -> dict[str, tuple[str, ...]]:
    """Tab-separated rows of the code, the coordinates and the zone, and comments."""
    found: dict[str, tuple[str, ...]] = {}
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    for row in table.splitlines():
        if row and not row.startswith("#"):
            code, _, zone = row.split("\t")[:3]
            found[code] = (*found.get(code, ()), zone)
    return found
