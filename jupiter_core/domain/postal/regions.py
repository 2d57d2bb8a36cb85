"""Names of regions: known by any spelling, with or without diacritics, or by a code.

>>> known_region("BR", "Sao Paulo").name
'São Paulo'
>>> known_region("IN", "ka").name
'Karnataka'
>>> known_region("IE", "County Kildare").name
'Co. Kildare'
"""

import re
import unicodedata
from functools import cache

from jupiter_core.domain.postal.countries import Region, country
from jupiter_core.domain.postal.region_names import ALSO_KNOWN

_UNMARKED = str.maketrans(
    {
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("đĐðÐ", "d"),
        **dict.fromkeys("ıİ", "i"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("'’`´ʹʻ", ""),
        "&": " and ",
    }
)
"""Letters that have no decomposition, and signs that are written or left out at will."""
_CITY_WORDS = frozenset(
    ("city", "shi", "si", "municipality", "metropolitan", "special", "autonomous", "self", "of")
)
_KINDS = _CITY_WORDS | frozenset(
    (
        *("county", "co", "province", "provincia", "provinsi", "prov", "state", "estado", "region"),
        *("prefecture", "ken", "fu", "to", "sheng", "zizhiqu", "governorate", "emirate", "oblast"),
        *(
            "do",
            "department",
            "departamento",
            "district",
            "parish",
            "territory",
            "the",
            "de",
            "del",
        ),
        *("da", "do", "y", "e", "and", "kray", "krai", "republic", "respublika", "republits"),
    )
)


def folded(name: str) -> str:
    """In small letters without marks, its words a space apart: `Île-de-France` is `ile de france`.

    What has other letters than Latin ones keeps them.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_UNMARKED))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", letters.casefold()))


def same_place(city: str, region: str) -> bool:
    """Whether a city and a region are one and the same: `Taipei` and `Taipei City`."""
    return _without(city, _CITY_WORDS) == _without(region, _CITY_WORDS)


def known_region(country_code: str, typed: str) -> Region | None:
    """The region of a country that goes by that name or code; None where none does."""
    by_name = _by_name(country_code)
    plain = folded(typed)
    prefix = f"{country_code.casefold()} "
    return (
        by_name.get(plain)
        or by_name.get(plain.removeprefix(prefix))
        or by_name.get("".join(plain.split()))
        or by_name.get(_without(typed, _KINDS))
    )


@cache
def _by_name(country_code: str) -> dict[str, Region]:
    """Each region by all it is called. A whole name comes before one without its kind."""
    rules = country(country_code)
    regions = rules.regions if rules else ()
    further = ALSO_KNOWN.get(country_code, {})
    found: dict[str, Region] = {}
    spelled = [
        (name, region)
        for region in regions
        for own in region.names
        for name in (own, *further.get(own, ()))
    ]
    for name, region in spelled:
        found.setdefault(folded(name), region)
    for name, region in spelled:
        found.setdefault("".join(folded(name).split()), region)
        found.setdefault(_without(name, _KINDS), region)
    return found


def _without(name: str, words: frozenset[str]) -> str:
    """Folded, without words that say what kind of place it is; whole if nothing else is left."""
    plain = folded(name)
    kept = [word for word in plain.split() if word not in words]
    return " ".join(kept) or plain
