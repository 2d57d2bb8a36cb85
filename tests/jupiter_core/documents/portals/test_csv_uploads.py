"""The CSV uploads of Coupa and SAP Business Network."""

import csv
import io
from decimal import Decimal

from jupiter_core.documents.portals.files import portal_file
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.portal import PortalFile, PortalKind, PortalPack
from jupiter_core.domain.references import Reference
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import unit_price_of
from tests.jupiter_core.documents.einvoice.shapes import (
    a_euro_line,
    a_version,
    a_year,
    in_euros,
    ordered_lines,
    referenced,
)

PACK = PortalPack(kind=PortalKind.COUPA, supplier_number="V-4711")


def rows_of(invoice: Invoice, file: PortalFile) -> list[list[str]]:
    content = portal_file(a_version(invoice), file, PACK).decode()
    assert content.count("\r\n") == content.count("\n")
    return list(csv.reader(io.StringIO(content)))


def coupa(invoice: Invoice) -> tuple[dict[str, str], list[dict[str, str]]]:
    heads, names, head, *lines = rows_of(invoice, PortalFile.COUPA_CSV)
    assert (heads[0], names[0], head[0]) == ("Invoice", "Invoice Line", "Invoice")
    return (
        dict(zip(heads, head, strict=True)),
        [dict(zip(names, each, strict=True)) for each in lines],
    )


def ariba(invoice: Invoice) -> list[dict[str, str]]:
    names, *lines = rows_of(invoice, PortalFile.ARIBA_CSV)
    return [dict(zip(names, each, strict=True)) for each in lines]


def test_coupa_gets_a_header_and_its_lines_against_the_orders_lines() -> None:
    head, lines = coupa(in_euros(*ordered_lines(), **referenced()))
    assert head["Invoice Number*"] == "JUS-000001"
    assert head["Supplier Number"] == "V-4711"
    assert head["Invoice Date*"] == "2026-11-22"
    assert (head["Tax Amount"], head["Tax Rate"]) == ("190.95", "19")
    assert (head["Gross Total"], head["Currency"]) == ("1195.95", "EUR")
    assert (head["Ship To Name"], head["Ship to Location Code"]) == ("Entrepôt Nord", "WH-7")
    assert (head["Contract Number"], head["Is Credit Note"]) == ("contract-1", "")
    assert [(each["PO Number"], each["PO Line Number"]) for each in lines] == [
        ("4500017342", "10"),
        ("4500017342", "20"),
    ]
    assert [(each["Price*"], each["Quantity"]) for each in lines] == [("1000", "1"), ("5", "1")]
    assert {each["Account Code"] for each in lines} == {"gl_code-1"}


def test_coupa_gets_a_credit_note_with_quantities_below_zero() -> None:
    note = in_euros(a_euro_line(quantity="3"), corrects="JEU-000007")
    head, (line,) = coupa(note)
    assert (head["Is Credit Note"], head["Original invoice number"]) == ("Yes", "JEU-000007")
    assert (head["Gross Total"], head["Tax Amount"]) == ("-3570", "-570")
    assert (line["Quantity"], line["Price*"]) == ("-3", "1000")


def test_a_price_below_a_cent_is_matched_with_the_orders_own_quantity() -> None:
    price = unit_price_of("0.0123", "EUR")
    fine = a_euro_line(quantity="333", po_line="10").model_copy(update={"unit_price": price})
    # 333 x 0.0123 = 4.0959
    _, (line,) = coupa(in_euros(fine))
    assert (line["Quantity"], line["Price*"]) == ("333", "0.0123")
    (row,) = ariba(in_euros(fine))
    assert (row["quantity"], row["unitPrice"]) == ("333", "0.0123")
    assert row["subtotalAmount"] == "4.1"


def test_what_comes_off_a_line_is_in_its_price() -> None:
    off = {"unit": Unit.HOUR, "discount": Discount(percent=Decimal(10))}
    exact = a_euro_line(quantity="3").model_copy(update=off)
    third = {"discount": Discount(amount=Money.of("100.00", "EUR"))}
    endless = a_euro_line(quantity="3").model_copy(update=off | third)
    _, lines = coupa(in_euros(exact, endless))
    # 3,000 less 10% is 2,700, 900 each; 3,000 less 100 is 2,900, whose third has no end
    assert [(each["Quantity"], each["Price*"]) for each in lines] == [("3", "900"), ("1", "2900")]
    assert [each["Unit of Measure*"] for each in lines] == ["HUR", "EA"]
    rows = ariba(in_euros(exact, endless))
    assert [(each["unitPrice"], each["unitOfMeasure"]) for each in rows] == [
        ("900", "HUR"),
        ("2900", "EA"),
    ]
    assert [each["subtotalAmount"] for each in rows] == ["2700", "2900"]


def test_ariba_gets_a_row_a_line_with_the_whole_head() -> None:
    lines = (a_year(a_euro_line(po_line="10")), a_euro_line("5.00", po_number="PO-2"))
    first, second = ariba(in_euros(*lines, po_number="PO-1"))
    assert [each["orderID"] for each in (first, second)] == ["PO-1", "PO-2"]
    assert {each["totalGross"] for each in (first, second)} == {"1195.95"}
    assert (first["invoiceDate"], first["payInNumberOfDays"]) == ("11/22/2026", "45")
    assert (first["lineNumber"], first["invoiceLineNumber"]) == ("10", "1")
    assert (first["startDate"], first["endDate"]) == ("01/01/2027", "12/31/2027")
    assert (first["taxPercent"], first["unitOfMeasure"]) == ("19", "EA")


def test_ariba_knows_a_contract_and_what_is_against_neither() -> None:
    agreed = (Reference(key="contract", value="C-9"),)
    (of_contract,) = ariba(in_euros(a_euro_line(), po_number="", references=agreed))
    assert (of_contract["agreementID"], of_contract["supplierOrderID"]) == ("C-9", "")
    (of_neither,) = ariba(in_euros(a_euro_line(), po_number=""))
    assert (of_neither["agreementID"], of_neither["supplierOrderID"]) == ("", "JUS-000001")


def test_no_text_is_a_formula_and_a_figure_stays_one() -> None:
    hostile = a_euro_line("-5.00", description="=HYPERLINK(1)\n+2", po_line="@3")
    invoice = in_euros(a_euro_line(), hostile, po_number="=cmd|' /C calc'!A0")
    _, (_, line) = coupa(invoice)
    assert line["Description*"] == "'=HYPERLINK(1) +2"
    assert line["PO Number"] == "'=cmd|' /C calc'!A0"
    assert line["PO Line Number"] == "'@3"
    assert line["Quantity"] == "-1"
    _, row = ariba(invoice)
    assert (row["description"], row["subtotalAmount"]) == ("'=HYPERLINK(1) +2", "-5")
