"""An invoice as portals count it: a credit note takes off, with amounts and quantities below zero;
and its lines by the order, the contract or neither that they are billed against."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.documents.einvoice.composition import einvoice_of
from jupiter_core.documents.einvoice.model import DocumentType, ElectronicInvoice, InvoicedLine
from jupiter_core.domain import references
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import EXACT, decimals_of
from jupiter_core.domain.portal import PortalPack
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit import ONE
from jupiter_core.domain.unit_price import MOST_DECIMALS
from jupiter_core.domain.version import Version

_EACH = "EA"


class PortalInvoice(NamedTuple):
    """What a file is written of."""

    version: Version
    invoice: Invoice
    model: ElectronicInvoice
    pack: PortalPack

    @property
    def content(self) -> Content:
        return self.invoice.content

    @property
    def is_credit(self) -> bool:
        return self.model.kind is DocumentType.CREDIT_NOTE

    def signed(self, amount: Decimal) -> Decimal:
        """Below zero on a credit note; never a negative nothing."""
        return -amount if self.is_credit and amount else amount

    @property
    def contract(self) -> str:
        """The customer's own reference of the contract that it is billed against."""
        return self.content.reference(references.CONTRACT)


class OrderedLines(NamedTuple):
    """Lines of one order; `order` is empty where they are billed against none."""

    order: str
    lines: tuple[InvoicedLine, ...]


def portal_invoice(version: Version, pack: PortalPack) -> PortalInvoice:
    """Of an issued version."""
    invoice = version.invoice()
    return PortalInvoice(version, invoice, einvoice_of(version, invoice), pack)


def by_order(found: PortalInvoice) -> tuple[OrderedLines, ...]:
    """In the order in which the lines name them first."""
    grouped: dict[str, list[InvoicedLine]] = {}
    for order, line in ordered(found):
        grouped.setdefault(order, []).append(line)
    return tuple(OrderedLines(order, tuple(lines)) for order, lines in grouped.items())


def ordered(found: PortalInvoice) -> Iterator[tuple[str, InvoicedLine]]:
    """Each line with its order: its own, or the document's."""
    items = found.content.lines
    for item, line in zip(items, found.model.lines, strict=True):
        yield item.po_number or found.content.po_number, _as_ordered(line, item)


def subtotal(line: InvoicedLine) -> Decimal:
    """Before the discount of the line."""
    return line.amount + line.allowance.amount if line.allowance else line.amount


def line_discounts(found: PortalInvoice) -> Decimal:
    """What comes off single lines, together."""
    return sum((subtotal(each) - each.amount for each in found.model.lines), Decimal(0))


def unit_of(line: InvoicedLine) -> str:
    """UN/ECE Recommendation 20; of what is only counted, as buyers write it."""
    return _EACH if line.unit == ONE else line.unit


def discounted(line: InvoicedLine) -> InvoicedLine:
    """For files that have no place for the discount of a line: at the price that is left, or as one
    piece where that price has no end."""
    if line.allowance is None:
        return line
    price = EXACT.divide(line.amount, line.quantity)
    if decimals_of(price) <= MOST_DECIMALS:
        return line._replace(price=abs(price))
    one = Decimal(-1) if line.amount < 0 else Decimal(1)
    return line._replace(quantity=one, price=abs(line.amount), unit=ONE)


def _as_ordered(line: InvoicedLine, item: LineItem) -> InvoicedLine:
    """With the quantity and the price of the order, which a portal matches; the e-invoice has one
    piece where their product has been rounded. A credit has a negative quantity."""
    below = item.gross.minor < 0
    return line._replace(
        quantity=-item.quantity if below else item.quantity,
        price=abs(item.unit_price.decimal),
        unit=item.unit or ONE,
    )
