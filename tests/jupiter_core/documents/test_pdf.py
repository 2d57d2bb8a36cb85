"""What the paper says."""

from datetime import date
from typing import Any

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact, TaxId, TaxIdKind
from jupiter_core.ports import Renderer
from tests.factories import (
    a_content,
    a_customer,
    a_draft,
    a_euro_bank,
    a_line,
    a_sender_profile,
)
from tests.jupiter_core.documents.papers import a_version, an_issued, pages, printed, text


def test_it_is_the_renderer_that_the_core_asks_for() -> None:
    renderer: Renderer = PdfRenderer()
    assert renderer.pdf(a_version(a_draft())).startswith(b"%PDF-1.7")


def test_the_deal_stands_on_one_page_with_every_figure_in_reading_order() -> None:
    (page,) = pages(an_issued())
    wanted = [
        "Jupiter US Inc.\n548 Market Street\nSuite 500\nSan Francisco, CA 94104\nUnited States",
        "EIN 91-1144442",
        "INVOICE\nJUS-000001",
        "Issue date\n22 Nov 2026\nDue date\n6 Jan 2027\nTerms\nNet 45",
        "Bill to\nAcme Corporation\n1 Roadrunner Way\nPhoenix, AZ 85001\nUnited States",
        "Dana Reyes\ndana@acme.example",
        "Description Quantity Unit price Amount (USD)",
        "Platform Enterprise, year 1 of 3 1 1,200,000.00 1,200,000.00",
        "Analytics seats 250 480.00 120,000.00",
        "Onboarding 1 50,000.00 50,000.00",
        "Usage credit 1 -25,000.00 -25,000.00",
        "Total 1,345,000.00",
        "Amount due by 6 Jan 2027 USD\u00a01,345,000.00",
        "Thank you for three years of trust.",
        "Account number 000123456789",
        "Routing number (ABA) 021000021",
        "BIC / SWIFT CHASUS33",
        "Payment reference JUS-000001",
        "Unchanged since 1 Mar 2025.",
        "Made with JupiterInvoice",
        "Page 1 of 1",
    ]
    places = [page.find(each) for each in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)


def test_a_draft_says_draft_across_the_page_and_has_no_number() -> None:
    page = text(a_draft())
    assert page.count("DRAFT") == 2
    assert "Please do not pay" in page


def test_the_watermark_lies_behind_the_text() -> None:
    (page,) = pages(a_draft())
    assert page.startswith("DRAFT")


def test_a_void_invoice_keeps_its_number_and_asks_for_no_money() -> None:
    page = text(an_issued(state=State.VOID, revision=2), "Wrong entity")
    assert page.startswith("VOID")
    assert "JUS-000001" in page
    assert "Wrong entity" in page
    assert "Remit to" not in page
    assert "Amount due" not in page


def test_a_revision_is_named_with_its_note_and_a_first_version_is_not() -> None:
    changed = a_version(an_issued(revision=2), "By telephone")
    changed = changed.model_copy(update={"why": EventName.INVOICE_PO_NUMBER_ADDED})
    page = printed(changed).pages[0].extract_text()
    assert "Revision 2: PO number added\nBy telephone" in page
    assert "Revision" not in text(an_issued(), "Issued by the timer")


def test_the_po_number_is_shown_or_pending_where_one_is_required() -> None:
    free = a_content(bill_to=a_customer(po_required=False).bill_to())
    assert "PO number\nPO pending" in text(an_issued())
    assert "PO number\n4500017342" in text(an_issued(content=a_content(po_number="4500017342")))
    assert "PO" not in text(an_issued(content=free))


def test_no_po_is_pending_where_each_line_has_its_own() -> None:
    line = a_line(price="10.00")
    lines = tuple(line.model_copy(update={"po_number": each}) for each in ("4711", "4712"))
    page = text(an_issued(content=a_content(lines=lines)))
    assert "PO number 4711" in page
    assert "PO pending" not in page
    half = (lines[0], line)
    assert "PO pending" in text(an_issued(content=a_content(lines=half)))


def test_it_is_addressed_with_attention_cost_centre_contact_and_tax_id() -> None:
    customer = a_customer(
        attention="Zoë Żółć",
        cost_centre="CC-4711",
        ap_contact=ApContact(name="AP Desk"),
        tax_ids=(TaxId(kind=TaxIdKind.EU_VAT, value="DE123456789"),),
    )
    page = text(an_issued(content=a_content(bill_to=customer.bill_to())))
    assert "Acme Corporation\nAttn: Zoë Żółć\n1 Roadrunner Way" in page
    assert "VAT ID DE123456789" in page
    assert "Accounts payable contact\nAP Desk\nCost centre\nCC-4711" in page


def test_tax_is_told_by_rate_and_what_was_paid_is_taken_off() -> None:
    lines = (
        a_line("Platform", "1", "100.00", "EUR", "19"),
        a_line("Books", "3", "10.00", "EUR", "7"),
    )
    content = a_content(currency="EUR", remit_to=a_euro_bank(), lines=lines)
    page = text(an_issued(content=content, paid=Money.of("51.10", "EUR")))
    assert "Tax 7% of 30.00 2.10\nTax 19% of 100.00 19.00\nTotal 151.10\nPaid -51.10" in page
    assert "EUR\u00a0100.00" in page


def test_an_iban_is_grouped_in_fours() -> None:
    content = a_content(remit_to=a_euro_bank())
    assert "IBAN DE89 3704 0044 0532 0130 00" in text(an_issued(content=content))


def test_each_currency_has_its_own_decimals() -> None:
    def due(price: str, currency: str) -> str:
        line = a_line("Line", "1", price, currency)
        return text(an_issued(content=a_content(currency=currency, lines=(line,))))

    assert "JPY\u00a01,200,000\n" in due("1200000", "JPY")
    assert "KWD\u00a01,200.125\n" in due("1200.125", "KWD")
    assert "HUF\u00a01,200.00\n" in due("1200.00", "HUF")


def test_a_zero_total_is_an_invoice_too() -> None:
    lines = (a_line("Pilot", "1", "10.00"), a_line("Discount", "1", "-10.00"))
    assert "Nothing to pay USD\u00a00.00" in text(an_issued(content=a_content(lines=lines)))


def test_due_on_receipt_is_said_in_words() -> None:
    assert "Terms\nDue on receipt" in text(an_issued(content=a_content(net_terms=0)))


def test_the_paper_is_letter_in_america_and_a4_elsewhere() -> None:
    german = a_sender_profile(
        address=a_customer().address.model_copy(update={"country": "DE", "region": ""})
    )
    letter = printed(a_version(an_issued())).pages[0].mediabox
    a4 = printed(a_version(an_issued(content=a_content(seller=german.seller())))).pages[0].mediabox
    assert (letter.width, letter.height) == (612, 792)
    assert (round(a4.width), round(a4.height)) == (595, 842)


def test_the_file_names_itself_its_author_its_language_and_its_day() -> None:
    reader = printed(a_version(an_issued()))
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": "Invoice JUS-000001"}
    assert xmp.dc_creator == ["Jupiter US Inc."]
    assert xmp.xmp_create_date is not None
    assert xmp.xmp_create_date.date() == date(2026, 11, 22)
    root: Any = reader.root_object
    assert root["/Lang"] == "en"


def test_the_file_declares_pdf_a_3a_and_pdf_ua_1_and_embeds_its_fonts() -> None:
    content = PdfRenderer().pdf(a_version(an_issued()))
    assert b"<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/GTS_PDFA1" in content
    assert content.count(b"/FontFile2") == 2
