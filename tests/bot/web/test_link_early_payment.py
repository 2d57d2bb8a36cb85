"""The early-payment discount on the customer's page and on the paper, in every language."""

from decimal import Decimal

import pytest

from bot.wording.page.languages import LANGUAGES
from jupiter_core.documents import words
from jupiter_core.domain.early_payment import EarlyPayment
from tests.factories import a_content, a_draft
from tests.harness.link_client import LinkClient, an_issued_site
from tests.jupiter_core.documents.papers import text

TERM = EarlyPayment(percent=Decimal(2), days=10)
TOTAL_LESS_TWO_PERCENT = {
    "en": "USD 1,318,100.00",
    "de": "1.318.100,00 USD",
    "fr": "1 318 100,00 USD",
}


def a_site_in(language: str) -> LinkClient:
    content = a_content(language=language, early_payment=TERM)
    return an_issued_site(a_draft(content=content))


def shown(site: LinkClient) -> str:
    return site.client.get(site.link).text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("language", "sum_"), TOTAL_LESS_TWO_PERCENT.items())
def test_the_page_says_what_is_enough_until_when(language: str, sum_: str) -> None:
    assert sum_ in shown(a_site_in(language))


def test_after_its_last_day_or_a_payment_the_page_says_no_more_of_it() -> None:
    paid = a_site_in("en")
    assert "by 2 Dec 2026 to settle" in shown(paid)
    paid.pay("5.00")
    assert "to settle this invoice in full" not in shown(paid)
    late = a_site_in("en")
    late.clock.advance(days=11)
    assert "to settle this invoice in full" not in shown(late)


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"ja"}))
def test_the_paper_says_both_sums_and_the_last_day_in_every_language(language: str) -> None:
    site = an_issued_site(a_draft(content=a_content(language=language, early_payment=TERM)))
    digits = "".join(each for each in text(site.invoice) if each.isdecimal())
    assert "131810000" in digits
    assert "2690000" in digits


def test_in_japanese_which_needs_further_fonts_the_words_are_there() -> None:
    said = words.of("ja").early_payment(a_content(language="ja", early_payment=TERM))
    digits = "".join(each for each in said if each.isdecimal())
    assert "131810000" in digits
