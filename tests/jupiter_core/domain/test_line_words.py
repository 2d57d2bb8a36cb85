"""Lines that nobody types, in every language of the paper."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.domain.contract.scheduled import LineChange, ScheduledLine
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money

OTHERS = sorted(LANGUAGES.keys() - {"en"})


def a_change(change: LineChange | None = LineChange.ADDED) -> ScheduledLine:
    return ScheduledLine(
        description="Analytics, 15 Mar 2027 – 31 Dec 2027, added",
        kind="subscription",
        contract_line=0,
        service_start=date(2027, 3, 15),
        service_end=date(2027, 12, 31),
        amount=Money.of("40000.00", "EUR"),
        tax_rate=Decimal(0),
        change=change,
    )


def late_fee(language: str, second: str = "", typed: str = "1.5% a month + EUR 40.00") -> str:
    fee, owed = late_fee_of(typed), Money.of("10000.00", "EUR")
    assert fee
    return PaperLanguages(language, second).late_fee("JEU-7", 30, fee, owed, fee.flat)


def all_of(language: str) -> list[str]:
    say = PaperLanguages(language)
    changes = [say.described(a_change(each), "Analytics") for each in LineChange]
    total = say.invoice_total(Money.of("1200.00", "EUR"))
    yearly = late_fee(language, typed="9% a year")
    opening = say.opening("QuickBooks", "INV-77")
    return [*changes, total, opening, say.charge, late_fee(language), yearly]


def test_a_change_is_told_in_the_language_with_its_dates() -> None:
    said = {each: PaperLanguages(each).described(a_change(), "Analytics") for each in LANGUAGES}
    assert said == {
        "en": "Analytics, 15 Mar 2027 – 31 Dec 2027, added",
        "de": "Analytics, 15.03.2027 – 31.12.2027, hinzugefügt",
        "fr": "Analytics, 15 mars 2027 – 31 déc. 2027, ajout",
        "es": "Analytics, 15 mar 2027 – 31 dic 2027, ampliación",
        "it": "Analytics, 15 mar 2027 – 31 dic 2027, aggiunta",
        "nl": "Analytics, 15 mrt 2027 – 31 dec 2027, toegevoegd",
        "pt": "Analytics, 15 de mar. de 2027 – 31 de dez. de 2027, acréscimo",
        "ja": "Analytics, 2027年3月15日 – 2027年12月31日, 追加",
    }


def test_a_line_that_no_change_made_keeps_its_words() -> None:
    line = a_change(None)
    assert PaperLanguages("de").described(line, "Analytics") == line.description


def test_a_late_fee_has_its_figures_as_the_language_writes_them() -> None:
    assert late_fee("de") == (
        "Verzugskosten zu JEU-7: 30 Tage × 1,5\u00a0% pro Monat von 10.000,00\u00a0EUR"
        " + 40,00\u00a0EUR"
    )
    assert (
        late_fee("ja") == "JEU-7の遅延損害金：EUR\u00a010,000.00 × 月1.5% × 30日 + EUR\u00a040.00"
    )


def test_a_flat_late_fee_names_the_days_alone() -> None:
    assert late_fee("nl", typed="EUR 40.00") == (
        "Toeslag voor te late betaling van JEU-7: 30 dagen + EUR\u00a040,00"
    )


def test_two_languages_have_the_words_of_both_and_the_figures_of_the_first() -> None:
    assert PaperLanguages("fr", "en").described(a_change(), "Analytics") == (
        "Analytics, 15 mars 2027 – 31 déc. 2027, ajout / added"
    )
    assert late_fee("de", "en", "9% a year") == (
        "Verzugskosten zu JEU-7: 30 Tage × 9\u00a0% pro Jahr von 10.000,00\u00a0EUR"
        " / Late fee on JEU-7: 30 days × 9\u00a0% a year of 10.000,00\u00a0EUR"
    )


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_is_english_left_over(language: str) -> None:
    assert not set(all_of(language)) & set(all_of("en"))


def test_what_the_paper_does_not_speak_is_said_in_english() -> None:
    assert all_of("sv") == all_of("en")
