"""The sums below the table: net, tax by rate, total, paid and due."""

from collections.abc import Iterator
from dataclasses import replace

from jupiter_core.documents import notes, primitives, words
from jupiter_core.documents.colours import HAIRLINE, on
from jupiter_core.documents.primitives import (
    Rectangle,
    Strip,
    Style,
    beside,
    fitted,
    stacked,
    text_ending_at,
)
from jupiter_core.documents.sheet import INSET, QUIET, SMALL, SMALL_LEADING, STRONG, TEXT, Sheet
from jupiter_core.documents.sums import due_of, is_nil, sums_of
from jupiter_core.documents.wrapping import paragraph
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import TaxCategory, Totals

_WIDTH = 270.0
_ROW = 17.0
_BAR = 30.0
_DUE = Style(12, bold=True)


def totals(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """Under the amounts, with the notes on their left; kept together where they are few."""
    sums = sums_of(invoice.content)
    rows = list(_sums(invoice, sums, sheet))
    if invoice.state is not State.VOID:
        rows += [Strip(5), _due(invoice, sheet)]
    column = stacked(rows)
    said = notes.notes(invoice.content, sheet, _beside(sheet))
    if column.height > sheet.bottom - sheet.next_top:
        return [*rows, *said]
    return [beside(column, stacked(said, above=3))]


def memo(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """A memo that is too long to stand beside the sums."""
    return notes.memo(invoice.content, sheet, _beside(sheet))


def _beside(sheet: Sheet) -> float:
    return sheet.text_width - _WIDTH - INSET - 24


def _sums(invoice: Invoice, sums: Totals, sheet: Sheet) -> Iterator[Strip]:
    """Where nothing is taxed, the net is the total and is not said twice."""
    content = invoice.content
    say = words.of(content.language)
    if words.taxed(content):
        yield _row(say.labels.net, sums.net, QUIET, TEXT, say, sheet)
        for line in sums.taxes:
            if line.category is not TaxCategory.OUTSIDE:
                yield _row(say.tax_of(line, content), line.tax, QUIET, TEXT, say, sheet)
                yield from _reason(say.reason(line.category), sheet)
        rule = Rectangle(sheet.right - _WIDTH, 3, _WIDTH, 0.5, HAIRLINE)
        yield Strip(6.5, (rule,))
    yield _row(say.labels.total, sums.total, STRONG, STRONG, say, sheet)
    if invoice.paid.minor:
        paid = Money.zero(invoice.paid.currency) - invoice.paid
        yield _row(say.labels.paid, paid, QUIET, TEXT, say, sheet)
    for each in invoice.credits:
        name = say.labels.named_credit_note.format(number=each.number)
        yield _row(name, -each.amount, QUIET, TEXT, say, sheet)


def _reason(reason: str, sheet: Sheet) -> list[Strip]:
    """In small print below the rate that it explains."""
    if not reason:
        return []
    left, width = sheet.right - _WIDTH + INSET, _WIDTH - 2 * INSET
    return [*paragraph(reason, left, width, SMALL, SMALL_LEADING), Strip(3)]


def _row(
    label: str, amount: Money, name: Style, figure: Style, say: words.Wording, sheet: Sheet
) -> Strip:
    value = text_ending_at(sheet.right - INSET, 12, say.spell.amount(amount), figure)
    left = sheet.right - _WIDTH + INSET
    style = fitted(label, value.x - left - 8, name)
    return Strip(_ROW, (primitives.text_at(left, 12, label, style), value))


def _due(invoice: Invoice, sheet: Sheet) -> Strip:
    """The one place where the seller's colour fills an area."""
    content = invoice.content
    colour, say = content.seller.colour, words.of(content.language)
    amount = due_of(invoice)
    left, baseline = sheet.right - _WIDTH, _BAR / 2 + 4.2
    right, figure = sheet.right - INSET, replace(_DUE, ink=on(colour))
    value = text_ending_at(right, baseline, say.spell.amount_with_currency(amount), figure)
    label = _due_label(invoice, amount, say)
    style = fitted(label, value.x - left - 2 * INSET, replace(TEXT, ink=on(colour)))
    name = primitives.text_at(left + INSET, baseline, label, style)
    return Strip(_BAR, (Rectangle(left, 0, _WIDTH, _BAR, colour), name, value))


def _due_label(invoice: Invoice, amount: Money, say: words.Wording) -> str:
    if invoice.content.corrects:
        return say.labels.amount_credited
    if is_nil(invoice.content):
        return say.labels.nothing_to_pay
    if amount.minor:
        return say.due_by(invoice.content.due_date)
    paid = invoice.paid.minor and not invoice.credits
    return say.labels.paid_in_full if paid else say.labels.amount_due
