"""The sums below the table, net, tax by rate, total, paid and due, and the memo beside them."""

from collections.abc import Iterator
from dataclasses import replace

from jupiter_core.documents import marks, words
from jupiter_core.documents.colours import HAIRLINE, on
from jupiter_core.documents.marks import Box, Strip, Style, beside, fitted, stacked, words_ending
from jupiter_core.documents.sheet import (
    INSET,
    LABEL,
    LABEL_LEADING,
    LEADING,
    QUIET,
    STRONG,
    TEXT,
    Sheet,
)
from jupiter_core.documents.words import Label
from jupiter_core.documents.wrapping import paragraph
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money

_WIDTH = 270.0
_ROW = 17.0
_BAR = 30.0
_DUE = Style(12, bold=True)
_SHORT_MEMO = 6
"""A memo of so many rows of text stands beside the sums; a longer one has a place of its own."""


def totals(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """Under the amounts, with a short memo on their left; kept together where they are few."""
    rows = list(_sums(invoice, sheet))
    if invoice.state is not State.VOID:
        rows += [Strip(5), _due(invoice, sheet)]
    sums = stacked(rows)
    if sums.height > sheet.bottom - sheet.next_top:
        return rows
    return [beside(sums, _short_memo(invoice, sheet))]


def memo(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """A memo that is too long to stand beside the sums, over pages if need be."""
    if not invoice.content.memo or _is_short(invoice, sheet):
        return []
    strips = _memo(invoice, sheet.left, sheet.text_width)
    return [replace(strips[0], keep=True), *strips[1:]]


def _is_short(invoice: Invoice, sheet: Sheet) -> bool:
    text = paragraph(invoice.content.memo, 0, _memo_width(sheet), TEXT, LEADING)
    return len(text) <= _SHORT_MEMO


def _short_memo(invoice: Invoice, sheet: Sheet) -> Strip:
    if not invoice.content.memo or not _is_short(invoice, sheet):
        return Strip(0)
    return stacked(_memo(invoice, sheet.left + INSET, _memo_width(sheet)), above=3)


def _memo(invoice: Invoice, left: float, width: float) -> list[Strip]:
    return [
        *paragraph(Label.MEMO, left, width, LABEL, LABEL_LEADING + 1),
        *paragraph(invoice.content.memo, left, width, TEXT, LEADING),
    ]


def _memo_width(sheet: Sheet) -> float:
    return sheet.text_width - _WIDTH - INSET - 24


def _sums(invoice: Invoice, sheet: Sheet) -> Iterator[Strip]:
    sums = invoice.content.totals
    yield _row(Label.NET, sums.net, QUIET, TEXT, sheet)
    for line in sums.taxes:
        yield _row(words.tax_of(line), line.tax, QUIET, TEXT, sheet)
    rule = Box(sheet.right - _WIDTH, 3, _WIDTH, 0.5, HAIRLINE)
    yield Strip(6.5, (rule,))
    yield _row(Label.TOTAL, sums.total, STRONG, STRONG, sheet)
    if invoice.paid.minor:
        paid = Money.zero(invoice.paid.currency) - invoice.paid
        yield _row(Label.PAID, paid, QUIET, TEXT, sheet)


def _row(label: str, amount: Money, name: Style, figure: Style, sheet: Sheet) -> Strip:
    value = words_ending(sheet.right - INSET, 12, words.amount(amount), figure)
    left = sheet.right - _WIDTH + INSET
    style = fitted(label, value.x - left - 8, name)
    return Strip(_ROW, (marks.words(left, 12, label, style), value))


def _due(invoice: Invoice, sheet: Sheet) -> Strip:
    """The one place where the seller's colour fills an area."""
    colour, due = invoice.content.seller.colour, invoice.amount_due
    left, baseline = sheet.right - _WIDTH, _BAR / 2 + 4.2
    figure = replace(_DUE, ink=on(colour))
    value = words_ending(sheet.right - INSET, baseline, words.amount_with_currency(due), figure)
    label = words.due_by(invoice.content.due_date) if due.minor else str(Label.AMOUNT_DUE)
    style = fitted(label, value.x - left - 2 * INSET, replace(TEXT, ink=on(colour)))
    name = marks.words(left + INSET, baseline, label, style)
    return Strip(_BAR, (Box(left, 0, _WIDTH, _BAR, colour), name, value))
