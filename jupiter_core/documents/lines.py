"""The table of lines, with the sums that are carried over from page to page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from math import fsum
from typing import NamedTuple

from jupiter_core.documents import primitives, two_languages, words
from jupiter_core.documents.bilingual import in_lines
from jupiter_core.documents.carried_sums import turn_of
from jupiter_core.documents.colours import HAIRLINE, MUTED, TINT, readable
from jupiter_core.documents.flow import Turn
from jupiter_core.documents.primitives import (
    Primitive,
    Rectangle,
    Strip,
    Style,
    stacked,
    strip_of,
    text_ending_at,
    text_line,
    unread,
    width_in_lines,
)
from jupiter_core.documents.sheet import INSET, LEADING, SMALL, SMALL_LEADING, TEXT, Gap, Sheet
from jupiter_core.documents.sums import amounts_of, sums_of
from jupiter_core.documents.tags import Tag
from jupiter_core.documents.wrapping import paragraph, paragraphs
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.paper_template import PaperColumn, PaperTemplate
from jupiter_core.domain.totals import LineItem, TaxCategory

_HEADING = Style(7.5, bold=True, ink=MUTED)
_GAP = 16.0
PADDING = Gap(2.5, 5)
"""Above and below the text of a line."""
_PADDING = PADDING.narrow
_BASELINE = (LEADING + TEXT.size * 0.72) / 2
_SHORT = 60.0
"""Points: up to which height a line takes the one before it along to a new page."""
_WHOLE_UP_TO = 10
"""A line of at most so many rows of text stands on one page."""


@dataclass(frozen=True)
class Columns:
    """Where each column of figures ends, and what is left for the description.

    `tax` is None where nothing is taxed; any of the others that the entity does not show.
    """

    left: float
    description: float
    quantity: float | None
    unit_price: float | None
    tax: float | None
    amount: float

    @property
    def ends(self) -> tuple[float | None, float | None, float | None, float]:
        """The right edges of the columns of figures, from left to right, in points."""
        return self.quantity, self.unit_price, self.tax, self.amount


class _Figures(NamedTuple):
    """Quantity, price, tax and amount of a line as they are printed, and how wide each is."""

    texts: tuple[str, str, str, str]
    widths: tuple[float, float, float, float]


def table(content: Content, sheet: Sheet) -> tuple[list[Strip], Turn]:
    """The strips of the table, and what stands around a page break in it."""
    say, lines = two_languages.on(content), words.lines_shown(content)
    is_net = lines is content.lines
    amounts = amounts_of(content) if is_net else [line.amount for line in lines]
    in_units = content.seller.template.shows(PaperColumn.UNIT)
    width = TEXT.measure()
    rates = _rates(lines, say)
    figures = [
        _figures(line, amount, rate, say, in_units, width)
        for line, amount, rate in zip(lines, amounts, rates, strict=True)
    ]
    columns = _columns(content, figures, say, sheet)
    read = Tag("Table")
    heading = _heading(content, columns, say, sheet, Tag("TR", read))
    rows, total = list[list[Strip]](), 0
    rule = (Rectangle(sheet.left, 0, sheet.text_width, 0.5, HAIRLINE),)
    small = _small_print(content.seller.template, say)
    nets = map(say.net_of_line, content.lines)
    for line, net, amount, printed in zip(lines, nets, amounts, figures, strict=True):
        total += amount.minor
        row = Tag("TR", read)
        text = _text(line, net, small, columns, Tag("TD", row))
        rows.append(_row(text, printed, total, columns, rule, row))
    strips = [heading, *(strip for row in _in_company(rows) for strip in row)]
    in_all = Money.of_minor(total, content.currency)
    return strips, turn_of(unread(heading), in_all, say, sheet)


def spaced(strips: list[Strip], ease: float) -> list[Strip]:
    """The strips of a table, whose lines are narrow, with as much air as `ease` allows."""
    padding = PADDING.at(ease)
    return [
        strip
        if strip.primitives or strip.height != _PADDING
        else strip_of((padding, (), strip.keep, strip.carried))
        for strip in strips
    ]


def _in_company(rows: list[list[Strip]]) -> list[list[Strip]]:
    """The last line is not parted from what is below the table, nor are the last two where they
    are short: sums without a line above them say nothing."""
    short = [row for row in rows[-2:] if fsum(each.height for each in row) <= _SHORT]
    beginning = len(rows) - max(len(short), 1)
    return [
        *rows[:beginning],
        *([*row[:-1], row[-1]._replace(keep=True)] for row in rows[beginning:]),
    ]


def _rates(lines: Sequence[LineItem], say: words.Wording) -> Iterator[str]:
    """For the column of tax; lines are mostly taxed alike."""
    said: dict[tuple[Decimal, TaxCategory | None], str] = {}
    for line in lines:
        told = (line.tax_rate, line.tax_category)
        rate = "" if line.taxes else said.get(told, "")
        if not rate:
            rate = words.rate_of(line, say)
            if not line.taxes:
                said[told] = rate
        yield rate


def _figures(
    line: LineItem,
    amount: Money,
    rate: str,
    say: words.Wording,
    in_units: bool,
    width: Callable[[str], float],
) -> _Figures:
    spell = say.spell
    quantity = say.counted(line) if in_units else spell.quantity(line.quantity)
    price = spell.price(line.unit_price)
    sum_ = spell.amount(amount)
    return _Figures(
        (quantity, price, rate, sum_), (width(quantity), width(price), width(rate), width(sum_))
    )


def _columns(
    content: Content, figures: list[_Figures], say: words.Wording, sheet: Sheet
) -> Columns:
    """Figures take what they need; the description has the rest."""
    labels, shows = say.labels, content.seller.template.shows
    net = TEXT.width(say.spell.amount(sums_of(content).subtotal))

    def needed(column: int, label: str, least: float) -> float:
        widest = max([each.widths[column] for each in figures], default=0)
        return max(widest, width_in_lines(label, _HEADING), least) + _GAP

    count = needed(0, labels.quantity, 40) if shows(PaperColumn.QUANTITY) else 0.0
    price = needed(1, say.price_column(content), 52) if shows(PaperColumn.UNIT_PRICE) else 0.0
    is_taxed = words.taxed(content) and shows(PaperColumn.TAX)
    tax = needed(2, say.tax_name(content), 20) if is_taxed else 0.0
    amount = needed(3, say.amount_column(content), max(62, net))
    left, right = sheet.left + INSET, sheet.right - INSET
    return Columns(
        left=left,
        description=right - left - amount - tax - price - count,
        quantity=right - amount - tax - price if count else None,
        unit_price=right - amount - tax if price else None,
        tax=right - amount if tax else None,
        amount=right,
    )


def _heading(
    content: Content, columns: Columns, say: words.Wording, sheet: Sheet, read: Tag
) -> Strip:
    labels = say.labels
    amount = say.amount_column(content)
    names = (labels.quantity, say.price_column(content), say.tax_name(content), amount)
    texts, header = [], _header(read)
    for at, line in enumerate(_in_rows(labels.description)):
        y = _BASELINE + at * SMALL_LEADING
        texts.append(primitives.text_at(columns.left, y, line, _HEADING, header))
    for end, name in zip(columns.ends, names, strict=True):
        header = _header(read)
        for at, line in enumerate(_in_rows(name) if end else ()):
            y = _BASELINE + at * SMALL_LEADING
            texts.append(text_ending_at(end or 0, y, line, _HEADING, header))
    height = max(text.y for text in texts) - _BASELINE + LEADING
    row = stacked([Strip(height, tuple(texts))], above=3.5, below=3.5)
    tint = Rectangle(sheet.left, 0, sheet.text_width, row.height, TINT)
    rule = Rectangle(sheet.left, row.height, sheet.text_width, 1, readable(content.seller.colour))
    return Strip(row.height + 1, (tint, rule, *row.primitives), keep=True)


def _in_rows(label: str) -> list[str]:
    """A row for each of its languages."""
    return in_lines(label).split("\n")


def _header(row: Tag) -> Tag:
    return Tag("TH", row, scope="Column")


def _row(
    text: list[Strip],
    figures: _Figures,
    carried: int,
    columns: Columns,
    rule: tuple[Primitive, ...],
    read: Tag,
) -> list[Strip]:
    """One line. A short one is never parted; of a long one, two rows of text at either end."""
    cells = [
        text_line((end - width, _BASELINE, figure, TEXT, Tag("TD", read)))
        for end, figure, width in zip(columns.ends, *figures, strict=True)
        if end is not None
    ]
    whole, last = len(text) <= _WHOLE_UP_TO, len(text) - 1
    padding = strip_of((_PADDING, (), True, carried))
    rows = [padding, strip_of((LEADING, (*text[0].primitives, *cells), True, carried))]
    for at, row in enumerate(text[1:], start=1):
        together = whole or at >= last - 1
        rows.append(strip_of((row.height, row.primitives, together, carried)))
    return [*rows, padding, strip_of((0.5, rule, False, carried))]


def _small_print(
    template: PaperTemplate, say: words.Wording
) -> tuple[Callable[[LineItem], str], ...]:
    """What stands below a description, as far as the entity shows it: the line's own PO, the days
    that it is for, how its price came about, its list price, its discount, its taxes."""
    said = {
        PaperColumn.PO_NUMBER: (say.po_number,),
        PaperColumn.PERIOD: (say.period,),
        PaperColumn.ARITHMETIC: (say.arithmetic,),
        PaperColumn.DISCOUNT: (say.list_price, say.line_discount),
    }
    shown = (each for column, each in said.items() if template.shows(column))
    return (*chain.from_iterable(shown), say.taxes)


def _text(
    line: LineItem,
    net: str,
    small_print: Sequence[Callable[[LineItem], str]],
    columns: Columns,
    cell: Tag,
) -> list[Strip]:
    """The description; in small print the rest, and of a price with tax its net."""
    left, width = columns.left, columns.description
    text = paragraph(line.description, left, width, TEXT, LEADING, tag=cell)
    small = [said for say in small_print if (said := say(line))]
    small += [net] if net else []
    return [*text, *paragraphs(small, left, width, SMALL, SMALL_LEADING, cell)] if small else text
