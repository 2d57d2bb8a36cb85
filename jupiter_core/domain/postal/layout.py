"""The lines of an address, in the order of its country's own Latin format.

Only what was typed is written: the order and the signs between the parts are the country's.

>>> lines({"A": "Gran Vía 1", "C": "Madrid", "S": "Madrid", "Z": "28013"}, "ES")
['Gran Vía 1', '28013 Madrid']
"""

import re
from collections.abc import Mapping

from jupiter_core.domain.postal.countries import Country, country
from jupiter_core.domain.postal.regions import known_region, same_place

_FALLBACK = "%A%n%Z %C%n%S"
_UNDERSTOOD = {"SG": {"C": "Singapore"}, "PR": {"S": "PR"}}
"""What the post writes although nobody types it."""
_ALWAYS_WITH_REGION = frozenset(("AU", "BR", "CA", "US"))
_REGION_BY_CODE = _ALWAYS_WITH_REGION | frozenset(("IE", "IT", "MX"))
"""Where the region is written even though the city has its name: `New York, NY`, `Roma RM`,
`Cork, Co. Cork`. Of the latter three, a region spelled just like the city is left out."""


def lines(parts: Mapping[str, str], country_code: str) -> list[str]:
    """Of the parts A street, C city, S region and Z postal code, without the country's name."""
    rules = country(country_code)
    layout = _complete(rules) if rules else _FALLBACK.split("%n")
    understood = _UNDERSTOOD.get(country_code, {})
    given = {part: text or understood.get(part, "") for part, text in parts.items()}
    if given["S"] and _is_repeated(given["C"], given["S"], country_code):
        given["S"] = ""
    if not given["S"]:
        given = _with_city_in_its_place(layout, given)
    written = (_line(each, given) for each in layout)
    return [line for text in written for line in text.split("\n") if line]


def _complete(rules: Country) -> list[str]:
    """The format's lines, with a line of its own for each part that the format lacks."""
    layout = [line for line in rules.latin_format.split("%n") if re.search("%[ACSZ]", line)]
    for letter, before in (("C", "A"), ("S", "C")):
        if not any(f"%{letter}" in line for line in layout):
            at = next(n for n, line in enumerate(layout) if f"%{before}" in line)
            layout.insert(at + 1, f"%{letter}")
    if not any("%Z" in line for line in layout):
        layout.append("%Z")
    return layout


def _is_repeated(city: str, region: str, country_code: str) -> bool:
    if country_code in _ALWAYS_WITH_REGION or not city:
        return False
    if country_code in _REGION_BY_CODE:
        return city.casefold() == region.casefold()
    if same_place(city, region):
        return True
    known = known_region(country_code, region)
    is_code = known is not None and len(region) <= 3
    return is_code and known == known_region(country_code, city)


def _with_city_in_its_place(layout: list[str], parts: Mapping[str, str]) -> dict[str, str]:
    """A city without a region stands beside the code if the region would: `Jakarta 12190`."""
    beside_code = any("%S" in line and "%Z" in line and "%C" not in line for line in layout)
    return {**parts, "C": "", "S": parts["C"]} if beside_code else dict(parts)


def _line(layout: str, parts: Mapping[str, str]) -> str:
    """Each part with the signs before it; none before the first, so `CH-` is left out."""
    text = ""
    for before, letter in re.findall(r"([^%]*)%(.)", layout):
        value = parts.get(letter, "")
        if value:
            text += f"{before}{value}" if text else value
    return text
