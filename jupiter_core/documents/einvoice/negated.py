"""A credit note as Japan's PINT takes it: an invoice of which all amounts are negative."""

from dataclasses import replace
from decimal import Decimal

from jupiter_core.documents.einvoice.model import (
    DocumentAdjustment,
    DocumentType,
    ElectronicInvoice,
    InvoicedLine,
    LineAllowance,
)


def as_negative_invoice(invoice: ElectronicInvoice) -> ElectronicInvoice:
    """Of type 380, the only one there is (aligned-ibrp-cl-02-jp). A line that gives back has a
    negative quantity; no price is negative (ibr-027). BT-25 names the invoice that is corrected."""
    return replace(
        invoice,
        kind=DocumentType.INVOICE,
        lines=tuple(_line(each) for each in invoice.lines),
        taxes=tuple(
            replace(each, net=_negative(each.net), tax=_negative(each.tax))
            for each in invoice.taxes
        ),
        adjustments=tuple(_adjustment(each) for each in invoice.adjustments),
        lines_net=_negative(invoice.lines_net),
        allowances=_negative(invoice.allowances),
        charges=_negative(invoice.charges),
        net=_negative(invoice.net),
        tax=_negative(invoice.tax),
        tax_in_other=None if invoice.tax_in_other is None else _negative(invoice.tax_in_other),
        gross=_negative(invoice.gross),
        paid=_negative(invoice.paid),
        due=_negative(invoice.due),
    )


def _line(line: InvoicedLine) -> InvoicedLine:
    return line._replace(
        quantity=_negative(line.quantity),
        amount=_negative(line.amount),
        allowance=_allowance(line.allowance),
    )


def _allowance(each: LineAllowance | None) -> LineAllowance | None:
    if each is None:
        return None
    base = None if each.base is None else _negative(each.base)
    return replace(each, amount=_negative(each.amount), base=base)


def _adjustment(each: DocumentAdjustment) -> DocumentAdjustment:
    base = None if each.base is None else _negative(each.base)
    return replace(each, amount=_negative(each.amount), base=base)


def _negative(amount: Decimal) -> Decimal:
    """Nothing stays nothing, without a sign."""
    return amount.copy_negate() if amount else amount
