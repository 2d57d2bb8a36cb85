"""UBL 2.1, the Universal Business Language of OASIS, as Peppol BIS Billing 3.0 wants it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from jupiter_core.documents.einvoice.dialects import PEPPOL, Dialect
from jupiter_core.documents.einvoice.line_allowances import ubl_allowance, ubl_price_discount
from jupiter_core.documents.einvoice.markup import branch, document, leaf
from jupiter_core.documents.einvoice.model import (
    DocumentAdjustment,
    DocumentType,
    ElectronicInvoice,
    InvoicedLine,
    PaymentMeans,
    Period,
    TaxGroup,
)
from jupiter_core.documents.einvoice.ubl_parties import customer, delivery, supplier
from jupiter_core.documents.einvoice.ubl_references import further, order, order_line
from jupiter_core.domain.third_decimal import in_two_decimals
from jupiter_core.domain.totals import plain

_ROOTS = {DocumentType.INVOICE: "Invoice", DocumentType.CREDIT_NOTE: "CreditNote"}
_QUANTITIES = {
    DocumentType.INVOICE: "cbc:InvoicedQuantity",
    DocumentType.CREDIT_NOTE: "cbc:CreditedQuantity",
}
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_TAX_SCHEME = "<cac:TaxScheme>\n<cbc:ID>{}</cbc:ID>"


def ubl(invoice: ElectronicInvoice, dialect: Dialect = PEPPOL) -> bytes:
    """An `Invoice`, or a `CreditNote` of which all amounts are positive too."""
    name = _ROOTS[invoice.kind]
    parts = (*_head(invoice, dialect), *_parties(invoice), *_sums(invoice), *_lines(invoice))
    inside = "".join(parts).replace(_TAX_SCHEME.format("VAT"), _TAX_SCHEME.format(dialect.tax))
    return document(
        name,
        inside,
        {
            "": f"{_UBL}{name}-2",
            "cac": f"{_UBL}CommonAggregateComponents-2",
            "cbc": f"{_UBL}CommonBasicComponents-2",
        },
    )


def _head(invoice: ElectronicInvoice, dialect: Dialect) -> list[str]:
    corrected = branch(
        "cac:InvoiceDocumentReference",
        leaf("cbc:ID", invoice.preceding),
        _day("cbc:IssueDate", invoice.preceding_date),
    )
    return [
        leaf("cbc:CustomizationID", dialect.specification),
        leaf("cbc:ProfileID", dialect.process),
        leaf("cbc:ID", invoice.number),
        leaf("cbc:UUID", invoice.uuid),
        _day("cbc:IssueDate", invoice.issue_date),
        _day("cbc:DueDate", invoice.due_date),
        leaf(f"cbc:{_ROOTS[invoice.kind]}TypeCode", invoice.kind),
        *_notes(invoice, dialect),
        leaf("cbc:DocumentCurrencyCode", invoice.currency),
        leaf("cbc:TaxCurrencyCode", invoice.tax_currency),
        leaf("cbc:AccountingCost", invoice.accounting_reference),
        leaf("cbc:BuyerReference", invoice.buyer_reference),
        _period(invoice.period),
        order(invoice.order, invoice.references),
        branch("cac:BillingReference", corrected),
        *further(
            invoice.contract,
            invoice.references,
            credit=invoice.kind is DocumentType.CREDIT_NOTE,
        ),
    ]


def _notes(invoice: ElectronicInvoice, dialect: Dialect) -> list[str]:
    """Peppol has one note of a document (PEPPOL-EN16931-R002)."""
    if dialect.coded_notes:
        coded = (leaf("cbc:Note", f"#{each.code}#{each.text}") for each in invoice.mentions)
        return [leaf("cbc:Note", invoice.note), *coded]
    texts = (invoice.note, *(each.text for each in invoice.mentions))
    return [leaf("cbc:Note", "\n".join(filter(None, texts)))]


def _parties(invoice: ElectronicInvoice) -> list[str]:
    return [
        supplier(invoice.seller),
        customer(invoice.buyer),
        _delivery(invoice),
        _payment(invoice.payment, invoice.payment_reference),
        branch("cac:PaymentTerms", leaf("cbc:Note", invoice.terms)),
    ]


def _delivery(invoice: ElectronicInvoice) -> str:
    day = _day("cbc:ActualDeliveryDate", invoice.supplied_on)
    return delivery(invoice.deliver_to, invoice.deliver_to_name, invoice.deliver_to_code, day)


def _payment(payment: PaymentMeans | None, reference: str) -> str:
    if payment is None:
        return ""
    return branch(
        "cac:PaymentMeans",
        leaf("cbc:PaymentMeansCode", payment.code, name=payment.words),
        leaf("cbc:PaymentID", reference),
        branch(
            "cac:PayeeFinancialAccount",
            leaf("cbc:ID", payment.account),
            leaf("cbc:Name", payment.holder),
            branch("cac:FinancialInstitutionBranch", leaf("cbc:ID", payment.institution)),
        ),
    )


def _sums(invoice: ElectronicInvoice) -> list[str]:
    def amount(name: str, value: Decimal) -> str:
        return _amount(name, value, invoice.currency)

    return [
        *(_adjustment(each, invoice.currency) for each in invoice.adjustments),
        branch(
            "cac:TaxTotal",
            amount("cbc:TaxAmount", invoice.tax),
            *(_subtotal(each, invoice.currency) for each in invoice.taxes),
        ),
        _tax_in_other(invoice),
        branch(
            "cac:LegalMonetaryTotal",
            amount("cbc:LineExtensionAmount", invoice.lines_net),
            amount("cbc:TaxExclusiveAmount", invoice.net),
            amount("cbc:TaxInclusiveAmount", invoice.gross),
            amount("cbc:AllowanceTotalAmount", invoice.allowances) if invoice.allowances else "",
            amount("cbc:ChargeTotalAmount", invoice.charges) if invoice.charges else "",
            amount("cbc:PrepaidAmount", invoice.paid) if invoice.paid else "",
            amount("cbc:PayableAmount", invoice.due),
        ),
    ]


def _adjustment(each: DocumentAdjustment, currency: str) -> str:
    """BG-20 or BG-21."""
    return branch(
        "cac:AllowanceCharge",
        leaf("cbc:ChargeIndicator", "true" if each.is_charge else "false"),
        leaf("cbc:AllowanceChargeReason", each.reason),
        leaf("cbc:MultiplierFactorNumeric", "" if each.percent is None else plain(each.percent)),
        _amount("cbc:Amount", each.amount, currency),
        "" if each.base is None else _amount("cbc:BaseAmount", each.base, currency),
        _category("cac:TaxCategory", each.category, each.rate),
    )


def _tax_in_other(invoice: ElectronicInvoice) -> str:
    """BT-111."""
    if invoice.tax_in_other is None:
        return ""
    amount = _amount("cbc:TaxAmount", invoice.tax_in_other, invoice.tax_currency)
    return branch("cac:TaxTotal", amount)


def _subtotal(group: TaxGroup, currency: str) -> str:
    reasons = (
        leaf("cbc:TaxExemptionReasonCode", group.reason_code),
        leaf("cbc:TaxExemptionReason", group.reason),
    )
    return branch(
        "cac:TaxSubtotal",
        _amount("cbc:TaxableAmount", group.net, currency),
        _amount("cbc:TaxAmount", group.tax, currency),
        _category("cac:TaxCategory", group.category, group.rate, *reasons),
    )


def _lines(invoice: ElectronicInvoice) -> list[str]:
    name = f"cac:{_ROOTS[invoice.kind]}Line"
    return [
        _line(each, name, _QUANTITIES[invoice.kind], invoice.currency) for each in invoice.lines
    ]


def _line(line: InvoicedLine, name: str, quantity: str, currency: str) -> str:
    return branch(
        name,
        leaf("cbc:ID", line.id),
        leaf(quantity, plain(line.quantity), unitCode=line.unit),
        _amount("cbc:LineExtensionAmount", line.amount, currency),
        leaf("cbc:AccountingCost", line.accounting_reference),
        _period(line.period),
        order_line(line.order_line),
        ubl_allowance(line, currency),
        branch(
            "cac:Item",
            leaf("cbc:Description", line.description),
            leaf("cbc:Name", line.name),
            _category("cac:ClassifiedTaxCategory", line.category, line.rate),
        ),
        branch(
            "cac:Price",
            _amount("cbc:PriceAmount", line.price, currency),
            ubl_price_discount(line, currency),
        ),
    )


def _category(name: str, category: StrEnum, rate: Decimal | None, *reasons: str) -> str:
    return branch(
        name,
        leaf("cbc:ID", category),
        "" if rate is None else leaf("cbc:Percent", plain(rate)),
        *reasons,
        branch("cac:TaxScheme", leaf("cbc:ID", "VAT")),
    )


def _amount(name: str, value: Decimal, currency: str) -> str:
    return leaf(name, f"{in_two_decimals(value):f}", currencyID=currency)


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    return branch(
        "cac:InvoicePeriod",
        _day("cbc:StartDate", period.start),
        _day("cbc:EndDate", period.end),
    )


def _day(name: str, day: date | None) -> str:
    return leaf(name, day.isoformat() if day else "")
