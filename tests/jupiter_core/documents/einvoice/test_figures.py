"""What an e-invoice says of an invoice: terms, figures, and the same bytes each time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from jupiter_core.documents.einvoice.embedding import cii_of, ubl_of
from jupiter_core.documents.sums import due_of
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.payment_terms import due_rule_of
from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.totals import TaxCategory
from tests.jupiter_core.documents.einvoice.judges import complaints
from tests.jupiter_core.documents.einvoice.shapes import (
    EVERY,
    FRENCH_VAT,
    GERMAN_VAT,
    a_euro_line,
    a_version,
    a_year,
    in_dollars,
    in_euros,
    on_a_day,
)
from tests.jupiter_core.documents.einvoice.terms import Terms


def cii(invoice: Invoice) -> etree._Element:
    return etree.fromstring(cii_of(a_version(invoice)))


def ubl(invoice: Invoice) -> etree._Element:
    return etree.fromstring(ubl_of(a_version(invoice)))


def texts(tree: etree._Element, *path: str) -> list[str]:
    """The texts of all elements whose place ends with these names, in order."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path)
    found: Any = tree.xpath(f"descendant-or-self::{steps}")
    return [each.text or "" for each in found]


@pytest.mark.parametrize("shape", EVERY)
def test_both_files_and_the_invoice_have_the_same_figures(shape: str) -> None:
    invoice = EVERY[shape]
    totals = invoice.content.totals
    figures = [totals.net, totals.total, due_of(invoice)]
    sums = ("TaxBasisTotalAmount", "GrandTotalAmount", "DuePayableAmount")
    assert [texts(cii(invoice), each)[0] for each in sums] == [str(each) for each in figures]
    sums = ("TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount")
    assert [texts(ubl(invoice), each)[0] for each in sums] == [str(each) for each in figures]
    amounts = [str(line.amount) for line in invoice.content.lines]
    assert texts(cii(invoice), "LineTotalAmount")[: len(amounts)] == amounts
    assert texts(ubl(invoice), "LineExtensionAmount")[1:] == amounts


@pytest.mark.parametrize("shape", EVERY)
def test_every_line_is_quantity_times_price_less_its_discount_to_the_cent(shape: str) -> None:
    for line in cii(EVERY[shape]).iter("{*}IncludedSupplyChainTradeLineItem"):
        (quantity,), (amount,) = texts(line, "BilledQuantity"), texts(line, "LineTotalAmount")
        (price,) = texts(line, "NetPriceProductTradePrice", "ChargeAmount")
        taken_off = texts(line, "SpecifiedTradeAllowanceCharge", "ActualAmount")
        off = sum(Decimal(each) for each in taken_off)
        assert Decimal(quantity) * Decimal(price) - off == Decimal(amount)
        assert not price.startswith("-")


def test_a_line_says_its_list_price_and_what_is_taken_off_it() -> None:
    invoice = EVERY["list prices"]
    # 120.00 − 20.00, 0.2 − 0.0352, 50.00 − 10.00; 7 × 0.3333 is rounded, and one piece at 2.33
    listed, off, net = ["120.00", "0.20", "50.00"], ["20.00", "0.0352", "10.00"], "NetPrice"
    tree = ubl(invoice)
    assert texts(tree, "Price", "PriceAmount") == ["100.00", "0.1648", "2.33", "40.00"]
    assert texts(tree, "Price", "AllowanceCharge", "BaseAmount") == listed
    assert texts(tree, "Price", "AllowanceCharge", "Amount") == off
    assert texts(tree, "Price", "AllowanceCharge", "ChargeIndicator") == ["false"] * 3
    tree, gross = cii(invoice), "GrossPriceProductTradePrice"
    assert texts(tree, gross, "ChargeAmount") == listed
    assert texts(tree, gross, "AppliedTradeAllowanceCharge", "ActualAmount") == off
    assert texts(tree, f"{net}ProductTradePrice", "ChargeAmount")[0] == "100.00"
    described = texts(tree, "SpecifiedTradeProduct", "Description")
    assert described == ["7 × 0.3333; List price 0.40, less 0.0667"]


def test_a_line_says_its_unit_and_its_discount() -> None:
    tree = ubl(EVERY["units, fine prices and discounts on lines"])
    codes = [each.get("unitCode") for each in tree.iter("{*}InvoicedQuantity")]
    assert codes == ["HUR", "E34", "C62", "IE"]  # 7 × 0.3333 is rounded: one piece at 2.33
    assert texts(tree, "PriceAmount") == ["150.00", "0.1648", "2.33", "40.00"]
    # 10% of 450.00; 7,000 × 0.1648; 2.33 less 0.33; 25% of −80.00
    nets = ["1500.60", "405.00", "1153.60", "2.00", "-60.00"]
    assert texts(tree, "LineExtensionAmount") == nets
    assert texts(tree, "AllowanceCharge", "Amount") == ["45.00", "0.33", "-20.00"]
    assert texts(tree, "AllowanceChargeReasonCode") == ["95", "95", "95"]
    assert texts(tree, "MultiplierFactorNumeric") == ["10", "25"]


