"""The lines of a cXML invoice, by what they are billed against."""

from collections.abc import Iterator

from jupiter_core.documents.einvoice.markup import leaf
from jupiter_core.documents.einvoice.model import InvoicedLine
from jupiter_core.documents.portals.markup import element, extrinsic, money, worded
from jupiter_core.documents.portals.signed import (
    OrderedLines,
    PortalInvoice,
    by_order,
    subtotal,
    unit_of,
)
from jupiter_core.domain import references
from jupiter_core.domain.portal import PortalKind
from jupiter_core.domain.totals import plain


def orders(found: PortalInvoice) -> Iterator[str]:
    """One for each order; what is of none is of the contract, or of neither."""
    for each in by_order(found):
        lines = (_item(line, found) for line in each.lines)
        yield element("InvoiceDetailOrder", {}, _against(each, found), *lines)


def _against(lines: OrderedLines, found: PortalInvoice) -> str:
    """Coupa knows an order by the id of its document, which is its number there."""
    if lines.order:
        known = element("DocumentReference", {"payloadID": lines.order})
        order = {"orderID": lines.order}
        of_coupa = found.pack.kind is PortalKind.COUPA
        inside = element("OrderReference", order, known) if of_coupa else _by_id(order)
    elif found.contract:
        agreement = {"agreementID": found.contract}
        known = element("DocumentReference", {"payloadID": found.contract})
        inside = element("MasterAgreementReference", agreement, known)
    else:
        own = found.content.reference(references.SALES_ORDER) or found.model.number
        inside = element("SupplierOrderInfo", {"orderID": own})
    return element("InvoiceDetailOrderInfo", {}, inside)


def _by_id(order: dict[str, str]) -> str:
    return element("OrderIDInfo", order)


def _item(line: InvoicedLine, found: PortalInvoice) -> str:
    """A blank number of the order's line is matched by the part and the unit."""
    currency = found.model.currency
    described = ": ".join(filter(None, (line.name, line.description)))
    quantity = plain(found.signed(line.quantity))
    return element(
        "InvoiceDetailItem",
        {"invoiceLineNumber": line.id, "quantity": quantity},
        leaf("UnitOfMeasure", unit_of(line)),
        money("UnitPrice", line.price, currency),
        element(
            "InvoiceDetailItemReference",
            {"lineNumber": line.order_line},
            worded("Description", described),
        ),
        money("SubtotalAmount", found.signed(subtotal(line)), currency),
        money("GrossAmount", found.signed(subtotal(line)), currency),
        _discount(line, found),
        money("NetAmount", found.signed(line.amount), currency),
        *_period(line),
    )


def _discount(line: InvoicedLine, found: PortalInvoice) -> str:
    each = line.allowance
    if each is None:
        return ""
    percent = {} if each.percent is None else {"percentageRate": plain(each.percent)}
    amount = leaf("Money", f"{found.signed(each.amount):f}", currency=found.model.currency)
    return element("InvoiceDetailDiscount", percent, amount)


def _period(line: InvoicedLine) -> Iterator[str]:
    if line.period and line.period.start:
        yield extrinsic("serviceStartDate", line.period.start.isoformat())
    if line.period and line.period.end:
        yield extrinsic("serviceEndDate", line.period.end.isoformat())
