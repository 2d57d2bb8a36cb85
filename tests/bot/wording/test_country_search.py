"""Countries are found by what people type."""

import pytest

from bot.wording.choices import country_names
from bot.wording.country_search import found_countries


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("usa", "US"),
        ("U.S.", "US"),
        ("us", "US"),
        ("uk", "GB"),
        ("england", "GB"),
        ("united king", "GB"),
        ("Deutschland", "DE"),
        ("allemagne", "DE"),
        ("holland", "NL"),
        ("Osterreich", "AT"),
        ("cote d’ivoire", "CI"),
        ("ivory coast", "CI"),
        ("czech republic", "CZ"),
        ("korea", "KR"),
        ("日本", "JP"),
    ],
)
def test_a_country_is_found_first_by_its_usual_names(typed: str, code: str) -> None:
    assert found_countries(typed)[0] == code


def test_nothing_typed_is_every_country_and_nonsense_is_none() -> None:
    assert found_countries("") == list(country_names())
    assert found_countries("zzz usa") == []
