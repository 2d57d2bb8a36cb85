"""The late fee on the customer's page, on the paper and in the e-invoice's terms."""

import pytest

from bot.wording.page.languages import LANGUAGES
from jupiter_core.documents import two_languages, words
from jupiter_core.documents.einvoice.texts import terms_of
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.late_fee import late_fee_of
from tests.factories import a_content, a_draft
from tests.harness.link_client import an_issued_site
from tests.jupiter_core.documents.papers import text

FEE = late_fee_of("1.5% a month + USD 40.00 after 10 days")
SENTENCE = (
    "Late fee from 10 days after the due date: 1.5% a month of the overdue amount + USD 40.00 once."
)


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"ja"}))
def test_the_paper_and_the_page_say_it_in_one_sentence_in_every_language(language: str) -> None:
    site = an_issued_site(a_draft(content=a_content(language=language, late_fee=FEE)))
    said = words.of(language).late_fee(site.invoice.content)
    shown = site.client.get(site.link).text

    def plain(each: str) -> str:
        return "".join(each.replace("&#39;", "'").split())

    assert plain(said) in plain(text(site.invoice))
    assert plain(said) in plain(shown)


def test_in_english_it_is_this_sentence_on_paper_and_in_the_e_invoice() -> None:
    content = a_content(late_fee=FEE)

    assert words.of("en").late_fee(content).replace("\u00a0", " ") == SENTENCE
    said = terms_of(content, words.of("en")).replace("\u00a0", " ")
    assert said.endswith(f". {SENTENCE}")


def test_in_two_languages_it_is_said_in_both() -> None:
    content = a_content(late_fee=FEE, language="de", second_language="en")
    said = two_languages.on(content).late_fee(content)

    assert "nach Fälligkeit" in said
    assert "after the due date" in said


def test_a_credit_note_and_what_has_no_late_fee_say_nothing_of_it() -> None:
    assert words.of("en").late_fee(a_content()) == ""
    assert "late_fee" not in canonical_json(a_content())
