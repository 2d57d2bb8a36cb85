"""Every language is complete, and the shipped fonts can print it where they have its script."""

from dataclasses import asdict, fields
from string import Formatter

import pytest

from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.documents.languages.labels import DocumentLabels
from jupiter_core.documents.typeface import unprintable
from jupiter_core.domain.events import EventName

ENGLISH = LANGUAGES["en"]
OTHERS = [pytest.param(labels, id=code) for code, labels in LANGUAGES.items() if code != "en"]


def _filled_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _texts(labels: DocumentLabels) -> dict[str, str]:
    plain = {f.name: getattr(labels, f.name) for f in fields(labels) if f.name != "revisions"}
    return {**plain, **labels.revisions}


def test_the_languages_are_those_that_were_promised() -> None:
    assert set(LANGUAGES) == {"en", "de", "fr", "es", "it", "nl", "pt", "ja"}


@pytest.mark.parametrize("labels", OTHERS)
def test_a_language_lacks_no_word_and_fills_in_what_english_fills_in(
    labels: DocumentLabels,
) -> None:
    mine, english = _texts(labels), _texts(ENGLISH)
    assert mine.keys() == english.keys()
    for name, text in mine.items():
        assert text.strip() == text != ""
        assert _filled_in(text) == _filled_in(english[name]), name


@pytest.mark.parametrize("labels", OTHERS)
def test_a_language_is_not_english_left_over(labels: DocumentLabels) -> None:
    mine, english = _texts(labels), _texts(ENGLISH)
    same = {name for name in mine if mine[name] == english[name]}
    international = {"iban", "bic", "revision", "contract", "total", "total_with_tax"}
    international |= {"bank", "description", "vat", "subtotal"}
    assert same <= international


@pytest.mark.parametrize("code", sorted(LANGUAGES.keys() - {"ja"}))
def test_the_shipped_fonts_have_every_character_of_a_language(code: str) -> None:
    assert unprintable(str(asdict(LANGUAGES[code]).values())) == ""


def test_every_revision_that_a_customer_sees_has_its_words() -> None:
    events = {each.value.rpartition(".")[2] for each in EventName}
    assert ENGLISH.revisions.keys() <= events
