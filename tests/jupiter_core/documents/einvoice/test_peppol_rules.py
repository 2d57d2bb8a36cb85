"""Peppol's own rules: what is written keeps them, and the judge finds each of them broken."""

import pytest

from jupiter_core.documents.einvoice.embedding import ubl_of
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.totals import TaxCategory
from tests.jupiter_core.documents.einvoice.nations import a_trade, in_kroner
from tests.jupiter_core.documents.einvoice.peppol_rules import PEPPOL_RULES, broken_on_peppol
from tests.jupiter_core.documents.einvoice.shapes import (
    EVERY,
    a_euro_line,
    a_version,
    a_year,
    in_euros,
)
from tests.jupiter_core.documents.einvoice.test_national_rules import SOUND


def untaxed(category: TaxCategory) -> Invoice:
    return a_trade("DE", "NL", lines=(a_year(a_euro_line(rate="0", category=category)),))


A_YEAR = in_euros(a_year(a_euro_line()))
GERMAN, DUTCH, CREDIT = a_trade("DE"), a_trade("NL"), a_trade("DE", corrects="X-1")
_PAYABLE, _CREDIT = "PayableAmount currencyID", "<cbc:CreditNoteTypeCode>"
_NOTE, _CURRENCY = "<cbc:Note>1</cbc:Note>", "<cbc:DocumentCurrencyCode>"
_TERMS = "<cac:PaymentTerms>\n<cbc:Note>"
_HOUR = '<cbc:BaseQuantity unitCode="HUR">1</cbc:BaseQuantity>'
_NET = "</cbc:LineExtensionAmount>\n<cac:Item>"
_START = "</cbc:StartDate>\n<cbc:EndDate>"
_END = "</cbc:EndDate>\n</cac:InvoicePeriod>\n<cac:Item>"
_LAST = f"2027-12-31{_END}"
_ALLOWANCE = (
    "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
    "<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>"
    '<cbc:Amount currencyID="EUR">99</cbc:Amount>{}</cac:AllowanceCharge><cac:TaxTotal>'
)
_BASE = '<cbc:BaseAmount currencyID="EUR">1000</cbc:BaseAmount>'
_GROSS = (
    "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
    f'<cbc:Amount currencyID="EUR">1</cbc:Amount>{_BASE}</cac:AllowanceCharge></cac:Price>'
)
_BOOKS = "<cbc:TaxCurrencyCode>{}</cbc:TaxCurrencyCode><cac:OrderReference>"
_ORDER_LINE = "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>"
_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"

