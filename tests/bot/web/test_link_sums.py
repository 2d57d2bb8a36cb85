"""Discounts, several taxes and the tax in another currency on the customer's page."""

from datetime import date
from decimal import Decimal

import pytest

from bot.wording.page.languages import LANGUAGES
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.net_content import at_net_prices
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.tax_currency import TaxCurrency
from tests.factories import a_content, a_draft, a_line
from tests.harness.link_client import LinkClient, an_issued_site
from tests.jupiter_core.documents.papers import text

GST = NamedTax(name="GST", rate=Decimal(5))
PST = NamedTax(name="PST", rate=Decimal(7), exempt=True, certificate=Certificate(number="P-4711"))
OTHER = TaxCurrency(currency="EUR", rate=Decimal("0.9231"), source="ECB", on=date(2026, 11, 20))


def a_site(language: str = "en") -> LinkClient:
    line = a_line(price="1000.00").model_copy(update={"taxes": (GST, PST)})
    off = Adjustment(discount=Discount(percent=Decimal(10), reason="Launch"))
    content = a_content(language=language, lines=(line,), adjustments=(off,), tax_currency=OTHER)
    return an_issued_site(a_draft(content=content))


def test_the_page_says_each_sum_from_the_lines_to_the_total() -> None:
    site = a_site()
    shown = site.client.get(site.link).text.replace("\u00a0", " ")
    # 1,000.00 − 100.00; × 5% = 45.00; × 0.9231 = 41.5395
    for said in (
        "Subtotal",
        "Discount 10%: Launch",
        "GST 5% of 900.00",
        "PST: Exempt, certificate P-4711",
        "Tax in EUR (rate 0.9231, ECB, 20 Nov 2026)",
        "USD 945.00",
        "41.54",
    ):
        assert said in shown, said


def test_the_page_says_which_prices_include_tax_and_each_net() -> None:
    off = Adjustment(discount=Discount(percent=Decimal(10), reason="Launch"))
    lines = (a_line("Seats", "3", "100.00", tax_rate="19"),)
    content = at_net_prices(a_content(lines=lines, adjustments=(off,)))
    site = an_issued_site(a_draft(content=content))
    shown = site.client.get(site.link).text.replace("\u00a0", " ")
    # 300.00 ÷ 1.19 = 252.1008…; 270.00 ÷ 1.19 = 226.8907…
    for said in (
        "Unit price incl. tax",
        "Amount incl. tax",
        "Net 252.10",
        "Subtotal incl. tax",
        "Tax 19% of 226.89",
        "USD 270.00",
    ):
        assert said in shown, said
    assert "incl. tax" not in a_site().client.get(a_site().link).text


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"ja"}))
def test_paper_and_page_have_the_same_figures_in_every_language(language: str) -> None:
    site = a_site(language)
    page = "".join(each for each in site.client.get(site.link).text if each.isdecimal())
    paper = "".join(each for each in text(site.invoice) if each.isdecimal())
    for digits in ("90000", "94500", "4154", "4711"):
        assert digits in page, digits
        assert digits in paper, digits
