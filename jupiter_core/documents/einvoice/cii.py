"""CII, the Cross Industry Invoice of UN/CEFACT, as Factur-X wants it at its profile EN 16931."""

from datetime import date
from decimal import Decimal

from jupiter_core.documents.einvoice.cii_parties import buyer, seller
from jupiter_core.documents.einvoice.markup import Node, document, node
from jupiter_core.documents.einvoice.model import EInvoice, Line, Payment, Period, TaxGroup
from jupiter_core.domain.totals import plain

GUIDELINE = "urn:cen.eu:en16931:2017"
_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_ONE = "C62"
"""UN/ECE Recommendation 20: a piece of no particular unit."""


def cii(invoice: EInvoice) -> bytes:
    """The file `factur-x.xml`."""
    root = node(
        "rsm:CrossIndustryInvoice",
        node(
            "rsm:ExchangedDocumentContext",
            node("ram:GuidelineSpecifiedDocumentContextParameter", node("ram:ID", GUIDELINE)),
        ),
        node(
            "rsm:ExchangedDocument",
            node("ram:ID", invoice.number),
            node("ram:TypeCode", invoice.kind),
            _moment("ram:IssueDateTime", invoice.issue_date),
            node("ram:IncludedNote", node("ram:Content", invoice.note)),
        ),
        node(
            "rsm:SupplyChainTradeTransaction",
            *(_line(each) for each in invoice.lines),
            _agreement(invoice),
            _delivery(invoice),
            _settlement(invoice),
        ),
    )
    return document(root, _NAMESPACES)


def _line(line: Line) -> Node | None:
    return node(
        "ram:IncludedSupplyChainTradeLineItem",
        node("ram:AssociatedDocumentLineDocument", node("ram:LineID", line.id)),
        node(
            "ram:SpecifiedTradeProduct",
            node("ram:Name", line.name),
            node("ram:Description", line.description),
        ),
        node(
            "ram:SpecifiedLineTradeAgreement",
            node("ram:NetPriceProductTradePrice", _amount("ram:ChargeAmount", line.price)),
        ),
        node(
            "ram:SpecifiedLineTradeDelivery",
            node("ram:BilledQuantity", plain(line.quantity), unitCode=_ONE),
        ),
        node(
            "ram:SpecifiedLineTradeSettlement",
            node(
                "ram:ApplicableTradeTax",
                node("ram:TypeCode", "VAT"),
                node("ram:CategoryCode", line.category),
                _rate(line.rate),
            ),
            _period(line.period),
            node(
                "ram:SpecifiedTradeSettlementLineMonetarySummation",
                _amount("ram:LineTotalAmount", line.amount),
            ),
        ),
    )


def _agreement(invoice: EInvoice) -> Node | None:
    return node(
        "ram:ApplicableHeaderTradeAgreement",
        node("ram:BuyerReference", invoice.buyer_reference),
        seller(invoice.seller),
        buyer(invoice.buyer),
        node("ram:BuyerOrderReferencedDocument", node("ram:IssuerAssignedID", invoice.order)),
        node("ram:ContractReferencedDocument", node("ram:IssuerAssignedID", invoice.contract)),
    )


def _delivery(invoice: EInvoice) -> Node | None:
    address = node("ram:PostalTradeAddress", node("ram:CountryID", invoice.deliver_to))
    return node("ram:ApplicableHeaderTradeDelivery", node("ram:ShipToTradeParty", address))


def _settlement(invoice: EInvoice) -> Node | None:
    return node(
        "ram:ApplicableHeaderTradeSettlement",
        node("ram:PaymentReference", invoice.number),
        node("ram:InvoiceCurrencyCode", invoice.currency),
        _payment(invoice.payment),
        *(_tax(each) for each in invoice.taxes),
        _period(invoice.period),
        node(
            "ram:SpecifiedTradePaymentTerms",
            node("ram:Description", invoice.terms),
            _moment("ram:DueDateDateTime", invoice.due_date),
        ),
        _summation(invoice),
        node("ram:InvoiceReferencedDocument", node("ram:IssuerAssignedID", invoice.corrects)),
        node(
            "ram:ReceivableSpecifiedTradeAccountingAccount",
            node("ram:ID", invoice.accounting_reference),
        ),
    )


def _payment(payment: Payment | None) -> Node | None:
    if payment is None:
        return None
    account = "ram:IBANID" if payment.is_iban else "ram:ProprietaryID"
    parts = [node("ram:AccountName", payment.holder), node(account, payment.account)]
    return node(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        node("ram:TypeCode", payment.code),
        node("ram:Information", payment.words),
        node(
            "ram:PayeePartyCreditorFinancialAccount",
            *(reversed(parts) if payment.is_iban else parts),
        ),
        node(
            "ram:PayeeSpecifiedCreditorFinancialInstitution",
            node("ram:BICID", payment.institution),
        ),
    )


def _tax(group: TaxGroup) -> Node | None:
    return node(
        "ram:ApplicableTradeTax",
        _amount("ram:CalculatedAmount", group.tax),
        node("ram:TypeCode", "VAT"),
        node("ram:ExemptionReason", group.reason),
        _amount("ram:BasisAmount", group.net),
        node("ram:CategoryCode", group.category),
        node("ram:ExemptionReasonCode", group.reason_code),
        _rate(group.rate),
    )


def _summation(invoice: EInvoice) -> Node | None:
    return node(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        _amount("ram:LineTotalAmount", invoice.net),
        _amount("ram:TaxBasisTotalAmount", invoice.net),
        node("ram:TaxTotalAmount", f"{invoice.tax:f}", currencyID=invoice.currency),
        _amount("ram:GrandTotalAmount", invoice.gross),
        _amount("ram:TotalPrepaidAmount", invoice.paid) if invoice.paid else None,
        _amount("ram:DuePayableAmount", invoice.due),
    )


def _amount(name: str, value: Decimal) -> Node | None:
    return node(name, f"{value:f}")


def _rate(rate: Decimal | None) -> Node | None:
    return None if rate is None else node("ram:RateApplicablePercent", plain(rate))


def _period(period: Period | None) -> Node | None:
    if period is None:
        return None
    return node(
        "ram:BillingSpecifiedPeriod",
        _moment("ram:StartDateTime", period.start),
        _moment("ram:EndDateTime", period.end),
    )


def _moment(name: str, day: date | None) -> Node | None:
    return node(name, node("udt:DateTimeString", f"{day:%Y%m%d}", format="102")) if day else None
