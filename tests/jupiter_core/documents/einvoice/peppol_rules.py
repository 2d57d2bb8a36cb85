"""A judge of Peppol BIS Billing 3.0's own rules, beside those of `national`, in our words.

They are those of its release of May 2026 that a file of ours can break: without attachments, direct
debits and cards. GLNs, code lists of addresses and most numbers are in `national`.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from lxml import etree

from tests.jupiter_core.documents.einvoice.german import discounts, sepa
from tests.jupiter_core.documents.einvoice.terms import Terms

Rule = Callable[["Peppol"], bool]
_SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_PROCESS = re.compile(r"urn:fdc:peppol\.eu:2017:poacc:billing:[0-9]{2}:1\.0")
_CREDITS = {"381", "396", "81", "83", "532"}
_INVOICES = {
    *("71", "80", "82", "84", "102", "218", "219", "331", "380", "382", "383", "386", "388"),
    *("393", "395", "553", "575", "623", "780", "817", "870", "875", "876", "877"),
}
_REASONS = {"G": "VATEX-EU-G", "O": "VATEX-EU-O", "K": "VATEX-EU-IC", "AE": "VATEX-EU-AE"}
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:Common{}Components-2"
_NAMES = {"cbc": _UBL.format("Basic"), "cac": _UBL.format("Aggregate")}
_LINES = "cac:InvoiceLine|cac:CreditNoteLine"
_QUANTITY = "cbc:InvoicedQuantity|cbc:CreditedQuantity"
_PARTIES = "cac:AccountingSupplierParty|cac:AccountingCustomerParty"
_NUMBERS = {
    "PEPPOL-COMMON-R054": ("0106", r"\d{8}"),
    "PEPPOL-COMMON-R055": ("0190", r"\d{20}"),
    "PEPPOL-COMMON-R056-1": ("9944", r"NL\d{9}B\d{2}"),
}
"""Of the Netherlands, by scheme."""


class Peppol(Terms):
    """A file in UBL, asked by path too."""

    def at(self, path: str, of: etree._Element | None = None) -> list[etree._Element]:
        found = (self.root if of is None else of).xpath(path, namespaces=_NAMES)
        assert isinstance(found, list)
        return [each for each in found if isinstance(each, etree._Element)]

    def number(self, path: str, of: etree._Element) -> Decimal:
        return Decimal(next((each.text or "0" for each in self.at(path, of)), "0"))

    def both(self, country: str) -> bool:
        return self.text("BT-40") == self.text("BT-55") == country


def broken_on_peppol(xml: bytes) -> set[str]:
    """The rules that a file breaks."""
    file = Peppol(xml)
    return {name for name, holds in PEPPOL_RULES.items() if not holds(file)}


def _nothing_empty(file: Peppol) -> bool:
    return all(len(each) or (each.text or "").strip() for each in file.root.iter())


def _one_note(file: Peppol) -> bool:
    return len(file.at("cbc:Note")) <= 1 or file.both("DE")


def _one_currency(file: Peppol) -> bool:
    """But of the tax in the currency of the books."""
    books = {each.text for each in file.at("cbc:TaxCurrencyCode")}
    used = {each.get("currencyID") for each in file.at("//*[@currencyID]")}
    return used - books == {file.text("BT-5")}


def _tax_totals(file: Peppol) -> bool:
    return len(file.at("cac:TaxTotal[cac:TaxSubtotal]")) == 1


def _in_period(day: str) -> Rule:
    """The days of lines are within those of the document."""

    def holds(file: Peppol) -> bool:
        first = [each.text or "" for each in file.at("cac:InvoicePeriod/cbc:StartDate")]
        last = [each.text or "" for each in file.at("cac:InvoicePeriod/cbc:EndDate")]
        days = [each.text or "" for each in file.at(f"({_LINES})/cac:InvoicePeriod/cbc:{day}")]
        after = all(first[0] <= each for each in days) if first else True
        return after and (all(each <= last[0] for each in days) if last else True)

    return holds


def _line_amounts(file: Peppol) -> bool:
    for line in file.at(_LINES):
        base = file.number("cac:Price/cbc:BaseQuantity", line) or Decimal(1)
        price = file.number("cac:Price/cbc:PriceAmount", line)
        amount = file.number(_QUANTITY, line) * price / base
        for each in file.at("cac:AllowanceCharge", line):
            (charge,) = file.at("cbc:ChargeIndicator", each)
            sign = 1 if charge.text == "true" else -1
            amount += sign * file.number("cbc:Amount", each)
        if abs(amount - file.number("cbc:LineExtensionAmount", line)) > Decimal("0.02"):
            return False
    return True


def _allowances(file: Peppol) -> bool:
    """An amount is its percentage of its base, where it has both; it has both or neither."""
    for each in file.at("//cac:AllowanceCharge[not(parent::cac:Price)]"):
        percent = file.at("cbc:MultiplierFactorNumeric", each)
        base = file.at("cbc:BaseAmount", each)
        if bool(percent) != bool(base):
            return False
        if percent and base:
            part = Decimal(base[0].text or "0") * Decimal(percent[0].text or "0") / 100
            if abs(part - file.number("cbc:Amount", each)) > Decimal("0.02"):
                return False
    return True


def _gross_prices(file: Peppol) -> bool:
    for price in file.at(f"({_LINES})/cac:Price[cac:AllowanceCharge/cbc:BaseAmount]"):
        gross = file.number("cac:AllowanceCharge/cbc:BaseAmount", price)
        off = file.number("cac:AllowanceCharge/cbc:Amount", price)
        if file.number("cbc:PriceAmount", price) != gross - off:
            return False
    return True


def _units(file: Peppol) -> bool:
    for line in file.at(_LINES):
        (quantity,) = file.at(_QUANTITY, line)
        for base in file.at("cac:Price/cbc:BaseQuantity", line):
            if base.get("unitCode") not in (None, quantity.get("unitCode")):
                return False
    return True


def _reason(category: str) -> Rule:
    def holds(file: Peppol) -> bool:
        path = f"//cac:TaxCategory[cbc:TaxExemptionReasonCode='{_REASONS[category]}']/cbc:ID"
        return {each.text for each in file.at(path)} <= {category}

    return holds


def _days(file: Peppol) -> bool:
    names = ("cbc:IssueDate", "cbc:DueDate", "cbc:StartDate", "cbc:EndDate")
    days = [each.text or "" for name in names for each in file.at(f"//{name}")]
    return all(re.fullmatch(r"\d{4}-\d\d-\d\d", each) for each in days)


def _dutch(rule: str) -> Rule:
    scheme, shape = _NUMBERS[rule]

    def holds(file: Peppol) -> bool:
        found = file.at(f"({_PARTIES})//*[@schemeID='{scheme}']")
        return all(re.fullmatch(shape, each.text or "") for each in found)

    return holds


def _danish_customer(file: Peppol) -> bool:
    schemes = [scheme for scheme, _ in file.schemed("BT-47")]
    return not file.both("DK") or all(each == "0184" for each in schemes)


def _within_germany(holds: Callable[[Terms], bool]) -> Rule:
    return lambda file: not file.both("DE") or holds(file)


PEPPOL_RULES: dict[str, Rule] = {
    "PEPPOL-EN16931-R001": lambda file: bool(file.text("BT-23")),
    "PEPPOL-EN16931-R002": _one_note,
    "PEPPOL-EN16931-R003": lambda file: bool(file.text("BT-10") or file.text("BT-13")),
    "PEPPOL-EN16931-R004": lambda file: file.text("BT-24").startswith(_SPECIFICATION),
    "PEPPOL-EN16931-R005": lambda file: (
        file.text("BT-5") not in {each.text for each in file.at("cbc:TaxCurrencyCode")}
    ),
    "PEPPOL-EN16931-R007": lambda file: _PROCESS.fullmatch(file.text("BT-23")) is not None,
    "PEPPOL-EN16931-R008": _nothing_empty,
    "PEPPOL-EN16931-R010": lambda file: bool(file.text("BT-49")),
    "PEPPOL-EN16931-R020": lambda file: bool(file.text("BT-34")),
    "PEPPOL-EN16931-R040 to R042": _allowances,
    "PEPPOL-EN16931-R046": _gross_prices,
    "PEPPOL-EN16931-R051": _one_currency,
    "PEPPOL-EN16931-R053": _tax_totals,
    "PEPPOL-EN16931-R054": lambda file: (
        len(file.at("cac:TaxTotal[not(cac:TaxSubtotal)]")) == len(file.at("cbc:TaxCurrencyCode"))
    ),
    "PEPPOL-EN16931-R110": _in_period("StartDate"),
    "PEPPOL-EN16931-R111": _in_period("EndDate"),
    "PEPPOL-EN16931-R120": _line_amounts,
    "PEPPOL-EN16931-R130": _units,
    "PEPPOL-EN16931-P0100": lambda file: (
        not file.at("cbc:InvoiceTypeCode") or file.text("BT-3") in _INVOICES
    ),
    "PEPPOL-EN16931-P0101": lambda file: (
        not file.at("cbc:CreditNoteTypeCode") or file.text("BT-3") in _CREDITS
    ),
    "PEPPOL-EN16931-P0104": _reason("G"),
    "PEPPOL-EN16931-P0105": _reason("O"),
    "PEPPOL-EN16931-P0106": _reason("K"),
    "PEPPOL-EN16931-P0107": _reason("AE"),
    "PEPPOL-EN16931-F001": _days,
    **{rule: _dutch(rule) for rule in _NUMBERS},
    "DE-R-002": _within_germany(lambda file: bool(file.all("BG-6"))),
    "DE-R-018": _within_germany(discounts),
    "DE-R-019": _within_germany(sepa),
    "DE-R-027": _within_germany(lambda file: len(re.findall("[0-9]", file.text("BT-42"))) >= 3),
    "DE-R-028": _within_germany(
        lambda file: re.fullmatch(r"[^@\s]+@([^@.\s]+\.)+[^@.\s]+", file.text("BT-43")) is not None
    ),
    "DK-R-017": _danish_customer,
    "IS-R-001": lambda file: file.text("BT-40") != "IS" or file.text("BT-3") in {"380", "381"},
    "NL-R-009": lambda file: (
        file.text("BT-40") != "NL"
        or not file.at(f"({_LINES})/cac:OrderLineReference/cbc:LineID")
        or bool(file.text("BT-13"))
    ),
}
"""By name: whether a file keeps it."""
