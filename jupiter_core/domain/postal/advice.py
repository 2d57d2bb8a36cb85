"""What is unusual in an address. It is said to who typed it, and the address is taken all the same.

The post's data is never complete: a new district, a spelling in English or a code that a form
made somebody type are right more often than a list is.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.postal.countries import Country, Region, country, in_sentence
from jupiter_core.domain.postal.regions import known_region

_OFTEN_WITHOUT_REGION = frozenset(("AE", "CN", "CO", "ES", "HK", "ID", "JP", "KR", "RU", "TW"))
"""Where the data wants a region, and the city or the postal code says as much."""
_COUNTRY_BEFORE_CODE = re.compile(r"[A-Z]{1,3}[- ] ?(?=.*\d)")


class Advice(Frozen):
    """`path` is a part of the address, `sentence` a whole one for people."""

    path: str
    sentence: str


def advice(parts: Mapping[str, str], country_code: str) -> tuple[Advice, ...]:
    """On the region and the postal code of an address; empty where nothing is unusual.

    `parts` are S region and Z postal code.
    """
    rules = country(country_code)
    if rules is None:
        return ()
    region = known_region(country_code, parts["S"]) if parts["S"] else None
    return (*_on_region(rules, parts["S"], region), *_on_code(rules, parts["Z"], region))


def _on_region(rules: Country, typed: str, region: Region | None) -> Iterator[Advice]:
    kind, where = rules.region_kind, in_sentence(rules.code)
    expected = "S" in rules.required and rules.code not in _OFTEN_WITHOUT_REGION
    if not typed and expected:
        sentence = f"An address in {where} usually has {_one(kind)}."
        yield Advice(path="region", sentence=sentence)
    if typed and rules.regions and region is None:
        sentence = f"“{typed}” is not {_one(kind)} of {where} that we know."
        yield Advice(path="region", sentence=sentence)


def _on_code(rules: Country, typed: str, region: Region | None) -> Iterator[Advice]:
    where = in_sentence(rules.code)
    like = f" It is written like {' or '.join(rules.examples)}." if rules.examples else ""
    if not typed and "Z" in rules.required:
        sentence = f"An address in {where} usually has a postal code.{like}"
        yield Advice(path="postal_code", sentence=sentence)
    if not typed or not rules.postal_code:
        return
    code = _without_country(rules, typed.upper())
    if not _pattern(rules.postal_code).fullmatch(code):
        sentence = f"“{typed}” does not look like a postal code of {where}.{like}"
        yield Advice(path="postal_code", sentence=sentence)
    elif region and region.zips and not _pattern(region.zips).match(code):
        sentence = f"“{typed}” does not look like a postal code of {region.name}."
        yield Advice(path="postal_code", sentence=sentence)


def _without_country(rules: Country, code: str) -> str:
    """`CH-8001` without the letters that tell other countries' posts where it goes."""
    if _pattern(rules.postal_code).fullmatch(code):
        return code
    return _COUNTRY_BEFORE_CODE.sub("", code, count=1)


def _one(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(f"(?:{text})")
