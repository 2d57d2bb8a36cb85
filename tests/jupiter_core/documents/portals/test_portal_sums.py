"""Discounts on the whole and several taxes in the files of portals."""

from decimal import Decimal

from jupiter_core.documents.portals.files import portal_file
from jupiter_core.domain.portal import PortalFile
from jupiter_core.domain.tax import NamedTax
from tests.jupiter_core.documents.einvoice.shapes import (
    a_discount,
    a_euro_line,
    a_version,
    in_euros,
)
from tests.jupiter_core.documents.portals.test_cxml import COUPA, all_of, read


def test_a_discount_on_the_whole_is_a_line_so_that_the_lines_come_to_the_net() -> None:
    invoice = in_euros(a_euro_line(), adjustments=(a_discount("10", reason="Launch"),))
    tree = read(invoice)
    lines = all_of(tree, "//InvoiceDetailItem/SubtotalAmount/Money/text()")
    assert lines == ["1000.00", "-100.00"]
    assert all_of(tree, "//InvoiceDetailSummary/SubtotalAmount/Money/text()") == ["900.00"]
    assert all_of(tree, "//InvoiceDetailSummary/NetAmount/Money/text()") == ["1071.00"]
    csv = portal_file(a_version(invoice), PortalFile.COUPA_CSV, COUPA).decode("utf-8-sig")
    assert [row.split(",")[5:9] for row in csv.splitlines()[-1:]] == [["Launch", "", "100", "-1"]]


def test_each_of_several_taxes_is_told_by_its_name() -> None:
    taxes = (
        NamedTax(name="GST", rate=Decimal(5), number="123456789 RT0001"),
        NamedTax(name="State tax", rate=Decimal("6.25")),
    )
    line = a_euro_line(rate="0").model_copy(update={"taxes": taxes})
    tree = read(in_euros(line))
    assert all_of(tree, "//TaxDetail/@category") == ["gst", "sales"]
    assert all_of(tree, "//TaxDetail/TaxAmount/Money/text()") == ["50.00", "62.50"]
    assert all_of(tree, "//TaxDetail/Description/text()") == ["GST 123456789 RT0001", "State tax"]
