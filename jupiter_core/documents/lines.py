"""The table of lines, with the sums that are carried over from page to page."""

from dataclasses import dataclass

from jupiter_core.documents import marks, words
from jupiter_core.documents.colours import HAIRLINE, MUTED, TINT, readable
from jupiter_core.documents.flow import Turn
from jupiter_core.documents.marks import Box, Strip, Style, Words, kept, stacked, words_ending
from jupiter_core.documents.sheet import INSET, LEADING, SMALL, SMALL_LEADING, TEXT, Sheet
from jupiter_core.documents.wrapping import paragraph, paragraphs
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
    """Where each column of figures ends, and what is left for the description.

    `tax` is None where nothing is taxed.
    """

    left: float
    description: float
    quantity: float
    unit_price: float
    tax: float | None
    amount: float


def table(content: Content, sheet: Sheet) -> tuple[list[Strip], Turn]:
    """The strips of the table, and what stands around a page break in it."""
    say = words.of(content.language)
    columns = _columns(content, say, sheet)
    heading = _heading(content, columns, say, sheet)
    strips = [heading]
    total = Money.zero(content.currency)
    for line in content.lines:
        total += line.amount
        strips += _row(line, total, columns, say, sheet)

    def foot(last: Strip) -> list[Strip]:
        return [_sum(say.labels.carried, last.carried, say, sheet)]

    def head(last: Strip) -> list[Strip]:
        return [heading, _sum(say.labels.brought, last.carried, say, sheet)]

    return strips, Turn(foot, head, reserved=_sum("", total, say, sheet).height)


def _columns(content: Content, say: words.Wording, sheet: Sheet) -> Columns:
    """Figures take what they need; the description has the rest."""

    def needed(label: str, cells: list[str], least: float) -> float:
        widest = max((TEXT.width(cell) for cell in cells), default=0)
        return max(widest, _HEADING.width(label), least) + _GAP

    lines, spell, labels = content.lines, say.spell, say.labels
    sums = [spell.amount(each) for each in (content.totals.net, *(line.amount for line in lines))]
    amount = needed(say.amount_column(content.currency), sums, 62)
    rates = [words.rate_of(line, say) for line in lines]
    tax = needed(say.tax_name(content), rates, 20) if words.taxed(content) else 0.0
    price = needed(labels.unit_price, [spell.amount(line.unit_price) for line in lines], 52)
    count = needed(labels.quantity, [spell.quantity(line.quantity) for line in lines], 40)
    left, right = sheet.left + INSET, sheet.right - INSET
    return Columns(
        left=left,
        description=right - left - amount - tax - price - count,
        quantity=right - amount - tax - price,
        unit_price=right - amount - tax,
        tax=right - amount if tax else None,
        amount=right,
    )


def _figures(cells: tuple[str, str, str, str], columns: Columns, style: Style) -> tuple[Words, ...]:
    """Quantity, price, tax (where it has a column) and amount, each ending at its column."""
    ends = (columns.quantity, columns.unit_price, columns.tax, columns.amount)
    return tuple(
        words_ending(end, _BASELINE, cell, style)
        for end, cell in zip(ends, cells, strict=True)
        if end is not None
    )


def _heading(content: Content, columns: Columns, say: words.Wording, sheet: Sheet) -> Strip:
    labels = say.labels
    amount = say.amount_column(content.currency)
    names = (labels.quantity, labels.unit_price, say.tax_name(content), amount)
    description = marks.words(columns.left, _BASELINE, labels.description, _HEADING)
    cells = (description, *_figures(names, columns, _HEADING))
    row = stacked([Strip(LEADING, cells)], above=4, below=4)
    tint = Box(sheet.left, 0, sheet.text_width, row.height, TINT)
    rule = Box(sheet.left, row.height, sheet.text_width, 1, readable(content.seller.colour))
    return Strip(row.height + 1, (tint, rule, *row.marks), keep=True)


def _row(
    line: LineItem, carried: Money, columns: Columns, say: words.Wording, sheet: Sheet
) -> list[Strip]:
    """One line. A short one is never parted; of a long one, two rows of text at either end."""
    spell = say.spell
    text = _text(line, columns, say)
    cells = (
        spell.quantity(line.quantity),
        spell.amount(line.unit_price),
        words.rate_of(line, say),
        spell.amount(line.amount),
    )
    first = Strip(LEADING, (*text[0].marks, *_figures(cells, columns, TEXT)))
    rule = Box(sheet.left, 0, sheet.text_width, 0.5, HAIRLINE)
    rows = [
        Strip(_PADDING, (), True, carried),
        *(Strip(row.height, row.marks, False, carried) for row in (first, *text[1:])),
        Strip(_PADDING, (), False, carried),
        Strip(0.5, (rule,), False, carried),
    ]
    if len(text) <= _WHOLE_UP_TO:
        return kept(rows)
    return [*kept(rows[:3]), *rows[3:-4], *kept(rows[-4:])]


def _text(line: LineItem, columns: Columns, say: words.Wording) -> list[Strip]:
    """The description; in small print, the days that it is for and how its price came about."""
    left, width = columns.left, columns.description
    small = [each for each in (say.period(line), say.arithmetic(line)) if each]
    text = paragraph(line.description, left, width, TEXT, LEADING)
    return [*text, *paragraphs(small, left, width, SMALL, SMALL_LEADING)]


def _sum(label: str, amount: Money | None, say: words.Wording, sheet: Sheet) -> Strip:
    if amount is None:
        return Strip(0)
    name = marks.words(sheet.left + INSET, _BASELINE, label, _CARRIED)
    figure = words_ending(sheet.right - INSET, _BASELINE, say.spell.amount(amount), _CARRIED)
    rule = Box(sheet.left, LEADING + _PADDING, sheet.text_width, 0.5, HAIRLINE)
    row = Strip(LEADING, (name, figure, rule))
    return stacked([row], above=_PADDING, below=_PADDING)
