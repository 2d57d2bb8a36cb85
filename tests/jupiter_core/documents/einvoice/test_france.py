"""Between companies in France: what AFNOR's rules of 2026 ask for, in the file and on paper."""

from datetime import date
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from jupiter_core.documents.einvoice.embedding import cii_of, ubl_of
from jupiter_core.documents.einvoice.gaps import missing_for, profiles_of
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax_currency import TaxCurrency
from tests.factories import a_line
from tests.jupiter_core.documents.einvoice.french import FRENCH_RULES, broken_in_france
from tests.jupiter_core.documents.einvoice.judges import complaints
from tests.jupiter_core.documents.einvoice.nations import an_address, an_id
from tests.jupiter_core.documents.einvoice.shapes import (
    a_euro_line,
    a_french_buyer,
    a_german_seller,
    a_version,
    in_euros,
)
from tests.jupiter_core.documents.einvoice.terms import Terms, spoilt

VAT, SIREN = an_id("eu_vat", "FR57571076942"), an_id("fr_siren", "571 076 942")
SIRET = an_id("fr_siret", "57107694200002")

BOTH = (cii_of, ubl_of)


def within_france(**changes: Any) -> Invoice:
    """At 20%; the customer's SIREN is in its VAT id."""
    seller: dict[str, Any] = {
        "address": an_address("FR"),
        "tax_ids": (VAT, SIREN),
        "endpoint": "0225:571076942",
    }
    seller |= changes.pop("seller", {})
    buyer = a_french_buyer(**{"endpoint": "0225:303265045", **changes.pop("bill_to", {})})
    line = changes.pop("line", a_euro_line(rate="20"))
    parts = {"language": "fr", "po_number": "BC-1", **changes}
    return in_euros(line, seller=a_german_seller(**seller), bill_to=buyer, **parts)


