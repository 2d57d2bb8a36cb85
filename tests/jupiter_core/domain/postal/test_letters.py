"""Addresses of many countries, typed as people do and written as their posts do."""

import pytest

from jupiter_core.domain.address import Address
from tests.jupiter_core.domain.postal.letters import LETTERS, Letter


def _typed(letter: Letter) -> Address:
    return Address.checked(
        street=letter.street,
        city=letter.city,
        region=letter.region,
        postal_code=letter.postal_code,
        country=letter.country,
    )


def test_the_letters_go_to_many_places() -> None:
    assert len(LETTERS) >= 60
    assert len({each.country for each in LETTERS}) >= 40


@pytest.mark.parametrize("letter", LETTERS, ids=lambda each: f"{each.country}-{each.city}")
def test_a_letter_is_written_as_the_post_of_its_country_writes_it(letter: Letter) -> None:
    *lines, _country = _typed(letter).lines()
    assert tuple(lines) == letter.lines


@pytest.mark.parametrize("letter", LETTERS, ids=lambda each: f"{each.country}-{each.city}")
def test_an_ordinary_address_is_kept_as_typed_and_gets_no_advice(letter: Letter) -> None:
    address = _typed(letter)
    assert address.model_dump() == {
        "street": letter.street,
        "city": letter.city,
        "region": letter.region,
        "postal_code": letter.postal_code,
        "country": letter.country,
    }
    assert address.advice() == ()
