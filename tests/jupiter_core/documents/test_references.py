"""References are never cut: whoever searches the file for one finds it."""

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jupiter_core.documents import canvas
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.layout import planned
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.primitives import TextLine
from jupiter_core.documents.sheet import A4
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.party import ApContact, TaxId, TaxIdKind
from tests.factories import NOW, a_content, a_customer, a_euro_bank, a_line, a_sender_profile
from tests.jupiter_core.documents.papers import a_version, an_issued

FIFTY = "PO-US-2027-0004711/AMENDMENT-0001/REGION-EMEA-0009"
WIDEST = "W" * 50
REFERENCES = st.text("ABWMil0123456789-/._", min_size=1, max_size=50)


def _with(**references: str) -> Content:
    """Each reference where the page has a place for it; a short one where none is given."""
    other = TaxIdKind.OTHER
    customer = a_customer(
        cost_centre=references.get("cost_centre", "CC-1"),
        buyer_reference=references.get("buyer_reference", "04011000-12345-67"),
        ap_contact=ApContact(name="Dana", email=references.get("email", "dana@acme.example")),
        tax_ids=(TaxId(kind=other, value=references.get("customer_tax_id", "1")),),
    )
    seller = a_sender_profile(
        tax_ids=(TaxId(kind=other, value=references.get("seller_tax_id", "2")),)
    )
    return a_content(
        bill_to=customer.bill_to(),
        seller=seller.seller(),
        remit_to=a_euro_bank().model_copy(update={"iban": references.get("iban", "")}),
        po_number=references.get("po_number", ""),
        contract_name=references.get("contract_name", ""),
        language=references.get("language", "en"),
        lines=(a_line("Everything", "1", "999999999.00"),),
    )


def _texts(invoice: Invoice) -> list[TextLine]:
    pages = planned(a_version(invoice), invoice, A4)
    return [mark for page in pages for mark in page if isinstance(mark, TextLine)]


@settings(max_examples=40)
@given(REFERENCES, REFERENCES, REFERENCES, st.sampled_from(["en", "de", "fr"]))
@example(WIDEST, WIDEST, WIDEST, "de")
@example(FIFTY, FIFTY, FIFTY, "fr")
def test_any_reference_stands_in_one_line_that_can_be_read(
    one: str, two: str, three: str, language: str
) -> None:
    content = _with(
        po_number=one,
        cost_centre=two,
        buyer_reference=three,
        contract_name=one,
        customer_tax_id=two,
        seller_tax_id=three,
        language=language,
    )
    texts = _texts(an_issued(content=content))
    for reference, times in ((one, 2), (two, 2), (three, 2)):
        found = [each for each in texts if f" {each.text}".endswith(f" {reference}")]
        assert len(found) >= times
        for line in found:
            assert line.style.size >= 6.99
            assert line.x + line.style.width(line.text) <= A4.right + 0.1


@settings(max_examples=30)
@given(REFERENCES, REFERENCES)
@example(WIDEST, WIDEST)
def test_a_credit_note_names_both_of_its_references_whole(invoice: str, order: str) -> None:
    content = _with(po_number=order).model_copy(update={"corrects": invoice})
    texts = [each.text for each in _texts(an_issued(content=content))]
    assert invoice in texts
    assert order in texts


def test_readers_find_a_po_of_sixteen_characters_and_more() -> None:
    for order in ("PO-US-2027-00047", "PO-US-2027-0004711", FIFTY, WIDEST):
        content = PdfRenderer().pdf(a_version(an_issued(content=_with(po_number=order))))
        pdfium = pypdfium2.PdfDocument(content)[0].get_textpage()
        assert order in pdfium.get_text_bounded()
        assert order in PdfReader(BytesIO(content)).pages[0].extract_text()


def test_the_stock_way_keeps_it_whole_too() -> None:
    invoice = an_issued(content=_with(po_number=FIFTY))
    about = FileMetadata(title="t", author="a", at=NOW, document="1", instance="1")
    content = canvas.painted(planned(a_version(invoice), invoice, A4), A4, about)
    assert FIFTY in PdfReader(BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize("currency", ["EUR", "USD"])
def test_the_longest_iban_and_the_longest_number_of_an_invoice_are_whole(currency: str) -> None:
    iban = "MT31MALT01100000000000000000123012"
    content = _with(iban=iban).model_copy(
        update={"currency": currency, "lines": (a_line("Line", "1", "10.00", currency),)}
    )
    number = "WWWWWWWWWWWW000001"
    texts = [each.text for each in _texts(an_issued(content=content, number=number))]
    assert "MT31 MALT 0110 0000 0000 0000 0000 1230 12" in texts
    assert texts.count(number) == 2


def test_an_address_to_write_to_is_not_cut_either() -> None:
    email = "accounts.payable.shared.services@northern-europe.acme.example"
    texts = [each.text for each in _texts(an_issued(content=_with(email=email)))]
    assert email in texts


def test_a_reference_that_fits_looks_as_it_did_and_the_others_keep_their_place() -> None:
    short, longer = (
        _texts(an_issued(content=_with(po_number=order))) for order in ("4500017342", "4" * 16)
    )
    places = [
        {each.text: each.x for each in texts if each.style.size == 7.5} for texts in (short, longer)
    ]
    assert places[0]["Issue date"] == places[1]["Issue date"]
    assert [each.style.size for each in longer if each.text == "4" * 16] == [10]


def test_a_po_longer_than_any_rail_takes_goes_on_in_the_next_line() -> None:
    order = "W" * 255
    texts = [each.text for each in _texts(an_issued(content=_with(po_number=order)))]
    assert "".join(each for each in texts if set(each) == {"W"}) == order
