"""Units of measure: codes, the words that people write, the words that papers print."""

from decimal import Decimal

import pytest

from jupiter_core.domain.unit import Unit, counted, unit_called, unit_words


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("hours", "HUR"),
        ("Stunden", "HUR"),
        ("HUR", "HUR"),
        ("seats", "IE"),
        ("gb", "E34"),
        ("kWh", "KWH"),
        ("meses", "MON"),
        ("件", "ACT"),
        ("each", "H87"),
    ],
)
def test_a_unit_is_known_by_its_code_and_its_words(typed: str, code: str) -> None:
    found = unit_called(typed)
    assert found is not None
    assert found.value == code


def test_other_words_are_no_unit() -> None:
    assert unit_called("licenced") is None
    assert unit_called("") is None


@pytest.mark.parametrize(
    ("unit", "quantity", "language", "said"),
    [
        (Unit.HOUR, "1", "en", "hour"),
        (Unit.HOUR, "3", "en", "hours"),
        (Unit.HOUR, "1.5", "de", "Stunden"),
        (Unit.HOUR, "1.5", "fr", "heure"),
        (Unit.HOUR, "2", "fr", "heures"),
        (Unit.USER, "10", "ja", "ユーザー"),
        (Unit.GIGABYTE, "7000", "pt", "GB"),
        (Unit.YEAR, "2", "it", "anni"),
    ],
)
def test_a_unit_agrees_with_its_quantity(
    unit: Unit, quantity: str, language: str, said: str
) -> None:
    assert unit_words(unit, Decimal(quantity), language) == said


def test_every_unit_has_words_in_every_language() -> None:
    for unit in Unit:
        for language in ("en", "de", "fr", "es", "it", "nl", "pt", "ja"):
            assert unit_words(unit, Decimal(2), language).strip()


def test_without_a_unit_a_quantity_stands_alone() -> None:
    assert counted(None, Decimal(3), "3", "en") == "3"
    assert counted(Unit.DAY, Decimal(1), "1", "de") == "1\xa0Tag"
