"""The cXML file of an invoice: against orders, a contract or neither; and of a credit note."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from jupiter_core.documents.portals.files import portal_file
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.portal import (
    NothingToUpload,
    PortalFile,
    PortalIdsMissing,
    PortalKind,
    PortalPack,
)
from jupiter_core.domain.references import Reference
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import unit_price_of
from tests.factories import a_line
from tests.jupiter_core.documents.einvoice.shapes import (
    EVERY,
    a_euro_line,
    a_version,
    a_year,
    an_issued,
    in_dollars,
    in_euros,
    referenced,
)

COUPA = PortalPack(kind=PortalKind.COUPA, our_id="123456789", their_id="Coupa:acme")
ARIBA = PortalPack(kind=PortalKind.ARIBA, our_id="AN01000000001-T", their_id="AN01000000002")
_DTD = etree.DTD(str(Path(__file__).parent / "invoice_detail.dtd"))


def written(invoice: Invoice, pack: PortalPack = COUPA) -> bytes:
    return portal_file(a_version(invoice), PortalFile.CXML, pack)


def checked(xml: bytes) -> etree._Element:
    tree = etree.fromstring(xml)
    assert _DTD.validate(tree), str(_DTD.error_log)
    return tree


def read(invoice: Invoice, pack: PortalPack = COUPA) -> etree._Element:
    return checked(written(invoice, pack))


def all_of(tree: etree._Element, path: str) -> list[str]:
    """Texts or attributes."""
    found: Any = tree.xpath(path)
    return [str(each) for each in found]


@pytest.mark.parametrize("shape", EVERY)
def test_every_shape_of_invoice_is_valid_against_the_dtd(shape: str) -> None:
    for pack in (COUPA, ARIBA):
        read(EVERY[shape], pack)


def test_lines_are_billed_against_the_lines_of_their_orders() -> None:
    invoice = in_euros(
        a_euro_line(po_line="10"),
        a_euro_line("5.00", po_number="4500099999", po_line="3"),
        a_euro_line("7.00", quantity="2"),
        po_number="4500017342",
    )
    tree = read(invoice, ARIBA)
    assert all_of(tree, "//OrderIDInfo/@orderID") == ["4500017342", "4500099999"]
    orders: Any = tree.xpath("//InvoiceDetailOrder")
    assert [all_of(each, ".//@lineNumber") for each in orders] == [["10", ""], ["3"]]
    assert [all_of(each, ".//@invoiceLineNumber") for each in orders] == [["1", "3"], ["2"]]
    prices = all_of(tree, "//InvoiceDetailItem/UnitPrice/Money/text()")
    assert prices == ["1000.00", "7.00", "5.00"]
    assert all_of(tree, "//InvoiceDetailSummary/NetAmount/Money/text()") == ["1212.61"]
    coupa = read(invoice, COUPA)
    assert all_of(coupa, "//OrderReference/DocumentReference/@payloadID") == [
        "4500017342",
        "4500099999",
    ]


def test_without_an_order_it_is_of_the_contract_and_else_of_neither() -> None:
    agreed = (Reference(key="contract", value="C-2257"),)
    of_contract = read(in_euros(a_euro_line(), po_number="", references=agreed))
    path = "//MasterAgreementReference/DocumentReference/@payloadID"
    assert all_of(of_contract, path) == ["C-2257"]
    of_neither = read(in_euros(a_euro_line(), po_number=""))
    assert all_of(of_neither, "//SupplierOrderInfo/@orderID") == ["JUS-000001"]


def test_a_credit_note_takes_off_in_every_sum_and_names_its_invoice() -> None:
    note = in_euros(a_euro_line(po_line="10", quantity="3"), corrects="JEU-000007")
    tree = read(note)
    assert all_of(tree, "//@purpose")[0] == "creditMemo"
    assert all_of(tree, "//InvoiceIDInfo/@invoiceID") == ["JEU-000007"]
    assert all_of(tree, "//@quantity") == ["-3"]
    assert all_of(tree, "//UnitPrice/Money/text()") == ["1000.00"]
    sums = {
        name: all_of(tree, f"//InvoiceDetailSummary/{name}//Money/text()")
        for name in ("SubtotalAmount", "Tax", "NetAmount", "DueAmount")
    }
    assert sums == {
        "SubtotalAmount": ["-3000.00"],
        "Tax": ["-570.00", "-3000.00", "-570.00"],
        "NetAmount": ["-3570.00"],
        "DueAmount": ["-3570.00"],
    }
    assert all_of(tree, "//PaymentTerm/@payInNumberOfDays") == []
    assert all_of(read(note, ARIBA), "//@purpose")[0] == "lineLevelCreditMemo"


def test_it_says_terms_period_delivery_and_every_reference() -> None:
    early = EarlyPayment(percent=2, days=10)
    lines = (a_year(a_euro_line(po_line="10")),)
    tree = read(in_euros(*lines, early_payment=early, **referenced()))
    assert all_of(tree, "//PaymentTerm/@payInNumberOfDays") == ["10", "45"]
    assert all_of(tree, "//DiscountPercent/@percent") == ["2"]
    assert all_of(tree, "//InvoiceDetailShipping/Contact/@role") == ["shipFrom", "shipTo"]
    assert all_of(tree, "//Contact[@role='shipTo']/@addressID") == ["WH-7"]
    assert all_of(tree, "//Contact[@role='shipTo']//City/text()") == ["Lyon"]
    known = {each.get("name"): each.text for each in tree.iter("Extrinsic")}
    assert known["Project"] == "project-1"
    assert known["Batch <A>"] == "B & 9"
    assert known["serviceStartDate"] == "2027-01-01"
    assert all_of(tree, "//TaxDetail/@category") == ["vat"]
    assert all_of(tree, "//TaxDetail/@percentageRate") == ["19"]


def test_what_it_says_of_itself_follows_from_the_version() -> None:
    invoice = in_euros(a_euro_line())
    version = a_version(invoice)
    first = written(invoice)
    assert first == written(invoice)
    tree = checked(first)
    assert tree.get("payloadID") == f"{version.hash[:32]}.{version.sequence}@jupiterinvoice"
    assert tree.get("timestamp") == "2026-11-22T09:30:00+00:00"
    assert all_of(tree, "//@invoiceDate")[0] == "2026-11-22T12:00:00-08:00"
    later = invoice.model_copy(update={"revision": 2, "sequence": 9})
    assert checked(written(later)).get("payloadID") != tree.get("payloadID")


def test_the_ids_of_both_sides_are_in_the_domain_that_they_are_of() -> None:
    tree = read(in_euros(a_euro_line()))
    assert all_of(tree, "//Header//@domain") == ["DUNS", "Coupa", "DUNS"]
    assert all_of(tree, "//Header//Identity/text()") == ["123456789", "acme", "123456789"]
    network = read(in_euros(a_euro_line()), ARIBA)
    assert all_of(network, "//Header//@domain") == ["NetworkID", "NetworkID", "NetworkID"]
    with pytest.raises(PortalIdsMissing) as refusal:
        written(in_euros(a_euro_line()), PortalPack(kind=PortalKind.COUPA, our_id="1"))
    assert refusal.value.path == "portal"


def test_no_text_is_markup() -> None:
    line = a_euro_line(description='</Description><Money currency="X">&', po_line='1" x="2')
    tree = read(in_euros(line, po_number="<PO & 'more'>"))
    assert all_of(tree, "//InvoiceDetailItemReference/@lineNumber") == ['1" x="2']
    assert all_of(tree, "//OrderReference/@orderID") == ["<PO & 'more'>"]
    described = all_of(tree, "//InvoiceDetailItemReference/Description/text()")
    assert described == ['</Description><Money currency="X">&']


@pytest.mark.parametrize("file", list(PortalFile))
def test_nothing_is_uploaded_of_a_draft_or_of_what_is_void(file: PortalFile) -> None:
    draft = in_euros(a_euro_line()).model_copy(update={"number": None, "state": State.DRAFT})
    void = an_issued(state=State.VOID)
    for invoice in (draft, void):
        with pytest.raises(NothingToUpload):
            portal_file(a_version(invoice), file, COUPA)


def test_a_period_that_is_open_on_one_side_is_left_out() -> None:
    open_end = a_euro_line(service_start=date(2026, 12, 1))
    assert all_of(read(in_euros(open_end)), "//Period/@startDate") == []


def test_what_comes_off_the_whole_and_what_is_charged_besides_have_their_places() -> None:
    percent = Discount(percent=Decimal(10), reason="Volume")
    freight = Discount(amount=Money.of("50.00", "EUR"), reason="Freight")
    adjustments = (
        Adjustment(discount=percent, tax_rate=Decimal(19)),
        Adjustment(discount=freight, charge=True, tax_rate=Decimal(19)),
    )
    tree = read(in_euros(a_euro_line(po_line="10"), adjustments=adjustments))
    sums = {
        name: all_of(tree, f"//InvoiceDetailSummary/{name}/Money/text()")
        for name in (
            *("SubtotalAmount", "Tax", "SpecialHandlingAmount", "GrossAmount"),
            *("InvoiceDetailDiscount", "NetAmount"),
        )
    }
    # 1,000 - 100 + 50 = 950, and 19% of that is 180.50; 1,000 + 180.50 + 50 - 100 = 1,130.50
    assert sums == {
        "SubtotalAmount": ["1000.00"],
        "Tax": ["180.50"],
        "SpecialHandlingAmount": ["50.00"],
        "GrossAmount": ["1230.50"],
        "InvoiceDetailDiscount": ["100.00"],
        "NetAmount": ["1130.50"],
    }


def test_several_taxes_of_a_line_are_told_one_by_one() -> None:
    gst = NamedTax(name="GST", rate=Decimal(5), number="123456789RT0001")
    qst = NamedTax(name="QST", rate=Decimal("9.975"))
    line = a_line("Seats", "1", "1234.50", "USD").model_copy(update={"taxes": (gst, qst)})
    tree = read(in_dollars(line))
    # 5% of 1,234.50 is 61.725, and 9.975% is 123.141375
    assert all_of(tree, "//TaxDetail/@category") == ["gst", "qst"]
    assert all_of(tree, "//TaxDetail/@percentageRate") == ["5", "9.975"]
    assert all_of(tree, "//TaxDetail/TaxAmount/Money/text()") == ["61.73", "123.14"]
    assert all_of(tree, "//InvoiceDetailSummary/Tax/Money/text()") == ["184.87"]


def test_a_rounded_line_keeps_the_quantity_and_the_price_of_its_order() -> None:
    price = unit_price_of("0.0123", "EUR")
    fine = a_euro_line(quantity="333", po_line="10").model_copy(update={"unit_price": price})
    tree = read(in_euros(fine))
    assert all_of(tree, "//InvoiceDetailItem/@quantity") == ["333"]
    assert all_of(tree, "//UnitPrice/Money/text()") == ["0.0123"]
    # 333 x 0.0123 = 4.0959
    assert all_of(tree, "//InvoiceDetailItem/SubtotalAmount/Money/text()") == ["4.10"]


def test_a_line_has_its_unit_and_what_comes_off_it() -> None:
    own = {"unit": Unit.HOUR, "discount": Discount(percent=Decimal(10))}
    line = a_euro_line(quantity="3").model_copy(update=own)
    tree = read(in_euros(line, a_euro_line()))
    assert all_of(tree, "//UnitOfMeasure/text()") == ["HUR", "EA"]
    sums = {
        name: all_of(tree, f"(//InvoiceDetailItem)[1]/{name}/Money/text()")
        for name in ("UnitPrice", "SubtotalAmount", "InvoiceDetailDiscount", "NetAmount")
    }
    # 3 x 1,000 = 3,000, less 10%
    assert sums == {
        "UnitPrice": ["1000.00"],
        "SubtotalAmount": ["3000.00"],
        "InvoiceDetailDiscount": ["300.00"],
        "NetAmount": ["2700.00"],
    }
    whole = {
        name: all_of(tree, f"//InvoiceDetailSummary/{name}/Money/text()")
        for name in ("SubtotalAmount", "Tax", "GrossAmount", "InvoiceDetailDiscount", "NetAmount")
    }
    # 3,700 net, 19% of it 703; 4,000 + 703 - 300 = 4,403
    assert whole == {
        "SubtotalAmount": ["4000.00"],
        "Tax": ["703.00"],
        "GrossAmount": ["4703.00"],
        "InvoiceDetailDiscount": ["300.00"],
        "NetAmount": ["4403.00"],
    }
