"""The table of lines, with the sums that are carried over from page to page."""

from dataclasses import dataclass, replace

from jupiter_core.documents import marks, words
from jupiter_core.documents.colours import HAIRLINE, MUTED, TINT, readable
from jupiter_core.documents.flow import Turn
from jupiter_core.documents.marks import Box, Strip, Style, kept, stacked, words_ending
from jupiter_core.documents.sheet import INSET, LEADING, TEXT, Sheet
from jupiter_core.documents.words import Label
from jupiter_core.documents.wrapping import paragraph
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem

_HEADING = Style(7.5, bold=True, ink=MUTED)
_CARRIED = Style(8.5, ink=MUTED)
_GAP = 16.0
_PADDING = 5.0
_BASELINE = (LEADING + TEXT.size * 0.72) / 2
_WHOLE_UP_TO = 10
"""A line of at most so many rows of text stands on one page."""


@dataclass(frozen=True)
class Columns:
    """Where each column of figures ends, and what is left for the description."""

    left: float
    description: float
    quantity: float
    unit_price: float
    tax: float
    amount: float


def table(content: Content, sheet: Sheet) -> tuple[list[Strip], Turn]:
    """The strips of the table, and what stands around a page break in it."""
    columns = _columns(content, sheet)
    heading = _heading(content, columns, sheet)
    strips = [heading]
    total = Money.zero(content.currency)
    for line in content.lines:
        total += line.amount
        strips += _row(line, total, columns, sheet)

    def foot(last: Strip) -> list[Strip]:
        return [_sum(Label.CARRIED, last.carried, sheet)]

    def head(last: Strip) -> list[Strip]:
        return [heading, _sum(Label.BROUGHT, last.carried, sheet)]

    return strips, Turn(foot, head, reserved=_sum(Label.CARRIED, total, sheet).height)


def _columns(content: Content, sheet: Sheet) -> Columns:
    """Figures take what they need; the description has the rest."""

    def needed(label: str, cells: list[str], least: float) -> float:
        widest = max((TEXT.width(cell) for cell in cells), default=0)
        return max(widest, _HEADING.width(label), least) + _GAP

    lines = content.lines
    sums = [words.amount(each) for each in (content.totals.net, *(line.amount for line in lines))]
    amount = needed(words.amount_column(content.currency), sums, 62)
    tax = needed(Label.TAX, [words.rate(line.tax_rate) for line in lines], 20)
    price = needed(Label.UNIT_PRICE, [words.amount(line.unit_price) for line in lines], 52)
    count = needed(Label.QUANTITY, [words.quantity(line.quantity) for line in lines], 40)
    left, right = sheet.left + INSET, sheet.right - INSET
    return Columns(
        left=left,
        description=right - left - amount - tax - price - count,
        quantity=right - amount - tax - price,
        unit_price=right - amount - tax,
        tax=right - amount,
        amount=right,
    )


def _heading(content: Content, columns: Columns, sheet: Sheet) -> Strip:
    cells = (
        marks.words(columns.left, _BASELINE, Label.DESCRIPTION, _HEADING),
        words_ending(columns.quantity, _BASELINE, Label.QUANTITY, _HEADING),
        words_ending(columns.unit_price, _BASELINE, Label.UNIT_PRICE, _HEADING),
        words_ending(columns.tax, _BASELINE, Label.TAX, _HEADING),
        words_ending(columns.amount, _BASELINE, words.amount_column(content.currency), _HEADING),
    )
    row = stacked([Strip(LEADING, cells)], above=4, below=4)
    tint = Box(sheet.left, 0, sheet.text_width, row.height, TINT)
    rule = Box(sheet.left, row.height, sheet.text_width, 1, readable(content.seller.colour))
    return Strip(row.height + 1, (tint, rule, *row.marks), keep=True)


def _row(line: LineItem, carried: Money, columns: Columns, sheet: Sheet) -> list[Strip]:
    """One line. A short one is never parted; of a long one, two rows of text at either end."""
    text = paragraph(line.description, columns.left, columns.description, TEXT, LEADING)
    figures = (
        words_ending(columns.quantity, _BASELINE, words.quantity(line.quantity), TEXT),
        words_ending(columns.unit_price, _BASELINE, words.amount(line.unit_price), TEXT),
        words_ending(columns.tax, _BASELINE, words.rate(line.tax_rate), TEXT),
        words_ending(columns.amount, _BASELINE, words.amount(line.amount), TEXT),
    )
    first = Strip(LEADING, (*text[0].marks, *figures))
    rule = Box(sheet.left, 0, sheet.text_width, 0.5, HAIRLINE)
    rows = [Strip(_PADDING), first, *text[1:], Strip(_PADDING), Strip(0.5, (rule,))]
    rows = [replace(row, carried=carried) for row in rows]
    if len(text) <= _WHOLE_UP_TO:
        return kept(rows)
    return [*kept(rows[:3]), *rows[3:-4], *kept(rows[-4:])]


def _sum(label: str, amount: Money | None, sheet: Sheet) -> Strip:
    if amount is None:
        return Strip(0)
    name = marks.words(sheet.left + INSET, _BASELINE, label, _CARRIED)
    figure = words_ending(sheet.right - INSET, _BASELINE, words.amount(amount), _CARRIED)
    rule = Box(sheet.left, LEADING + _PADDING, sheet.text_width, 0.5, HAIRLINE)
    row = Strip(LEADING, (name, figure, rule))
    return stacked([row], above=_PADDING, below=_PADDING)
