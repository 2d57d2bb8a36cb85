"""The PDF carries its Factur-X invoice: conforming, found by software, and saying the same."""

import re
from functools import cache
from io import BytesIO
from typing import Any

import facturx
import page
import pytest
from lxml import etree
from pypdf import PdfReader

from jupiter_core.documents import canvas, words
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.einvoice.embedding import attached_to, cii_of
from jupiter_core.documents.layout import planned
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.sheet import sheet_for
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from tests.factories import NOW
from tests.jupiter_core.documents.einvoice.shapes import (
    EVERY,
    a_euro_line,
    a_german_seller,
    a_version,
    an_issued,
    in_euros,
)
from tests.jupiter_core.documents.einvoice.test_figures import texts

FX = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
SHAPES = [name for name in EVERY if name != "300 lines"]


@cache
def paper(shape: str) -> bytes:
    return PdfRenderer().pdf(a_version(EVERY[shape]))


def faults(pdf: bytes) -> list[str]:
    """Against PDF/A-3A and PDF/UA-1."""
    found = []
    for profile in ("3a", "ua1"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.checks, "no rule was applied"
        found += [] if report.is_compliant else [str(each) for each in report.failures]
    return found


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("shape", EVERY)
def test_every_paper_is_pdf_a_3a_and_pdf_ua_with_its_invoice_inside(shape: str) -> None:
    assert faults(paper(shape)) == []
    name, xml = facturx.get_xml_from_pdf(paper(shape), check_xsd=True, check_schematron=False)
    assert name == "factur-x.xml"
    assert xml == cii_of(a_version(EVERY[shape]))


def test_the_stock_writer_embeds_the_same_invoice() -> None:
    invoice = EVERY["three rates and a zero"]
    version = a_version(invoice)
    sheet = sheet_for("DE")
    attached = attached_to(version, invoice)
    about = FileMetadata(
        title="t", author="a", at=NOW, document="d", instance="i", attached=attached
    )
    pdf = canvas.painted(planned(version, invoice, sheet), sheet, about)
    assert faults(pdf) == []
    assert facturx.get_xml_from_pdf(pdf, check_xsd=False, check_schematron=False) == (
        "factur-x.xml",
        cii_of(version),
    )


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"<pdfaid:part>3<", b"<pdfaid:part>9<"),
        (b"/AFRelationship", b"/AFRelationshiq"),
        (b"<pdfaSchema:namespaceURI>urn:f", b"<pdfaSchema:namespaceURI>urn:g"),
        (b"/OutputIntents", b"/OutputIntentz"),
    ],
)
def test_a_broken_paper_is_refused(good: bytes, bad: bytes) -> None:
    pdf = paper("an amendment")
    assert good in pdf
    assert faults(pdf.replace(good, bad)) != []


def test_the_file_says_what_software_looks_for() -> None:
    reader = PdfReader(BytesIO(paper("an amendment")))
    root: Any = reader.trailer["/Root"]
    (specification,) = (each.get_object() for each in root["/AF"])
    assert specification["/AFRelationship"] == "/Alternative"
    assert specification["/UF"] == "factur-x.xml"
    assert specification["/EF"]["/F"]["/Subtype"] == "/text/xml"
    xmp = etree.fromstring(root["/Metadata"].get_data())
    said = {each.tag.removeprefix(FX): each.text for each in xmp.iter(f"{FX}*")}
    assert said == {
        "DocumentType": "INVOICE",
        "DocumentFileName": "factur-x.xml",
        "Version": "1.0",
        "ConformanceLevel": "EN 16931",
    }


def test_the_level_is_read_from_the_file_as_en_16931() -> None:
    _, xml = facturx.get_xml_from_pdf(
        paper("an amendment"), check_xsd=False, check_schematron=False
    )
    assert facturx.get_level(etree.fromstring(xml)) == "en16931"


@pytest.mark.parametrize("shape", SHAPES)
def test_the_page_shows_the_figures_of_the_file(shape: str) -> None:
    invoice = EVERY[shape]
    shown = without_spaces(
        "".join(p.extract_text() for p in PdfReader(BytesIO(paper(shape))).pages)
    )
    for expected in _figures(invoice):
        assert without_spaces(expected) in shown


def _figures(invoice: Invoice) -> list[str]:
    """Of the file, spelled as the page does."""
    _, xml = facturx.get_xml_from_pdf(
        PdfRenderer().pdf(a_version(invoice)), check_xsd=False, check_schematron=False
    )
    tree = etree.fromstring(xml)
    spell = words.of(invoice.content.language).spell
    names = ("LineTotalAmount", "TaxBasisTotalAmount", "GrandTotalAmount", "DuePayableAmount")
    currency = invoice.content.currency
    figures = [
        spell.amount(Money.of(each, currency)) for name in names for each in texts(tree, name)
    ]
    references = texts(tree, "IssuerAssignedID")
    assert all(references), "an empty reference would be found on any page"
    return [*figures, *references, invoice.number or ""]


def test_a_draft_is_a_plain_paper_and_so_is_what_lacks_a_tax_id() -> None:
    nameless = in_euros(a_euro_line(), seller=a_german_seller(tax_ids=()))
    draft = an_issued(content=nameless.content, state=State.DRAFT, number=None, revision=0)
    for plain in (draft, nameless):
        pdf = PdfRenderer().pdf(a_version(plain))
        assert faults(pdf) == []
        assert b"factur-x" not in pdf
        root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
        assert "/AF" not in root


def test_the_same_version_gives_the_same_paper() -> None:
    assert paper("reverse charge") == PdfRenderer().pdf(a_version(EVERY["reverse charge"]))
