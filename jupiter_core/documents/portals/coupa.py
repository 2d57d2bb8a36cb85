"""The CSV that Coupa loads invoices from: by its Invoices Import, whose first column tells a
header's row from a line's, after a row of names for each of the two.

Which other columns a customer's own set-up wants is theirs; what is left empty is theirs to fill.
"""

from jupiter_core.documents.einvoice.model import InvoicedLine
from jupiter_core.documents.portals.csv_file import Row, cells_of, written
from jupiter_core.documents.portals.signed import PortalInvoice, discounted, ordered, unit_of
from jupiter_core.domain import references
from jupiter_core.domain.totals import plain

_DAY = "%Y-%m-%d"
_HEADER = (
    *("Invoice", "Invoice Number*", "Supplier Name", "Supplier Number", "Status"),
    *("Invoice Date*", "Submit For Approval?", "Handling Amount", "Misc Amount"),
    *("Shipping Amount", "Line Level Taxation*", "Tax Amount", "Tax Rate", "Supplier Note"),
    *("Payment Terms", "Currency", "Contract Number", "Delivery Number", "Gross Total"),
    *("Discount %", "Ship To Name", "Ship To Street1", "Ship To Street2", "Ship To City"),
    *("Ship To State", "Ship To Postal Code", "Ship to Country Code", "Ship to Location Code"),
    *("Original invoice number", "Original invoice date", "Is Credit Note"),
)
_LINE = (
    *("Invoice Line", "Invoice Number*", "Supplier Name", "Supplier Number", "Line Number"),
    *("Description*", "Supplier Part Number", "Price*", "Quantity", "Line Tax Amount"),
    *("Line Tax Rate", "Unit of Measure*", "PO Number", "PO Line Number", "Account Code"),
    *("Billing Notes", "Delivery Note Number", "Contract Name"),
)


def coupa_csv(found: PortalInvoice) -> bytes:
    """Both rows of names, the invoice, and its lines."""
    return written(
        [
            list(_HEADER),
            list(_LINE),
            cells_of(_header(found), _HEADER, day=_DAY),
            *(
                cells_of(_line(order, discounted(line), found), _LINE, day=_DAY)
                for order, line in ordered(found)
            ),
        ]
    )


def _named(found: PortalInvoice) -> Row:
    """What says which invoice it is, on every row."""
    return {
        "Invoice Number*": found.model.number,
        "Supplier Name": found.model.seller.name,
        "Supplier Number": found.pack.supplier_number,
    }


def _header(found: PortalInvoice) -> Row:
    """Taxes stand as one sum: each line's own rate is told beside it. What is charged besides the
    lines is handling; a discount on all of them is a miscellaneous amount below zero."""
    model, content = found.model, found.content
    rates = {each.rate for each in model.taxes if each.rate is not None}
    return {
        "Invoice": "Invoice",
        **_named(found),
        "Invoice Date*": model.issue_date,
        "Submit For Approval?": "Yes",
        "Handling Amount": found.signed(model.charges) if model.charges else None,
        "Misc Amount": found.signed(-model.allowances) if model.allowances else None,
        "Line Level Taxation*": "No",
        "Tax Amount": found.signed(model.tax),
        "Tax Rate": rates.pop() if len(rates) == 1 else None,
        "Supplier Note": model.note,
        "Payment Terms": content.payment_terms.words,
        "Currency": model.currency,
        "Contract Number": found.contract,
        "Delivery Number": content.reference(references.DELIVERY_NOTE),
        "Gross Total": found.signed(model.gross),
        **_delivered(found),
        "Original invoice number": content.corrects,
        "Is Credit Note": "Yes" if found.is_credit else "",
    }


def _delivered(found: PortalInvoice) -> Row:
    place, address = found.content.bill_to.ship_to, found.model.deliver_to
    if place is None:
        return {}
    first, second = (*address.lines, "", "")[:2]
    return {
        "Ship To Name": place.name or found.model.buyer.name,
        "Ship To Street1": first,
        "Ship To Street2": second,
        "Ship To City": address.city,
        "Ship To State": address.region,
        "Ship To Postal Code": address.postal_code,
        "Ship to Country Code": address.country,
        "Ship to Location Code": place.code,
    }


def _line(order: str, line: InvoicedLine, found: PortalInvoice) -> Row:
    return {
        "Invoice Line": "Invoice Line",
        **_named(found),
        "Line Number": line.id,
        "Description*": ": ".join(filter(None, (line.name, line.description))),
        "Price*": line.price,
        "Quantity": found.signed(line.quantity),
        "Line Tax Rate": plain(line.rate) if line.rate is not None else "",
        "Unit of Measure*": unit_of(line),
        "PO Number": order,
        "PO Line Number": line.order_line,
        "Account Code": line.accounting_reference,
        "Billing Notes": found.content.reference(references.PROJECT),
    }