SHAPES = {
    "an invoice": within_france(),
    "a credit note": within_france(corrects="JEU-1", preceding_date=date(2026, 5, 4)),
    "a discount": within_france(
        early_payment=EarlyPayment(percent=Decimal(2), days=10), net_terms=30
    ),
    "a SIREN that is only in the VAT id": within_france(seller={"tax_ids": (VAT,)}),
    "a place of business": within_france(seller={"tax_ids": (VAT, SIREN, SIRET)}),
    "a place of business alone": within_france(seller={"tax_ids": (SIRET, an_id("other", "1"))}),
    "a register beside": within_france(
        seller={"tax_ids": (VAT, an_id("registration", "RCS Paris 571 076 942"))}
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_keeps_the_french_and_the_european_rules(shape: str) -> None:
    invoice = SHAPES[shape]
    assert missing_for(invoice, Profile.FRANCE) == ()
    for file_of in BOTH:
        xml = file_of(a_version(invoice))
        assert broken_in_france(xml) == set()
        assert complaints(xml) == []


_SPOILT: dict[str, tuple[str, str | None]] = {
    "BR-FR-01": ("BT-1", "X" * 36),
    "BR-FR-02": ("BT-1", "JEU 1"),
    "BR-FR-03": ("BT-2", "19991231"),
    "BR-FR-04": ("BT-3", "38"),
    "BR-FR-05 PMT": ("BT-21", "PMD"),
    "BR-FR-05 PMD": ("BT-21", "PMT"),
    "BR-FR-05 AAB": ("BT-21", None),
    "BR-FR-06": ("BT-21", "AAB"),
    "BR-FR-08": ("BT-23", "A1"),
    "BR-FR-10": ("BT-30", None),
    "BR-FR-11": ("BT-47", None),
    "BR-FR-12": ("BT-49", None),
    "BR-FR-13": ("BT-34", None),
    "BR-FR-15": ("BT-118", "L"),
    "BR-FR-16": ("BT-119", "19"),
    "BR-FR-32": ("BT-30", "57107694"),
    "BR-FR-CO-12": ("BT-5", "USD"),
    "BR-FR-CO-07": ("BT-9", "20200101"),
    "BR-FR-DEC-01": ("BT-109", "1.005"),
    "BR-FR-DEC-02": ("BT-129", "0.12345"),
    "BR-FR-DEC-03": ("BT-146", "0.1234567"),
}


@pytest.mark.parametrize("rule", sorted({*FRENCH_RULES} - {"BR-FR-09", "BR-FR-CO-05"}))
def test_the_judge_finds_each_rule_broken_in_a_file_that_is_spoilt(rule: str) -> None:
    term, put = _SPOILT[rule]
    xml, ubl = (file_of(a_version(SHAPES["an invoice"])) for file_of in BOTH)
    assert rule in broken_in_france(spoilt(xml, term, put))
    in_ubl = f"#{put}#Texte" if put and term == "BT-21" else put
    assert rule in broken_in_france(spoilt(ubl, term, in_ubl))


def test_the_ubl_is_the_french_one_with_each_mention_in_a_note_of_its_own() -> None:
    file = Terms(ubl_of(a_version(within_france(po_number="", memo="Merci."))))
    assert (file.text("BT-24"), file.text("BT-23")) == ("urn:cen.eu:en16931:2017", "S1")
    assert file.codes() == ["PMD", "PMT", "AAB"]
    assert file.texts("BT-22")[0] == "Merci."
    assert file.texts("BT-22")[3] == "#AAB#Pas d’escompte pour paiement anticipé."


def test_across_the_border_the_ubl_is_peppols_with_one_note() -> None:
    abroad = within_france(bill_to={"address": an_address("BE")}, memo="Merci.")
    file = Terms(ubl_of(a_version(abroad)))
    assert file.text("BT-24").endswith("poacc:billing:3.0")
    assert file.texts("BT-22") == ["Merci."]


def test_a_place_of_business_of_another_company_is_found() -> None:
    xml = cii_of(a_version(SHAPES["a place of business"]))
    assert ("0009", "57107694200002") in Terms(xml).schemed("BT-29")
    assert broken_in_france(spoilt(xml, "BT-29", "30326504500001")) == {"BR-FR-09"}


def test_a_credit_note_says_of_which_day_the_invoice_is() -> None:
    xml = cii_of(a_version(SHAPES["a credit note"]))
    ubl = ubl_of(a_version(SHAPES["a credit note"]))
    for each in (xml, ubl):
        assert Terms(each).day("BT-26") == "2026-05-04"
        assert broken_in_france(spoilt(each, "BT-26")) == {"BR-FR-CO-05"}


def test_the_discount_is_the_third_mention() -> None:
    xml = cii_of(a_version(SHAPES["a discount"])).decode()
    mention = xml.partition("<ram:SubjectCode>AAB<")[0].rpartition("<ram:Content>")[2]
    assert "escompte de 2" in mention


DOLLARS = a_line("Platform", "1", "1000.00", "USD", "20")
IN_DOLLARS = within_france(line=DOLLARS, currency="USD", paid=Money.zero("USD"))
FREIGHT = Adjustment(
    discount=Discount(amount=Money.of("20.00", "EUR"), reason="Transport"),
    charge=True,
    tax_rate=Decimal(19),
)
LACKING: dict[str, tuple[Invoice, str]] = {
    "BR-FR-02": (within_france(number="JEU 1"), "invoice numbers of 35 letters, digits"),
    "BR-FR-10": (within_france(seller={"tax_ids": (an_id("other", "1"),)}), "the seller's SIREN"),
    "BR-FR-11": (within_france(bill_to={"tax_ids": ()}), "the customer's SIREN"),
    "BR-FR-12": (within_france(bill_to={"endpoint": ""}), "the customer's electronic address"),
    "BR-FR-13": (within_france(seller={"endpoint": ""}), "the seller's electronic address"),
    "BR-FR-16": (within_france(line=a_euro_line(rate="19")), "a rate that is in use in France"),
    "BR-FR-16 of a charge": (
        within_france(adjustments=(FREIGHT,)),
        "a rate that is in use in France",
    ),
    "BR-FR-CO-12": (IN_DOLLARS, "the VAT in euro too"),
    "BR-FR-CO-05": (within_france(corrects="JEU-1"), "the date of the invoice"),
    "BR-FR-DEC-02": (
        within_france(line=a_euro_line("1000.00", "20", quantity="0.12345")),
        "quantities of four decimals at most",
    ),
}


@pytest.mark.parametrize("rule", LACKING)
def test_what_france_asks_for_is_told_and_the_file_is_written_all_the_same(rule: str) -> None:
    invoice, need = LACKING[rule]
    (told,) = missing_for(invoice, Profile.FRANCE)
    assert told.sentence.startswith(f"French e-invoicing needs {need}")
    assert missing_for(invoice, Profile.FACTUR_X) == ()
    if rule != "BR-FR-DEC-02":  # such a line is written as one piece at its amount
        assert rule.split(" ")[0] in broken_in_france(cii_of(a_version(invoice)))


def test_the_vat_in_euro_is_enough_beside_another_currency() -> None:
    day = date(2026, 6, 1)
    euro = TaxCurrency(currency="EUR", rate=Decimal("0.92"), source="ECB", on=day)
    content = IN_DOLLARS.content.model_copy(update={"tax_currency": euro})
    invoice = IN_DOLLARS.model_copy(update={"content": content})
    assert missing_for(invoice, Profile.FRANCE) == ()
    xml = cii_of(a_version(invoice))
    assert broken_in_france(xml) == set()
    assert complaints(xml) == []


def test_outside_france_nothing_of_it_is_said() -> None:
    abroad = in_euros(a_euro_line())
    assert Profile.FRANCE not in profiles_of(abroad.content)
    file = Terms(cii_of(a_version(abroad)))
    assert file.texts("BT-21") == []
    assert file.text("BT-23") == ""


def test_the_mentions_stand_on_the_paper_too() -> None:
    paper = pypdfium2.PdfDocument(PdfRenderer().pdf(a_version(SHAPES["an invoice"])))
    words = " ".join(paper[0].get_textpage().get_text_range().split())
    assert "majoré de 10 points de pourcentage" in words
    assert "frais de recouvrement en cas de retard de paiement : 40 €" in words
    assert "Pas d’escompte pour paiement anticipé." in words
