"""What is usual in a country; the expected values are the published ones, written down by hand."""

from decimal import Decimal
from zoneinfo import available_timezones

import pytest
from babel import Locale

from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.country_table import MAIN_TIME_ZONES, NUMBERS_ASKED, TAX_RATES
from jupiter_core.domain.identifiers import has_ibans
from jupiter_core.domain.party import TaxIdKind


@pytest.mark.parametrize(
    ("country", "currency", "language", "zone", "rate", "letter"),
    [
        ("DE", "EUR", "de", "Europe/Berlin", "19", False),
        ("US", "USD", "en", "America/New_York", None, True),
        ("BR", "BRL", "pt", "America/Sao_Paulo", None, False),
        ("CH", "CHF", "de", "Europe/Zurich", "8.1", False),
        ("BG", "EUR", "en", "Europe/Sofia", "20", False),
        ("CA", "CAD", "en", "America/Toronto", "5", True),
    ],
)
def test_a_country_has_its_currency_language_time_zone_tax_and_paper(
    country: str, currency: str, language: str, zone: str, rate: str | None, letter: bool
) -> None:
    usual = country_defaults(country)
    assert (usual.currency, usual.language, usual.uses_letter) == (currency, language, letter)
    assert usual.time_zone() == zone
    assert usual.deal().tax_rate == (None if rate is None else Decimal(rate))
    assert usual.deal().net_terms == 30


def test_a_person_in_another_zone_of_the_country_keeps_their_own() -> None:
    assert country_defaults("US").time_zone("America/Los_Angeles") == "America/Los_Angeles"
    assert country_defaults("DE").time_zone("America/Los_Angeles") == "Europe/Berlin"


def test_what_is_asked_for_has_the_countrys_own_words_and_kinds_that_are_known() -> None:
    assert country_defaults("NL").numbers == (("eu_vat", "Btw-id (NL…)"), ("nl_kvk", "KVK-nummer"))
    assert [each.kind for each in country_defaults("MT").numbers] == ["eu_vat", "registration"]
    assert [each.kind for each in country_defaults("KE").numbers] == ["other", "registration"]
    kinds = {kind for asked in NUMBERS_ASKED.values() for kind, _ in asked}
    assert kinds <= set(TaxIdKind)


def test_the_tables_name_countries_and_time_zones_that_there_are() -> None:
    names = Locale("en").territories
    assert all(code in names for code in (*TAX_RATES, *NUMBERS_ASKED, *MAIN_TIME_ZONES))
    assert set(MAIN_TIME_ZONES.values()) <= available_timezones()


def test_accounts_have_an_iban_in_germany_and_none_in_the_united_states() -> None:
    assert has_ibans("DE")
    assert not has_ibans("US")
