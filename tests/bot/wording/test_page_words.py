"""The tables of the customer's page: each language says all that English says."""

import re
from decimal import Decimal

import pytest
from markupsafe import escape

from bot.wording.choices import LANGUAGES as OFFERED
from bot.wording.page.languages import LANGUAGES
from bot.wording.page.wording import filled, page_wording, sentence_of
from jupiter_core.domain.changes import Change
from jupiter_core.domain.money import Money
from jupiter_core.domain.spelling import spelling

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SAME_WORD = {
    *(
        "bank",
        "subtotal",
        "bic",
        "changed",
        "contract",
        "contact",
        "document",
        "said_question",
        "seller_email",
        "service",
        "statement_date",
        "status",
    ),
    *("total", "version", "quantity", "optional", "name", "memo", "references"),
}
"""Where another language may have the very word that English has."""
OTHERS = [each for each in LANGUAGES if each != "en"]


def test_the_page_speaks_every_language_that_a_customer_can_have() -> None:
    assert tuple(LANGUAGES) == OFFERED


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_there_translated_and_with_the_same_places(language: str) -> None:
    for name, english in vars(LANGUAGES["en"]).items():
        word = getattr(LANGUAGES[language], name)
        assert word.strip(), name
        assert set(_PLACEHOLDER.findall(word)) == set(_PLACEHOLDER.findall(english)), name
        assert word != english or name in _SAME_WORD, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_those_of_the_paper(language: str) -> None:
    say, paper = page_wording(language), spelling(language)
    for minor, currency in ((134500000, "USD"), (-5, "EUR"), (1200, "JPY"), (1234567, "KWD")):
        money = Money(minor=minor, currency=currency)
        assert say.bare_amount(money) == paper.amount(money)
    assert say.rate(Decimal("8.875")) == paper.rate(Decimal("8.875"))
    assert say.number(Decimal("1250.50")) == paper.quantity(Decimal("1250.5"))


def test_what_was_typed_is_escaped_in_a_sentence_and_a_name_keeps_its_one_dot() -> None:
    told = filled("From {seller}.", seller="<b> & Inc.")
    assert told == "From &lt;b&gt; &amp; Inc."
    assert filled("{a}", a="{b}") == escape("{b}")
    assert sentence_of("We notified {seller}.", seller="Jupiter US Inc.").endswith("US Inc.")


def test_a_day_of_the_history_is_told_as_the_language_writes_it() -> None:
    due = Change(what="Due date", old="16 Jul 2026", new="1 Jun 2027")
    assert page_wording("en").change(due) == due
    german, french = page_wording("de").change(due), page_wording("fr").change(due)
    assert (german.old, german.new) == ("16.07.2026", "01.06.2027")
    assert (french.old, french.new) == ("16 juil. 2026", "1er juin 2027")
    memo = Change(what="Memo", old="", new="16 Jul 2026")
    assert page_wording("de").change(memo).new == "16 Jul 2026"