@pytest.mark.parametrize("credit", [{}, {"corrects": "JEU-000007"}])
def test_what_is_supplied_on_one_day_has_that_day_and_what_takes_longer_its_period(
    credit: dict[str, str],
) -> None:
    one_day = in_euros(on_a_day(a_euro_line()), a_euro_line(), **credit)
    longer = in_euros(on_a_day(a_euro_line()), a_year(a_euro_line()), **credit)
    unsaid = in_euros(a_euro_line(), **credit)
    for file_of in (cii_of, ubl_of):
        assert Terms(file_of(a_version(one_day))).day("BT-72") == "2026-06-03"
        assert complaints(file_of(a_version(one_day))) == []
        for other in (longer, unsaid):
            assert Terms(file_of(a_version(other))).all("BT-72") == []
        assert len(Terms(file_of(a_version(longer))).all("BG-14")) == 1


def test_a_credit_has_a_negative_quantity() -> None:
    tree = ubl(in_euros(a_euro_line(), a_euro_line("-250.00", quantity="2", rate="19")))
    assert texts(tree, "InvoicedQuantity") == ["1", "-2"]
    assert texts(tree, "PriceAmount") == ["1000.00", "250.00"]


def test_what_rounding_has_touched_is_one_piece_and_says_its_arithmetic() -> None:
    line = a_euro_line("333.33", quantity="0.333333", arithmetic="1,000.00 × 0.33333")
    tree = cii(in_euros(line))
    assert texts(tree, "BilledQuantity") == ["1"]
    assert texts(tree, "ChargeAmount") == ["111.11"]
    assert texts(tree, "SpecifiedTradeProduct", "Description") == [
        "0.333333 × 333.33; 1,000.00 × 0.33333"
    ]


def test_an_exact_line_keeps_its_quantity_and_price() -> None:
    tree = cii(in_dollars())
    assert texts(tree, "BilledQuantity")[1] == "250"
    assert texts(tree, "ChargeAmount")[1] == "480.00"


def test_references_are_where_software_looks_for_them() -> None:
    tree = cii(in_euros(a_euro_line()))
    assert texts(tree, "BuyerOrderReferencedDocument", "IssuerAssignedID") == ["4500012345"]
    assert texts(tree, "BuyerReference") == ["REF-77"]
    assert texts(tree, "ReceivableSpecifiedTradeAccountingAccount", "ID") == ["CC-4711"]
    assert texts(tree, "PaymentReference") == ["JUS-000001"]
    assert texts(tree, "BuyerTradeParty", "DefinedTradeContact", "PersonName") == ["Claire Dubois"]
    assert texts(tree, "BuyerTradeParty", "PostalTradeAddress", "LineThree") == [
        "Attn: Service Comptabilité"
    ]


def test_euros_to_an_iban_are_a_sepa_credit_transfer() -> None:
    tree = ubl(in_euros(a_euro_line()))
    assert texts(tree, "PaymentMeansCode") == ["58"]
    assert texts(tree, "PayeeFinancialAccount", "ID") == ["DE89370400440532013000"]
    assert texts(tree, "FinancialInstitutionBranch", "ID") == ["COBADEFFXXX"]


def test_dollars_go_to_an_account_with_its_routing_number() -> None:
    tree = cii(in_dollars())
    means = "SpecifiedTradeSettlementPaymentMeans"
    assert texts(tree, means, "TypeCode") == ["30"]
    assert texts(tree, "ProprietaryID") == ["000123456789"]
    assert texts(tree, means, "Information") == ["First Example Bank, ABA routing number 021000021"]


def test_a_credit_note_names_what_it_corrects_and_asks_for_no_payment() -> None:
    tree = ubl(EVERY["a credit note"])
    assert etree.QName(tree).localname == "CreditNote"
    assert texts(tree, "CreditNoteTypeCode") == ["381"]
    assert texts(tree, "InvoiceDocumentReference", "ID") == ["JEU-000007"]
    assert texts(tree, "PayableAmount") == ["1190.00"]
    assert texts(tree, "PaymentMeans") == texts(tree, "DueDate") == []
    assert texts(cii(EVERY["a credit note"]), "ExchangedDocument", "TypeCode") == ["381"]


def test_the_whole_period_holds_every_line() -> None:
    late = a_euro_line(service_start=date(2028, 3, 1))
    early = a_euro_line(service_end=date(2027, 1, 31))
    tree = ubl(in_euros(late, early))
    assert texts(tree, "Invoice", "InvoicePeriod", "StartDate") == ["2027-01-31"]
    assert texts(tree, "Invoice", "InvoicePeriod", "EndDate") == ["2028-03-01"]
    assert texts(tree, "InvoiceLine", "InvoicePeriod", "StartDate") == ["2028-03-01"]


