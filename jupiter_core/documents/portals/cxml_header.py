"""The head of a cXML invoice: what it is, between whom, by which terms, and its references."""

from collections.abc import Iterator

from jupiter_core.documents.einvoice.markup import leaf
from jupiter_core.documents.portals.cxml_parties import partners, shipping
from jupiter_core.documents.portals.markup import element, extrinsic, worded
from jupiter_core.documents.portals.signed import PortalInvoice
from jupiter_core.domain.portal import PortalKind
from jupiter_core.domain.totals import plain

_CREDIT = {PortalKind.ARIBA: "lineLevelCreditMemo"}
"""SAP Business Network has a purpose of its own for a credit note with lines."""


def request_header(found: PortalInvoice, at: str) -> str:
    """`at` is the invoice's date as a moment."""
    purpose = _CREDIT.get(found.pack.kind, "creditMemo") if found.is_credit else "standard"
    attributes = {
        "invoiceID": found.model.number,
        "purpose": purpose,
        "operation": "new",
        "invoiceDate": at,
        "invoiceOrigin": "supplier",
    }
    return element(
        "InvoiceDetailRequestHeader",
        attributes,
        element("InvoiceDetailHeaderIndicator", {}),
        element("InvoiceDetailLineIndicator", {}),
        *partners(found),
        _corrected(found),
        shipping(found),
        *_terms(found),
        _period(found),
        worded("Comments", found.model.note),
        *_references(found),
    )


def _corrected(found: PortalInvoice) -> str:
    """The invoice that a credit note is for."""
    number = found.content.corrects
    return element("InvoiceIDInfo", {"invoiceID": number}) if number else ""


def _terms(found: PortalInvoice) -> Iterator[str]:
    """The days until it is due, and before them those of an early-payment discount."""
    model, early = found.model, found.content.early_payment
    if model.due_date is None:
        return
    if early:
        percent = element("DiscountPercent", {"percent": plain(early.percent)})
        discount = element("Discount", {}, percent)
        yield element("PaymentTerm", {"payInNumberOfDays": str(early.days)}, discount)
    days = (model.due_date - model.issue_date).days
    yield element("PaymentTerm", {"payInNumberOfDays": str(days)})


def _period(found: PortalInvoice) -> str:
    """What is open on one side has none here: both days are required."""
    period = found.model.period
    if period is None or period.start is None or period.end is None:
        return ""
    days = {"startDate": period.start.isoformat(), "endDate": period.end.isoformat()}
    return element("Period", days)


def _references(found: PortalInvoice) -> Iterator[str]:
    """By their names, since each customer knows them by their own."""
    model = found.model
    yield extrinsic("Buyer reference", model.buyer_reference)
    yield extrinsic("Cost centre", model.accounting_reference)
    yield extrinsic("Supplier number", found.pack.supplier_number)
    for each in found.content.reference_entries:
        yield leaf("Extrinsic", each.value, name=each.name)
