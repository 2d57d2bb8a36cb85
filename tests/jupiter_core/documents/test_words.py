"""What the paper says in words."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.documents import words
from jupiter_core.domain.party import Seller, TaxId, TaxIdKind
from jupiter_core.domain.payment_terms import payment_terms_of
from jupiter_core.domain.totals import LineItem, TaxCategory
from tests.factories import a_content, a_line, a_sender_profile

ENGLISH = words.of("en")


def _explained(arithmetic: str) -> LineItem:
    return a_line().model_copy(update={"arithmetic": arithmetic})


def test_an_iban_of_any_length_is_in_fours() -> None:
    assert words.iban_in_fours("NO9386011117947") == "NO93 8601 1117 947"


def test_a_language_that_the_paper_does_not_speak_becomes_english() -> None:
    assert words.of("sv") == words.of("en")


def test_only_what_the_law_wants_explained_is_explained() -> None:
    assert ENGLISH.reason(TaxCategory.REVERSE_CHARGE).startswith("Reverse charge: VAT to be")
    assert ENGLISH.reason(TaxCategory.OUTSIDE) == ENGLISH.reason(TaxCategory.STANDARD) == ""


@pytest.mark.parametrize(("country", "name"), [("US", "Tax"), ("DE", "VAT"), ("GB", "VAT")])
def test_the_tax_is_called_what_the_country_of_the_seller_calls_it(country: str, name: str) -> None:
    seller = a_sender_profile().seller()
    seller = seller.model_copy(
        update={"address": seller.address.model_copy(update={"country": country})}
    )
    assert ENGLISH.tax_name(a_content(seller=seller)) == name


def _seller_in(country: str) -> Seller:
    address = a_sender_profile().address.model_copy(update={"country": country})
    return a_sender_profile(address=address).seller()


def test_on_a_qualified_invoice_of_japan_tax_and_number_have_the_names_of_its_law() -> None:
    japanese, number = words.of("ja"), TaxId(kind=TaxIdKind.OTHER, value="T1234567890123")
    assert japanese.tax_name(a_content(seller=_seller_in("JP"))) == "消費税"
    assert japanese.tax_id(number, "JP") == "登録番号 T1234567890123"
    assert ENGLISH.tax_id(number, "JP") == "Registration no. T1234567890123"


def test_a_number_from_elsewhere_is_no_registration_in_japan() -> None:
    number = TaxId(kind=TaxIdKind.OTHER, value="27/123/45678")
    assert words.of("ja").tax_id(number, "DE") == "税務番号 27/123/45678"


def test_a_french_total_includes_tax_only_where_there_is_some() -> None:
    taxed = a_content(language="fr", lines=(a_line("Sièges", "1", "10.00", tax_rate="20"),))
    assert words.of("fr").total(taxed) == "Total TTC"
    assert words.of("fr").total(a_content(language="fr")) == "Total"


def test_arithmetic_is_respelled_in_the_language_of_the_customer() -> None:
    line = _explained("250 × 1,480.00 × 1.05, 3 of 12 months")
    assert words.of("de").arithmetic(line) == "250 × 1.480,00 × 1,05, 3 von 12 Monaten"
    assert words.of("en").arithmetic(line) == line.arithmetic
    assert words.of("de").arithmetic(_explained("1,200,000.00 × 1.05")) == "1.200.000,00 × 1,05"


@pytest.mark.parametrize(
    ("language", "days", "broken"),
    [
        ("en", "90 of 365 days", "(2 + 17/31) of 12 months"),
        ("de", "90 von 365 Tagen", "(2 + 17/31) von 12 Monaten"),
        ("fr", "90 jours sur 365", "(2 + 17/31) mois sur 12"),
        ("es", "90 de 365 días", "(2 + 17/31) de 12 meses"),
        ("it", "90 giorni su 365", "(2 + 17/31) mesi su 12"),
        ("nl", "90 van 365 dagen", "(2 + 17/31) van 12 maanden"),
        ("pt", "90 de 365 dias", "(2 + 17/31) de 12 meses"),
        ("ja", "365日中90日分", "12か月中(2 + 17/31)か月分"),
    ],
)
def test_a_share_of_the_year_by_days_is_told_in_the_language(
    language: str, days: str, broken: str
) -> None:
    say = words.of(language)
    assert say.arithmetic(_explained("480 × 2, 90 of 365 days")) == f"480 × 2, {days}"
    assert say.arithmetic(_explained("480, (2 + 17/31) of 12 months")) == f"480, {broken}"


def test_a_period_of_one_day_is_that_day() -> None:
    day = date(2027, 1, 1)
    line = a_line().model_copy(update={"service_start": day, "service_end": day})
    assert ENGLISH.period(line) == "1 Jan 2027"


def test_a_rate_has_the_decimals_it_needs() -> None:
    assert ENGLISH.spell.rate(Decimal("8.8750")) == "8.875%"
    assert words.of("fr").spell.rate(Decimal("5.5")) == "5,5\u00a0%"


def test_a_registration_number_has_its_registers_name_or_stands_alone() -> None:
    german = words.of("de")
    assert german.tax_id(TaxId(kind=TaxIdKind.NL_KVK, value="12345678"), "US") == "KVK 12345678"
    court = TaxId(kind=TaxIdKind.REGISTRATION, value="HRB 12345")
    assert german.tax_id(court, "DE") == "HRB 12345"
    assert german.tax_id(TaxId(kind=TaxIdKind.OTHER, value="12/345"), "US") == "Steuernummer 12/345"


def test_terms_that_follow_the_calendar_are_on_paper_in_its_language() -> None:
    terms = payment_terms_of("15th prox")
    said = [words.of(each).terms(terms) for each in ("en", "de", "ja")]
    assert said == ["15th of next month", "Zum 15. des Folgemonats", "翌月15日払い"]
    assert words.of("de").terms(payment_terms_of("net 30")) == "30 Tage netto"