def test_peppol_is_named_as_what_it_follows() -> None:
    tree = ubl(in_euros(a_euro_line()))
    assert texts(tree, "CustomizationID") == [
        "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
    ]
    assert texts(tree, "ProfileID") == ["urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"]


@pytest.mark.parametrize("shape", EVERY)
def test_no_element_is_empty_and_no_note_is_repeated(shape: str) -> None:
    for tree in (cii(EVERY[shape]), ubl(EVERY[shape])):
        assert not tree.xpath("//*[not(*) and not(normalize-space())]")
    assert len(texts(ubl(EVERY[shape]), "Note")) <= 2, "one of the invoice, one of its terms"


def test_untaxed_lines_alone_are_outside_the_scope_of_tax_and_without_vat_ids() -> None:
    tree = cii(in_euros(a_euro_line(rate="0")))
    assert texts(tree, "CategoryCode") == ["O", "O"]
    assert texts(tree, "SpecifiedTaxRegistration", "ID") == []
    assert texts(tree, "SellerTradeParty", "ID") == [GERMAN_VAT.value]
    assert texts(tree, "BuyerTradeParty", "ID") == [FRENCH_VAT.value]
    assert texts(tree, "RateApplicablePercent") == []


def test_untaxed_lines_beside_taxed_ones_are_zero_rated() -> None:
    tree = cii(in_euros(a_euro_line(), a_euro_line(rate="0"), a_euro_line(rate="0")))
    assert sorted(texts(tree, "CategoryCode")) == ["S", "S", "Z", "Z", "Z"]


def test_what_was_said_and_what_was_meant_make_one_group() -> None:
    said = a_euro_line("5.00", rate="0", category=TaxCategory.ZERO)
    tree = ubl(in_euros(a_euro_line(), said, a_euro_line("6.00", rate="0")))
    assert texts(tree, "TaxableAmount") == ["11.00", "1000.00"]


def test_the_reason_why_nothing_is_charged_is_in_words_and_in_code() -> None:
    tree = cii(EVERY["reverse charge"])
    assert texts(tree, "ExemptionReasonCode") == ["VATEX-EU-AE"]
    assert "Reverse charge" in texts(tree, "ExemptionReason")[0]


def test_the_words_are_in_the_customers_language() -> None:
    assert "Steuerschuldnerschaft" in texts(cii(EVERY["in German"]), "ExemptionReason")[0]


def test_an_ein_is_a_tax_number_and_a_registration() -> None:
    tree = cii(in_dollars())
    assert texts(tree, "SellerTradeParty", "SpecifiedTaxRegistration", "ID") == ["91-1144442"]
    assert texts(tree, "SellerTradeParty", "SpecifiedLegalOrganization", "ID") == ["91-1144442"]


@pytest.mark.parametrize("shape", ["three rates and a zero", "an amendment", "a credit note"])
def test_the_same_version_gives_the_same_bytes(shape: str) -> None:
    version = a_version(EVERY[shape])
    assert cii_of(version) == cii_of(version.model_copy(deep=True))
    assert ubl_of(version) == ubl_of(version.model_copy(deep=True))


def test_a_character_that_xml_cannot_say_is_an_error_that_names_it() -> None:
    with pytest.raises(Unprintable, match="U\\+0001"):
        cii_of(a_version(in_euros(a_euro_line(description="a\x01b"))))


def test_where_nothing_is_to_pay_neither_a_due_date_nor_an_account_is_named() -> None:
    for read in (cii, ubl):
        tree = read(EVERY["a total of zero"])
        for name in ("DueDateDateTime", "DueDate", "PayeeFinancialAccount", "IBANID"):
            assert texts(tree, name) == []
    assert texts(ubl(EVERY["a total of zero"]), "PaymentTerms", "Note") == ["Nothing to pay"]


def test_a_credit_note_that_takes_the_rest_says_the_tax_that_it_takes() -> None:
    note = EVERY["a credit note that takes the rest of a rate's tax"]
    assert texts(cii(note), "ApplicableTradeTax", "CalculatedAmount") == ["16.99"]
    assert texts(ubl(note), "TaxSubtotal", "TaxAmount") == ["16.99"]
    assert texts(ubl(note), "PayableAmount") == ["101.99"]


def test_the_calendars_rule_is_in_the_due_date_and_the_terms_of_both_files() -> None:
    ruled = {"net_terms": 45, "due_rule": due_rule_of("45 days end of month"), "language": "fr"}
    invoice = in_euros(a_euro_line(), issue_date=date(2027, 1, 10), **ruled)
    assert texts(ubl(invoice), "DueDate") == ["2027-02-28"]
    assert texts(cii(invoice), "DueDateDateTime", "DateTimeString") == ["20270228"]
    assert texts(ubl(invoice), "PaymentTerms", "Note") == ["45 jours, fin de mois"]
