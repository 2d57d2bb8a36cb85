"""The sums of a document: reckoned once, though several parts of it show them."""

from threading import local
from typing import NamedTuple

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem, TaxRounding, Totals


class _Reckoned(NamedTuple):
    """Told from others by the identity of the lines: to compare or hash hundreds takes longer."""

    lines: tuple[LineItem, ...]
    currency: str
    rounding: tuple[TaxRounding, ...]
    adjustments: tuple[Adjustment, ...]
    sums: Totals

    def is_of(self, content: Content) -> bool:
        """Whether the sums are those of this content."""
        return (
            self.lines is content.lines
            and self.currency == content.currency
            and self.rounding == content.tax_rounding
            and self.adjustments == content.adjustments
        )


_lately = local()


def sums_of(content: Content) -> Totals:
    """`content.totals`; of the same lines as the last time, the same object."""
    last: _Reckoned | None = getattr(_lately, "reckoned", None)
    if last and last.is_of(content):
        return last.sums
    sums = content.totals_with(amounts_of(content))
    _lately.reckoned = _Reckoned(
        content.lines, content.currency, content.tax_rounding, content.adjustments, sums
    )
    return sums


def amounts_of(content: Content) -> tuple[Money, ...]:
    """Of each line, `line.amount`; of the same lines as the last time, the same objects."""
    last: tuple[tuple[LineItem, ...], tuple[Money, ...]] | None = getattr(_lately, "amounts", None)
    if last and last[0] is content.lines:
        return last[1]
    amounts = tuple(line.amount for line in content.lines)
    _lately.amounts = content.lines, amounts
    return amounts


def due_of(invoice: Invoice) -> Money:
    """`invoice.amount_due`; on a credit note its amount. Of the same invoice as the last time, the
    same object: a dozen places ask."""
    last: tuple[Invoice, Money] | None = getattr(_lately, "due", None)
    if last and last[0] is invoice:
        return last[1]
    left = sums_of(invoice.content).total - settled_of(invoice)
    due = left if left.minor > 0 else Money.zero(left.currency)
    _lately.due = invoice, due
    return due


def is_nil(content: Content) -> bool:
    """`invoice.is_nil`: nobody is to pay it."""
    return not (content.corrects or sums_of(content).total.minor)


def settled_of(invoice: Invoice) -> Money:
    """What is paid, credited or settled otherwise of the total, and no more than that."""
    settled = invoice.paid + invoice.credited + invoice.settled
    return min((settled, sums_of(invoice.content).total), key=lambda each: each.minor)
