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


def test_an_address_is_written_as_in_its_own_country() -> None:
    assert Address.checked(**US).lines() == [
        "548 Market Street",
        "Suite 500",
        "San Francisco, CA 94104",
        "United States",
    ]
    assert Address.checked(**GB).lines() == [
        "10 Fleet Street",
        "London",
        "EC4Y 1AU",
        "United Kingdom",
    ]
    assert Address.checked(**DE).lines() == ["Friedrichstraße 95", "10117 Berlin", "Germany"]


def test_nothing_that_was_typed_is_missing_from_the_letter() -> None:
    text = "\n".join(Address.checked(**JP).lines())
    for part in ("1-1-2 Marunouchi", "Chiyoda-ku", "100-0005", "Japan"):
        assert part in text


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ({**US, "street": " "}, "street"),
        ({**US, "city": ""}, "city"),
        ({**US, "region": "Ontario"}, "region"),
        ({**US, "region": ""}, "region"),
        ({**US, "postal_code": "9410"}, "postal_code"),
        ({**US, "country": "ZZ"}, "country"),
        ({**US, "country": ""}, "country"),
        ({**GB, "postal_code": "94104"}, "postal_code"),
        ({**DE, "postal_code": "1011"}, "postal_code"),
        ({**JP, "region": "Texas"}, "region"),
    ],
)
def test_a_wrong_part_is_refused_at_its_place(typed: dict[str, str], path: str) -> None:
    with pytest.raises(InvalidAddress) as refusal:
        Address.checked(**typed)
    assert refusal.value.path == path


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


def test_an_address_without_a_country_says_what_is_missing() -> None:
    with pytest.raises(InvalidAddress) as refusal:
        Address.checked(**{**US, "country": " "})
    assert (refusal.value.path, refusal.value.sentence) == ("country", "The country is required.")
