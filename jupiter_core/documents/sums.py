"""The sums of a document: reckoned once, though several parts of it show them."""

from threading import local
from typing import NamedTuple

from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem, Totals, totals_of


class _Reckoned(NamedTuple):
    """Told from others by the identity of the lines: to compare or hash hundreds takes longer."""

    lines: tuple[LineItem, ...]
    currency: str
    sums: Totals


_lately = local()


def sums_of(content: Content) -> Totals:
    """`content.totals`; of the same lines as the last time, the same object."""
    last: _Reckoned | None = getattr(_lately, "reckoned", None)
    if last and last.lines is content.lines and last.currency == content.currency:
        return last.sums
    sums = totals_of(content.lines, content.currency)
    _lately.reckoned = _Reckoned(content.lines, content.currency, sums)
    return sums


def due_of(invoice: Invoice) -> Money:
    """`invoice.amount_due`; on a credit note its amount."""
    left = sums_of(invoice.content).total - settled_of(invoice)
    return left if left.minor > 0 else Money.zero(left.currency)


def settled_of(invoice: Invoice) -> Money:
    """What is paid or credited of the total, and no more than that."""
    settled = invoice.paid + invoice.credited
    return min((settled, sums_of(invoice.content).total), key=lambda each: each.minor)
