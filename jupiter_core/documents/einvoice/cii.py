"""CII, the Cross Industry Invoice of UN/CEFACT, as Factur-X wants it at its profile EN 16931."""

from decimal import Decimal

from jupiter_core.documents.einvoice.cii_adjustments import adjustment, tax_in_other
from jupiter_core.documents.einvoice.cii_lines import (
    cii_line,
    moment,
    period_element,
    rate_element,
)
from jupiter_core.documents.einvoice.cii_parties import buyer, seller, ship_to
from jupiter_core.documents.einvoice.cii_references import (
    account,
    agreed,
    delivered,
    sales_order,
)
from jupiter_core.documents.einvoice.dialects import FACTUR_X, Dialect
from jupiter_core.documents.einvoice.markup import branch, document, leaf
from jupiter_core.documents.einvoice.model import (
    ElectronicInvoice,
    PaymentMeans,
    TaxGroup,
)
from jupiter_core.domain.third_decimal import in_two_decimals

_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
"""UN/ECE Recommendation 20: a piece of no particular unit."""


def cii(invoice: ElectronicInvoice, dialect: Dialect = FACTUR_X) -> bytes:
    """The file `factur-x.xml`, or an XRechnung in this syntax."""
    inside = (
        branch(
            "rsm:ExchangedDocumentContext",
            branch(
                "ram:BusinessProcessSpecifiedDocumentContextParameter",
                leaf("ram:ID", dialect.process),
            ),
            branch(
                "ram:GuidelineSpecifiedDocumentContextParameter",
                leaf("ram:ID", dialect.specification),
            ),
        ),
        branch(
            "rsm:ExchangedDocument",
            leaf("ram:ID", invoice.number),
            leaf("ram:TypeCode", invoice.kind),
            moment("ram:IssueDateTime", invoice.issue_date),
            _note(invoice.note),
            *(_note(each.text, each.code) for each in invoice.mentions),
        ),
        branch(
            "rsm:SupplyChainTradeTransaction",
            *(cii_line(each) for each in invoice.lines),
            _agreement(invoice),
            _delivery(invoice),
            _settlement(invoice),
        ),
    )
    return document("rsm:CrossIndustryInvoice", "".join(inside), _NAMESPACES)


def _note(text: str, code: str = "") -> str:
    content = leaf("ram:Content", text)
    return branch("ram:IncludedNote", content, leaf("ram:SubjectCode", code))


def _agreement(invoice: ElectronicInvoice) -> str:
    return branch(
        "ram:ApplicableHeaderTradeAgreement",
        leaf("ram:BuyerReference", invoice.buyer_reference),
        seller(invoice.seller),
        buyer(invoice.buyer),
        sales_order(invoice.references),
        branch("ram:BuyerOrderReferencedDocument", leaf("ram:IssuerAssignedID", invoice.order)),
        branch("ram:ContractReferencedDocument", leaf("ram:IssuerAssignedID", invoice.contract)),
        agreed(invoice.references),
    )


def _delivery(invoice: ElectronicInvoice) -> str:
    place = ship_to(invoice.deliver_to, invoice.deliver_to_name, invoice.deliver_to_code)
    supplied = branch(
        "ram:ActualDeliverySupplyChainEvent",
        moment("ram:OccurrenceDateTime", invoice.supplied_on),
    )
    papers = delivered(invoice.references)
    return branch("ram:ApplicableHeaderTradeDelivery", place, supplied, papers)


def _settlement(invoice: ElectronicInvoice) -> str:
    return branch(
        "ram:ApplicableHeaderTradeSettlement",
        leaf("ram:PaymentReference", invoice.payment_reference),
        leaf("ram:TaxCurrencyCode", invoice.tax_currency),
        leaf("ram:InvoiceCurrencyCode", invoice.currency),
        _payment(invoice.payment),
        *(_tax(each) for each in invoice.taxes),
        period_element(invoice.period),
        *(adjustment(each) for each in invoice.adjustments),
        branch(
            "ram:SpecifiedTradePaymentTerms",
            leaf("ram:Description", invoice.terms),
            moment("ram:DueDateDateTime", invoice.due_date),
        ),
        _summation(invoice),
        _preceding(invoice),
        account(invoice.accounting_reference),
    )


def _preceding(invoice: ElectronicInvoice) -> str:
    day = invoice.preceding_date
    dated = leaf("qdt:DateTimeString", f"{day:%Y%m%d}", format="102") if day else ""
    return branch(
        "ram:InvoiceReferencedDocument",
        leaf("ram:IssuerAssignedID", invoice.preceding),
        branch("ram:FormattedIssueDateTime", dated),
    )


def _payment(payment: PaymentMeans | None) -> str:
    if payment is None:
        return ""
    account = "ram:IBANID" if payment.is_iban else "ram:ProprietaryID"
    parts = [leaf("ram:AccountName", payment.holder), leaf(account, payment.account)]
    return branch(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        leaf("ram:TypeCode", payment.code),
        leaf("ram:Information", payment.words),
        branch(
            "ram:PayeePartyCreditorFinancialAccount",
            *(reversed(parts) if payment.is_iban else parts),
        ),
        branch(
            "ram:PayeeSpecifiedCreditorFinancialInstitution",
            leaf("ram:BICID", payment.institution),
        ),
    )


def _tax(group: TaxGroup) -> str:
    return branch(
        "ram:ApplicableTradeTax",
        _amount("ram:CalculatedAmount", group.tax),
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:ExemptionReason", group.reason),
        _amount("ram:BasisAmount", group.net),
        leaf("ram:CategoryCode", group.category),
        leaf("ram:ExemptionReasonCode", group.reason_code),
        rate_element(group.rate),
    )


def _summation(invoice: ElectronicInvoice) -> str:
    return branch(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        _amount("ram:LineTotalAmount", invoice.lines_net),
        _amount("ram:ChargeTotalAmount", invoice.charges) if invoice.charges else "",
        _amount("ram:AllowanceTotalAmount", invoice.allowances) if invoice.allowances else "",
        _amount("ram:TaxBasisTotalAmount", invoice.net),
        leaf(
            "ram:TaxTotalAmount", f"{in_two_decimals(invoice.tax):f}", currencyID=invoice.currency
        ),
        tax_in_other(invoice),
        _amount("ram:GrandTotalAmount", invoice.gross),
        _amount("ram:TotalPrepaidAmount", invoice.paid) if invoice.paid else "",
        _amount("ram:DuePayableAmount", invoice.due),
    )


def _amount(name: str, value: Decimal) -> str:
    return leaf(name, f"{in_two_decimals(value):f}")
