"""UBL 2.1, the Universal Business Language of OASIS, as Peppol BIS Billing 3.0 wants it."""

from datetime import date
from decimal import Decimal

from jupiter_core.documents.einvoice.markup import Node, document, node
from jupiter_core.documents.einvoice.model import EInvoice, Kind, Line, Payment, Period, TaxGroup
from jupiter_core.documents.einvoice.ubl_parties import customer, supplier
from jupiter_core.domain.totals import TaxCategory, plain

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_ROOTS = {Kind.INVOICE: "Invoice", Kind.CREDIT_NOTE: "CreditNote"}
_QUANTITIES = {Kind.INVOICE: "cbc:InvoicedQuantity", Kind.CREDIT_NOTE: "cbc:CreditedQuantity"}
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_ONE = "C62"


def ubl(invoice: EInvoice) -> bytes:
    """An `Invoice`, or a `CreditNote` of which all amounts are positive too."""
    name = _ROOTS[invoice.kind]
    root = node(name, *_head(invoice), *_parties(invoice), *_sums(invoice), *_lines(invoice))
    return document(
        root,
        {
            "": f"{_UBL}{name}-2",
            "cac": f"{_UBL}CommonAggregateComponents-2",
            "cbc": f"{_UBL}CommonBasicComponents-2",
        },
    )


def _head(invoice: EInvoice) -> list[Node | None]:
    corrected = node("cac:InvoiceDocumentReference", node("cbc:ID", invoice.corrects))
    return [
        node("cbc:CustomizationID", CUSTOMIZATION),
        node("cbc:ProfileID", PROCESS),
        node("cbc:ID", invoice.number),
        _day("cbc:IssueDate", invoice.issue_date),
        _day("cbc:DueDate", invoice.due_date),
        node(f"cbc:{_ROOTS[invoice.kind]}TypeCode", invoice.kind),
        node("cbc:Note", invoice.note),
        node("cbc:DocumentCurrencyCode", invoice.currency),
        node("cbc:AccountingCost", invoice.accounting_reference),
        node("cbc:BuyerReference", invoice.buyer_reference),
        _period(invoice.period),
        node("cac:OrderReference", node("cbc:ID", invoice.order)),
        node("cac:BillingReference", corrected),
        node("cac:ContractDocumentReference", node("cbc:ID", invoice.contract)),
    ]


def _parties(invoice: EInvoice) -> list[Node | None]:
    country = node("cac:Country", node("cbc:IdentificationCode", invoice.deliver_to))
    location = node("cac:DeliveryLocation", node("cac:Address", country))
    return [
        supplier(invoice.seller),
        customer(invoice.buyer),
        node("cac:Delivery", location),
        _payment(invoice.payment, invoice.number),
        node("cac:PaymentTerms", node("cbc:Note", invoice.terms)),
    ]


def _payment(payment: Payment | None, reference: str) -> Node | None:
    if payment is None:
        return None
    return node(
        "cac:PaymentMeans",
        node("cbc:PaymentMeansCode", payment.code, name=payment.words),
        node("cbc:PaymentID", reference),
        node(
            "cac:PayeeFinancialAccount",
            node("cbc:ID", payment.account),
            node("cbc:Name", payment.holder),
            node("cac:FinancialInstitutionBranch", node("cbc:ID", payment.institution)),
        ),
    )


def _sums(invoice: EInvoice) -> list[Node | None]:
    def amount(name: str, value: Decimal) -> Node | None:
        return _amount(name, value, invoice.currency)

    return [
        node(
            "cac:TaxTotal",
            amount("cbc:TaxAmount", invoice.tax),
            *(_subtotal(each, invoice.currency) for each in invoice.taxes),
        ),
        node(
            "cac:LegalMonetaryTotal",
            amount("cbc:LineExtensionAmount", invoice.net),
            amount("cbc:TaxExclusiveAmount", invoice.net),
            amount("cbc:TaxInclusiveAmount", invoice.gross),
            amount("cbc:PrepaidAmount", invoice.paid) if invoice.paid else None,
            amount("cbc:PayableAmount", invoice.due),
        ),
    ]


def _subtotal(group: TaxGroup, currency: str) -> Node | None:
    reasons = (
        node("cbc:TaxExemptionReasonCode", group.reason_code),
        node("cbc:TaxExemptionReason", group.reason),
    )
    return node(
        "cac:TaxSubtotal",
        _amount("cbc:TaxableAmount", group.net, currency),
        _amount("cbc:TaxAmount", group.tax, currency),
        _category("cac:TaxCategory", group.category, group.rate, *reasons),
    )


def _lines(invoice: EInvoice) -> list[Node | None]:
    name = f"cac:{_ROOTS[invoice.kind]}Line"
    return [
        _line(each, name, _QUANTITIES[invoice.kind], invoice.currency) for each in invoice.lines
    ]


def _line(line: Line, name: str, quantity: str, currency: str) -> Node | None:
    return node(
        name,
        node("cbc:ID", line.id),
        node(quantity, plain(line.quantity), unitCode=_ONE),
        _amount("cbc:LineExtensionAmount", line.amount, currency),
        _period(line.period),
        node(
            "cac:Item",
            node("cbc:Description", line.description),
            node("cbc:Name", line.name),
            _category("cac:ClassifiedTaxCategory", line.category, line.rate),
        ),
        node("cac:Price", _amount("cbc:PriceAmount", line.price, currency)),
    )


def _category(
    name: str, category: TaxCategory, rate: Decimal | None, *reasons: Node | None
) -> Node | None:
    return node(
        name,
        node("cbc:ID", category),
        None if rate is None else node("cbc:Percent", plain(rate)),
        *reasons,
        node("cac:TaxScheme", node("cbc:ID", "VAT")),
    )


def _amount(name: str, value: Decimal, currency: str) -> Node | None:
    return node(name, f"{value:f}", currencyID=currency)


def _period(period: Period | None) -> Node | None:
    if period is None:
        return None
    return node(
        "cac:InvoicePeriod",
        _day("cbc:StartDate", period.start),
        _day("cbc:EndDate", period.end),
    )


def _day(name: str, day: date | None) -> Node | None:
    return node(name, day.isoformat() if day else None)
