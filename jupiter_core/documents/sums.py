"""The sums of a document: reckoned once, though several parts of it show them."""

from functools import lru_cache

from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem, TaxRounding, Totals, totals_of

_RECKONED_LATELY = 16


def sums_of(content: Content) -> Totals:
    """`content.totals`."""
    return _sums(content.lines, content.currency, content.tax_rounding)


def due_of(invoice: Invoice) -> Money:
    """`invoice.amount_due`; on a credit note its amount."""
    left = sums_of(invoice.content).total - settled_of(invoice)
    return left if left.minor > 0 else Money.zero(left.currency)


def is_nil(content: Content) -> bool:
    """`invoice.is_nil`: nobody is to pay it."""
    return not (content.corrects or sums_of(content).total.minor)


def settled_of(invoice: Invoice) -> Money:
    """What is paid or credited of the total, and no more than that."""
    settled = invoice.paid + invoice.credited
    return min((settled, sums_of(invoice.content).total), key=lambda each: each.minor)


@lru_cache(_RECKONED_LATELY)
def _sums(lines: tuple[LineItem, ...], currency: str, rounding: tuple[TaxRounding, ...]) -> Totals:
    return totals_of(lines, currency, rounding)
