"""The sums below the table: net, tax by rate, total, paid and due."""

from collections.abc import Iterator

from jupiter_core.documents import notes, primitives, two_languages, words
from jupiter_core.documents.bilingual import in_lines
from jupiter_core.documents.colours import HAIRLINE, area, on
from jupiter_core.documents.flow import Turn
from jupiter_core.documents.primitives import (
    Rectangle,
    Strip,
    Style,
    TextLine,
    beside,
    fitted,
    moved,
    stacked,
    text_ending_at,
)
from jupiter_core.documents.sheet import INSET, QUIET, SMALL, SMALL_LEADING, STRONG, TEXT, Sheet
from jupiter_core.documents.standing import Standing, settled_on, standing_of
from jupiter_core.documents.sum_rows import sum_rows
from jupiter_core.documents.sums import due_of, is_nil, sums_of
from jupiter_core.documents.tags import Tag, headed
from jupiter_core.documents.typeface import printable
from jupiter_core.documents.wrapping import paragraphs
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import Totals

_WIDTH = 270.0
_ROW = 14.5
_BAR = 24.0
_BELOW = 10.0
"""Between the baselines of a label in two languages."""
_DUE = Style(12, bold=True)


def totals(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """Under the amounts, with the notes on their left; kept together where they are few."""
    sums = sums_of(invoice.content)
    table = Tag("Table")
    rows = list(_sums(invoice, sums, sheet, table))
    if standing_of(invoice) is not Standing.VOID:
        rows += [Strip(4), _due(invoice, sheet, table)]
    column = stacked(rows)
    said = notes.notes(invoice.content, sheet, _beside(sheet))
    if column.height > sheet.bottom - sheet.next_top:
        return [*rows, *said]
    return [beside(column, stacked(said, above=3))]


def memo(invoice: Invoice, sheet: Sheet) -> tuple[list[Strip], Turn]:
    """A memo that is too long to stand beside the sums, and what stands around a page break in
    it."""
    return notes.memo(invoice.content, sheet, _beside(sheet))


def _beside(sheet: Sheet) -> float:
    return sheet.text_width - _WIDTH - INSET - 24


def _sums(invoice: Invoice, sums: Totals, sheet: Sheet, table: Tag) -> Iterator[Strip]:
    content = invoice.content
    say = two_languages.on(content)
    rows = tuple(sum_rows(content, sums, say))
    for row in rows:
        cells = headed(table)
        yield _row(row.label, row.amount, QUIET, TEXT, say, sheet, cells)
        yield from _reason(row.said, sheet, cells[0])
    if rows:
        rule = Rectangle(sheet.right - _WIDTH, 3, _WIDTH, 0.5, HAIRLINE)
        yield Strip(6.5, (rule,))
    yield _row(say.total(content), sums.total, STRONG, STRONG, say, sheet, headed(table))
    if invoice.paid.minor:
        paid = Money.zero(invoice.paid.currency) - invoice.paid
        yield _row(say.labels.paid, paid, QUIET, TEXT, say, sheet, headed(table))
    if invoice.settled.minor:
        yield _row(say.labels.settled, -invoice.settled, QUIET, TEXT, say, sheet, headed(table))
    for each in invoice.credits:
        name = say.labels.named_credit_note.format(number=each.number)
        yield _row(name, -each.amount, QUIET, TEXT, say, sheet, headed(table))


def _reason(reason: str, sheet: Sheet, label: Tag) -> list[Strip]:
    """In small print below the row that it explains."""
    if not reason:
        return []
    left, width = sheet.right - _WIDTH + INSET, _WIDTH - 2 * INSET
    return [*paragraphs([reason], left, width, SMALL, SMALL_LEADING, label), Strip(3)]


def _row(
    label: str,
    amount: Money,
    name: Style,
    figure: Style,
    say: words.Wording,
    sheet: Sheet,
    cells: tuple[Tag, Tag],
) -> Strip:
    """`cells` are those of the label and of the amount."""
    heads, holds = cells
    value = text_ending_at(sheet.right - INSET, 10.5, say.spell.amount(amount), figure, holds)
    left = sheet.right - _WIDTH + INSET
    names = _names(label, left, value.x - left - 8, name, heads)
    strip = stacked([Strip(10.5), *(Strip(_BELOW, (each,)) for each in names)])
    return Strip(strip.height - _BELOW + _ROW - 10.5, (*strip.primitives, value))


def _names(label: str, left: float, room: float, style: Style, tag: Tag) -> list[TextLine]:
    """The label on baselines at 0; in two languages, one in each where they need that."""
    texts = [label] if style.width(printable(label)) <= room else in_lines(label).split("\n")
    return [primitives.text_at(left, 0, each, fitted(each, room, style), tag) for each in texts]


def _due(invoice: Invoice, sheet: Sheet, table: Tag) -> Strip:
    """The one place where the seller's colour fills an area."""
    content = invoice.content
    colour, say = area(content.seller.colour), two_languages.on(content)
    left, baseline = sheet.right - _WIDTH, _BAR / 2 + 4.2
    right, figure = sheet.right - INSET, _DUE._replace(ink=on(colour))
    label, said = _bar(invoice, say)
    heads, holds = headed(table)
    value = text_ending_at(right, baseline, said, figure, holds)
    room, style = value.x - left - 2 * INSET, TEXT._replace(ink=on(colour))
    names = _names(label, left + INSET, room, style, heads)
    first = baseline if len(names) == 1 else (_BAR - _BELOW) / 2 + style.size * 0.36
    placed = [moved(name, first + _BELOW * at) for at, name in enumerate(names)]
    return Strip(_BAR, (Rectangle(left, 0, _WIDTH, _BAR, colour), *placed, value))


def _bar(invoice: Invoice, say: words.Wording) -> tuple[str, str]:
    """What is to be paid and by when; or that it is settled, and since when."""
    standing, content = standing_of(invoice), invoice.content
    if is_nil(content):
        return say.labels.nothing_to_pay, say.spell.amount_with_currency(due_of(invoice))
    if standing.is_settled:
        day = settled_on(invoice)
        return say.settled(standing), say.spell.day(day) if day else ""
    amount = say.spell.amount_with_currency(due_of(invoice))
    if standing is Standing.CREDIT:
        return say.labels.amount_credited, amount
    return say.due_by(content.due_date) if due_of(invoice).minor else say.labels.amount_due, amount
