"""Addresses: by the rules of their own country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.address import Address
from jupiter_core.domain.refusals import InvalidAddress, Refusal, TooLong, Unprintable

US = {
    "street": "548 Market Street\nSuite 500",
    "city": "San Francisco",
    "region": "ca",
    "postal_code": "94104",
    "country": "us",
}
GB = {
    "street": "10 Fleet Street",
    "city": "London",
    "region": "",
    "postal_code": "ec4y 1au",
    "country": "GB",
}
DE = {
    "street": "Friedrichstraße 95",
    "city": "Berlin",
    "region": "",
    "postal_code": "10117",
    "country": "DE",
}
JP = {
    "street": "1-1-2 Marunouchi",
    "city": "Chiyoda-ku",
    "region": "Tokyo",
    "postal_code": "100-0005",
    "country": "JP",
}


@pytest.mark.parametrize("typed", [US, GB, DE, JP])
def test_an_address_is_its_own_canonical_form(typed: dict[str, str]) -> None:
    address = Address.checked(**typed)
    assert Address.checked(**address.model_dump()) == address


def test_what_was_typed_is_kept_but_for_white_space_and_the_capitals_of_the_country() -> None:
    address = Address.checked(**{**US, "city": "  San  Francisco "})
    assert address.model_dump() == {**US, "country": "US"}


def test_nothing_is_written_in_capitals_that_was_not_typed_so() -> None:
    assert Address.checked(**US).lines() == [
        "548 Market Street",
        "Suite 500",
        "San Francisco, ca 94104",
        "United States",
    ]
    assert Address.checked(**GB).lines() == [
        "10 Fleet Street",
        "London",
        "ec4y 1au",
        "United Kingdom",
    ]
    assert Address.checked(**DE).lines() == ["Friedrichstraße 95", "10117 Berlin", "Germany"]


def test_an_address_that_was_stored_with_a_code_for_its_region_is_still_read_well() -> None:
    stored = {"street": "GRAN VÍA 1", "city": "Madrid", "region": "M", "postal_code": "28013"}
    address = Address.model_validate({**stored, "country": "ES"})
    assert address.lines() == ["GRAN VÍA 1", "28013 Madrid", "Spain"]


@pytest.mark.parametrize(
    ("typed", "path", "sentence"),
    [
        ({**US, "street": " "}, "street", "An address in the United States needs a street."),
        ({**US, "city": ""}, "city", "An address in the United States needs a city."),
        (
            {**US, "country": "ZZ"},
            "country",
            "This is not a country code such as US, GB or DE (ISO 3166).",
        ),
        ({**US, "country": " "}, "country", "The country is required."),
        (
            {**JP, "city": "", "region": ""},
            "city",
            "An address in Japan needs a city or prefecture.",
        ),
        (
            {**JP, "city": "", "region": "", "country": "CN"},
            "city",
            "An address in China needs a city or province.",
        ),
        (
            {**JP, "city": "", "region": "", "country": "AE"},
            "city",
            "An address in the United Arab Emirates needs a city or emirate.",
        ),
    ],
)
def test_what_cannot_be_an_address_is_refused_at_its_place(
    typed: dict[str, str], path: str, sentence: str
) -> None:
    with pytest.raises(InvalidAddress) as refusal:
        Address.checked(**typed)
    assert (refusal.value.path, refusal.value.sentence) == (path, sentence)


@pytest.mark.parametrize("country", ["SG", "HK", "MC", "GI", "MO", "VA", "AE", "JP", "CN", "TW"])
def test_a_city_is_not_asked_for_where_a_region_or_the_country_is_one(country: str) -> None:
    region = "" if country in {"SG", "MC", "GI", "MO", "VA"} else "Anywhere"
    Address.checked(street="1 Way", city="", region=region, postal_code="", country=country)


@pytest.mark.parametrize(
    ("typed", "path", "sentence"),
    [
        (
            {**US, "region": "Ontario"},
            "region",
            "“Ontario” is not a state of the United States that we know.",
        ),
        ({**US, "region": ""}, "region", "An address in the United States usually has a state."),
        (
            {**US, "postal_code": "9410"},
            "postal_code",
            (
                "“9410” does not look like a postal code of the United States. "
                "It is written like 95014 or 22162-1010."
            ),
        ),
        (
            {**US, "region": "NY"},
            "postal_code",
            "“94104” does not look like a postal code of New York.",
        ),
        (
            {**DE, "postal_code": ""},
            "postal_code",
            "An address in Germany usually has a postal code. It is written like 26133 or 53225.",
        ),
        (
            {**DE, "country": "AE", "region": "Saxony"},
            "region",
            "“Saxony” is not an emirate of the United Arab Emirates that we know.",
        ),
    ],
)
def test_what_is_unusual_is_taken_and_said(typed: dict[str, str], path: str, sentence: str) -> None:
    advice = Address.checked(**typed).advice()
    assert [(each.path, each.sentence) for each in advice] == [(path, sentence)]


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("CH", "CH-8001"),
        ("SE", "SE-111 34"),
        ("DE", "D-10117"),
        ("NL", "NL-1016BX"),
        ("GB", "m2 5bq"),
    ],
)
def test_a_postal_code_may_begin_with_its_country_and_be_in_small_letters(
    country: str, code: str
) -> None:
    typed = {"street": "1 Way", "city": "Town", "region": "", "country": country}
    assert Address.checked(**typed, postal_code=code).advice() == ()


@pytest.mark.parametrize("part", ["street", "city", "region", "postal_code", "country"])
def test_hostile_text_is_refused_at_its_part(part: str) -> None:
    for hostile, refused in (
        ("x" * 10_000, TooLong),
        ("\u202e", Unprintable),
        ("\x00", Unprintable),
    ):
        with pytest.raises(refused) as refusal:
            Address.checked(**{**US, part: hostile})
        assert refusal.value.path == part


words = st.text(st.characters(codec="utf-8"), max_size=12)


@given(
    street=words,
    city=words,
    region=words,
    postal_code=words,
    country=st.sampled_from(
        ["US", "GB", "DE", "JP", "FR", "IE", "HK", "AE", "BR", "SG", "CH", "XX"]
    ),
)
def test_any_address_is_written_down_or_refused_at_a_part(**typed: str) -> None:
    try:
        address = Address.checked(**typed)
    except Refusal as refusal:
        assert refusal.path in typed
    else:
        assert address.lines()[-1] == address.country_name
        assert Address.model_validate_json(address.model_dump_json()) == address
