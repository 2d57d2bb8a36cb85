"""The CSV that SAP Business Network takes invoices from: a row a line, each with the whole head.

The network lets every customer publish a template of their own; these are the columns that their
templates have in common, by the names that the network maps to cXML. For the discount of a line
they have none in common: it is in the price, and `isDiscountInLine` is N. cXML has it apart.
"""

from jupiter_core.documents.einvoice.model import InvoicedLine
from jupiter_core.documents.portals.csv_file import Row, cells_of, written
from jupiter_core.documents.portals.signed import PortalInvoice, discounted, ordered, unit_of
from jupiter_core.domain import references
from jupiter_core.domain.totals import plain

_DAY = "%m/%d/%Y"
_COLUMNS = (
    *("invoiceID", "invoiceDate", "purpose", "originalInvoiceNumberReference", "orderID"),
    *("agreementID", "supplierOrderID", "currency", "payInNumberOfDays", "isTaxInLine"),
    *("isShippingInLine", "isSpecialHandlingInLine", "isDiscountInLine"),
    *("remitToName", "remitToAddressID", "billToName", "billToStreet", "billToCity", "billToState"),
    *("billToPostalCode", "billToCountry", "shipToName", "shipToAddressID", "shipToStreet"),
    *("shipToCity", "shipToState", "shipToPostalCode", "shipToCountry"),
    *("invoiceLineNumber", "lineNumber", "description", "quantity", "unitOfMeasure", "unitPrice"),
    *("subtotalAmount", "taxPercent", "startDate", "endDate", "costCenter", "glAccount"),
    *(
        "projectCode",
        "totalSubtotal",
        "specialHandlingAmount",
        "discountAmount",
        "totalTax",
        "totalGross",
        "totalDue",
        "comments",
    ),
)
_CREDIT = "lineLevelCreditMemo"


def ariba_csv(found: PortalInvoice) -> bytes:
    """A row of names, and a row for each line."""
    head = _head(found)
    rows = ({**head, **_line(order, discounted(line), found)} for order, line in ordered(found))
    return written([list(_COLUMNS), *(cells_of(each, _COLUMNS, day=_DAY) for each in rows)])


def _head(found: PortalInvoice) -> Row:
    model, content = found.model, found.content
    days = (model.due_date - model.issue_date).days if model.due_date else 0
    return {
        "invoiceID": model.number,
        "invoiceDate": model.issue_date,
        "purpose": _CREDIT if found.is_credit else "standard",
        "originalInvoiceNumberReference": content.corrects,
        "currency": model.currency,
        "payInNumberOfDays": str(days),
        **dict.fromkeys(("isTaxInLine", "isShippingInLine", "isSpecialHandlingInLine"), "N"),
        "isDiscountInLine": "N",
        "remitToName": model.seller.name,
        "remitToAddressID": found.pack.supplier_number,
        **_places(found),
        "costCenter": model.accounting_reference,
        "projectCode": content.reference(references.PROJECT),
        "totalSubtotal": found.signed(model.lines_net),
        "specialHandlingAmount": found.signed(model.charges) if model.charges else None,
        "discountAmount": found.signed(model.allowances) if model.allowances else None,
        "totalTax": found.signed(model.tax),
        "totalGross": found.signed(model.gross),
        "totalDue": found.signed(model.due),
        "comments": model.note,
    }


def _places(found: PortalInvoice) -> Row:
    """The billing address, and the delivery address where that is another."""
    buyer, place, to = found.model.buyer, found.content.bill_to.ship_to, found.model.deliver_to
    billed = {
        "billToName": buyer.name,
        "billToStreet": ", ".join(buyer.place.lines),
        "billToCity": buyer.place.city,
        "billToState": buyer.place.region,
        "billToPostalCode": buyer.place.postal_code,
        "billToCountry": buyer.place.country,
    }
    if place is None:
        return billed
    return billed | {
        "shipToName": place.name or buyer.name,
        "shipToAddressID": place.code,
        "shipToStreet": ", ".join(to.lines),
        "shipToCity": to.city,
        "shipToState": to.region,
        "shipToPostalCode": to.postal_code,
        "shipToCountry": to.country,
    }


def _line(order: str, line: InvoicedLine, found: PortalInvoice) -> Row:
    """Against its order; without one against the contract, else with a number of our own."""
    own = found.content.reference(references.SALES_ORDER) or found.model.number
    contract = "" if order else found.contract
    return {
        "orderID": order,
        "agreementID": contract,
        "supplierOrderID": "" if order or contract else own,
        "invoiceLineNumber": line.id,
        "lineNumber": line.order_line,
        "description": ": ".join(filter(None, (line.name, line.description))),
        "quantity": found.signed(line.quantity),
        "unitOfMeasure": unit_of(line),
        "unitPrice": line.price,
        "subtotalAmount": found.signed(line.amount),
        "taxPercent": plain(line.rate) if line.rate is not None else "",
        "startDate": line.period.start if line.period else None,
        "endDate": line.period.end if line.period else None,
        "glAccount": line.accounting_reference,
    }
