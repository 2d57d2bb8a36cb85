"""The customer's page in the customer's language, or in the one that its reader chose."""

import re

import httpx
import pytest

from bot.wording.page.languages import LANGUAGES
from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.domain.refusals import Required
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice
from tests.factories import FIONA, WORKSPACE, a_content, a_draft
from tests.harness.link_client import LINKS, LinkClient, PlainPaper, an_issued_site


def a_site_in(language: str) -> LinkClient:
    return an_issued_site(a_draft(content=a_content(language=language)))


def test_a_german_customer_reads_words_dates_and_amounts_in_german() -> None:
    site = a_site_in("de")
    page = site.client.get(site.link).text.replace("\u00a0", " ")
    for words in (
        '<html lang="de">',
        "Rechnung JUS-000001",
        "1.345.000,00 USD",
        "Fällig am 06.01.2027",
        "Ihre Bestellnummer fehlt",
        "unverändert seit <b>01.03.2025</b>",
        "45 Tage netto",
        "Deutschland</option>",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("language", "amount", "due"),
    [
        ("fr", "1\u202f345\u202f000,00 USD", "6 janv. 2027"),
        ("ja", "USD 1,345,000.00", "2027年1月6日"),
        ("es", "1.345.000,00 USD", "6 ene 2027"),
    ],
)
def test_figures_have_the_form_of_each_language(language: str, amount: str, due: str) -> None:
    site = a_site_in(language)
    page = site.client.get(site.link).text.replace("\u00a0", " ")
    assert amount in page
    assert due in page


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_no_english_sentence_is_left_on_the_page_in_another_language(language: str) -> None:
    """Names, addresses and what was typed on the invoice aside."""
    site = a_site_in(language)
    for address in (site.link, site.reading_link, f"{site.link}?lang={language}"):
        page = site.client.get(address).text
        for english in (" the ", " this ", "Download", "PO number", "Due ", "History", "Save"):
            assert english not in re.sub(r"<option.*?</option>|<[^>]*>", " ", page)


def test_a_language_that_the_page_does_not_speak_is_english() -> None:
    site = a_site_in("de")
    assert 'lang="de"' in site.client.get(f"{site.link}?lang=tlh").text
    assert '<html lang="en">' in site.client.get(f"{site.link}?lang=en").text


def test_a_chosen_language_stays_through_a_code_and_a_saved_change() -> None:
    site = an_issued_site()
    typed = site.form(po_number="77", email="eve@acme.example")
    asked = site.client.post(f"{site.link}?lang=fr", data=typed)
    assert asked.headers["location"].endswith("&lang=fr")
    held = site.held()[-1].id
    address = f"{site.link}/code?held={held}&lang=fr"
    assert "Saisissez le code pour enregistrer" in site.client.get(address).text
    code = {"held": held, "code": LINKS.code(held)}
    saved = site.client.post(f"{site.link}/code?lang=fr", data=code)
    assert saved.headers["location"].endswith("&lang=fr")
    query = saved.headers["location"].partition("?")[2]
    told = site.client.get(f"{site.link}?{query}").text.replace("\u00a0", " ")
    assert "Enregistré : Numéro de commande, ajout : 77." in told
    assert "Nous avons informé Jupiter US Inc.</p>" in told.replace(" <a", "</p><a")


def test_mistakes_stand_beside_their_fields_in_the_readers_language() -> None:
    site = a_site_in("de")
    typed = site.form(email="nobody", name="", po_number="7" * 300, cost_centre="漢")
    answer = site.client.post(site.link, data=typed)
    assert answer.status_code == 422
    for words in (
        "Bitte korrigieren Sie Folgendes",
        "Pflichtfeld: Ihr Name.",
        "„nobody“ ist keine E-Mail-Adresse.",
        "Bestellnummer: höchstens 255 Zeichen; das sind 300.",
        "Kostenstelle enthält “漢”; das kann die Rechnung nicht darstellen.",
    ):
        assert words in answer.text


def test_the_history_is_told_in_the_readers_language() -> None:
    site = a_site_in("de")
    site.pay("345000.00")
    page = site.client.get(site.link).text.replace("\u00a0", " ")
    assert 'Status: <del class="old">Ausgestellt</del> → <b>Teilweise bezahlt</b>' in page
    assert "345.000,00 USD" in page


def test_telephone_and_e_mail_of_the_seller_are_links() -> None:
    site = an_issued_site()
    seller = site.invoice.content.seller
    page = site.client.get(site.link).text
    assert f'<a href="mailto:{seller.email}">{seller.email}</a>' in page
    digits = "".join(each for each in seller.phone if each.isdecimal())
    assert f'<a href="tel:+{digits}">{seller.phone}</a>' in page


def replaced(site: LinkClient) -> str:
    old = site.link
    with site.store.write(WORKSPACE) as uow:
        replace_link(ReplaceLink(by=FIONA, invoice_id=site.draft.id, expected_version=4), uow)
    return old


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_replaced_link_names_the_seller_and_whom_to_ask_and_tells_no_more(language: str) -> None:
    site = a_site_in(language)
    old, seller = replaced(site), site.invoice.content.seller
    answer = site.client.get(old)
    assert answer.status_code == 404
    assert LANGUAGES[language].replaced in answer.text
    assert seller.legal_name in answer.text
    assert f"mailto:{seller.email}" in answer.text
    for secret in ("JUS-000001", "Acme", "345"):
        assert secret not in answer.text
    assert site.client.post(old, data=site.form(po_number="1")).status_code == 404


def test_a_made_up_link_is_answered_in_the_language_of_the_browser() -> None:
    site = a_site_in("it")

    def told(header: str) -> str:
        return site.client.get("/i/x.y", headers={"accept-language": header}).text

    assert LANGUAGES["fr"].dead in told("tlh, fr-CA;q=0.9, en;q=0.5")
    assert LANGUAGES["ja"].dead in told("de;q=0.2,ja")
    for odd in ("", "*", ";;;", "de;q=x", "x" * 9000):
        assert 'lang="en"' in told(odd)


class NoPeppol(PlainPaper):
    def ubl(self, version: Version) -> bytes:
        raise NoEInvoice([Required("BR-DE-15: the buyer reference")])


def test_no_rule_of_peppol_is_named_to_a_customer() -> None:
    site = LinkClient(renderer=NoPeppol()).approve()
    site.client.post(site.link, data=site.form(po_number="1"))
    page: str = site.client.get(site.link).text
    assert "BR-DE-15" not in page
    assert "UBL XML (Peppol) is not available for this invoice." in page
    client: httpx.Client = site.client
    assert "BR-DE-15" not in client.get(f"{site.link}/invoice.ubl.xml").text