REPLACED: dict[str, tuple[Invoice, str, str]] = {
    "PEPPOL-EN16931-R001": (GERMAN, _PROCESS, ""),
    "PEPPOL-EN16931-R002": (DUTCH, _CURRENCY, f"{_NOTE}{_NOTE}{_CURRENCY}"),
    "PEPPOL-EN16931-R004": (GERMAN, "poacc:billing:3.0", "poacc:billing:2.0"),
    "PEPPOL-EN16931-R005": (GERMAN, "<cac:OrderReference>", _BOOKS.format("EUR")),
    "PEPPOL-EN16931-R007": (GERMAN, "billing:01:1.0", "billing:1:1.0"),
    "PEPPOL-EN16931-R008": (GERMAN, "</cac:OrderReference>", "<cbc:ID/></cac:OrderReference>"),
    "PEPPOL-EN16931-R010": (DUTCH, ">FR40303265045</cbc:EndpointID>", "></cbc:EndpointID>"),
    "PEPPOL-EN16931-R020": (DUTCH, ">DE136695976</cbc:EndpointID>", "></cbc:EndpointID>"),
    "PEPPOL-EN16931-R040 to R042": (GERMAN, "<cac:TaxTotal>", _ALLOWANCE.format(_BASE)),
    "PEPPOL-EN16931-R046": (GERMAN, "</cac:Price>", _GROSS),
    "PEPPOL-EN16931-R051": (GERMAN, f'{_PAYABLE}="EUR"', f'{_PAYABLE}="USD"'),
    "PEPPOL-EN16931-R053": (GERMAN, "cac:TaxSubtotal>", "cac:TaxSubtotals>"),
    "PEPPOL-EN16931-R054": (GERMAN, "<cac:OrderReference>", _BOOKS.format("SEK")),
    "PEPPOL-EN16931-R110": (A_YEAR, f"2027-01-01{_START}{_LAST}", f"2026-12-31{_START}{_LAST}"),
    "PEPPOL-EN16931-R111": (A_YEAR, f"2027-12-31{_END}", f"2028-01-01{_END}"),
    "PEPPOL-EN16931-R120": (GERMAN, f">1000.00{_NET}", f">1000.05{_NET}"),
    "PEPPOL-EN16931-R130": (GERMAN, "</cac:Price>", f"{_HOUR}</cac:Price>"),
    "PEPPOL-EN16931-P0100": (GERMAN, "<cbc:InvoiceTypeCode>380", "<cbc:InvoiceTypeCode>381"),
    "PEPPOL-EN16931-P0101": (CREDIT, f"{_CREDIT}381", f"{_CREDIT}380"),
    "PEPPOL-EN16931-P0104": (untaxed(TaxCategory.EXPORT), "<cbc:ID>G<", "<cbc:ID>E<"),
    "PEPPOL-EN16931-P0105": (untaxed(TaxCategory.OUTSIDE), "<cbc:ID>O<", "<cbc:ID>E<"),
    "PEPPOL-EN16931-P0106": (untaxed(TaxCategory.INTRA_COMMUNITY), "<cbc:ID>K<", "<cbc:ID>E<"),
    "PEPPOL-EN16931-P0107": (untaxed(TaxCategory.REVERSE_CHARGE), "<cbc:ID>AE<", "<cbc:ID>E<"),
    "PEPPOL-EN16931-F001": (GERMAN, "</cbc:IssueDate>", "Z</cbc:IssueDate>"),
    "PEPPOL-COMMON-R054": (DUTCH, '"0106">12345678', '"0106">1234567'),
    "PEPPOL-COMMON-R055": (DUTCH, '"0106">12345678', '"0190">12345678'),
    "PEPPOL-COMMON-R056-1": (DUTCH, '"0106">12345678', '"9944">NL12345678'),
    "DE-R-002": (GERMAN, "cac:Contact>", "cac:Contacts>"),
    "DE-R-018": (GERMAN, _TERMS, f"{_TERMS}#SKONTO#\n"),
    "DE-R-019": (GERMAN, "DE89370400440532013000", "DE89370400440532013001"),
    "DE-R-027": (GERMAN, "<cbc:Telephone>+49 30 123456", "<cbc:Telephone>none"),
    "DE-R-028": (GERMAN, "billing@jupiter.example", "billing@jupiter"),
    "DK-R-017": (in_kroner(), ' schemeID="0184"', ""),
    "IS-R-001": (a_trade("IS"), "<cbc:InvoiceTypeCode>380", "<cbc:InvoiceTypeCode>393"),
}
"""By rule: a file, what makes it right, and what would not."""


@pytest.mark.parametrize("shape", EVERY)
def test_every_shape_keeps_peppols_own_rules(shape: str) -> None:
    assert broken_on_peppol(ubl_of(a_version(EVERY[shape]))) == set()


@pytest.mark.parametrize("shape", SOUND)
def test_so_does_every_trade_within_a_country(shape: str) -> None:
    assert broken_on_peppol(ubl_of(a_version(SOUND[shape]))) == set()


@pytest.mark.parametrize("rule", REPLACED)
def test_the_judge_finds_each_rule_broken(rule: str) -> None:
    invoice, good, bad = REPLACED[rule]
    xml = ubl_of(a_version(invoice)).decode()
    assert good in xml
    assert rule not in broken_on_peppol(xml.encode())
    assert rule in broken_on_peppol(xml.replace(good, bad).encode())


def test_an_allowance_has_percentage_and_base_or_neither() -> None:
    xml = ubl_of(a_version(GERMAN)).decode()
    bare = xml.replace("<cac:TaxTotal>", _ALLOWANCE.format("")).encode()
    assert "PEPPOL-EN16931-R040 to R042" in broken_on_peppol(bare)


def test_a_file_without_any_reference_is_found() -> None:
    xml = ubl_of(a_version(GERMAN)).decode()
    for gone in ("BuyerReference>", "OrderReference>"):
        xml = xml.replace(gone, f"No{gone}")
    assert "PEPPOL-EN16931-R003" in broken_on_peppol(xml.encode())


def test_a_line_of_an_order_needs_the_order_in_the_netherlands() -> None:
    xml = ubl_of(a_version(DUTCH)).decode()
    named = xml.replace("<cac:Item>", f"{_ORDER_LINE}<cac:Item>")
    assert broken_on_peppol(named.encode()) == set()
    unnamed = named.replace("cac:OrderReference>", "cac:NoReference>")
    assert "NL-R-009" in broken_on_peppol(unnamed.encode())


def test_every_rule_of_the_judge_can_be_broken() -> None:
    elsewhere = {"PEPPOL-EN16931-R003", "NL-R-009"}
    assert {*REPLACED} | elsewhere == {*PEPPOL_RULES}
