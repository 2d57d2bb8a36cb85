"""The row of facts below the head: dates, terms, PO and the amount.

Its columns have the shares of the row that look best, as long as every value fits; else each gets
what it needs. What is a reference is never cut: it becomes smaller, and then has a row of its own.
"""

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from jupiter_core.documents import two_languages
from jupiter_core.documents.bilingual import END, in_lines
from jupiter_core.documents.colours import HAIRLINE, MUTED, readable
from jupiter_core.documents.primitives import (
    SMALLEST,
    Rectangle,
    Strip,
    Style,
    beside,
    fitted,
    stacked,
    width_in_lines,
)
from jupiter_core.documents.sheet import LABEL, LABEL_LEADING, Sheet
from jupiter_core.documents.standing import settled_on, standing_of
from jupiter_core.documents.sums import due_of, sums_of
from jupiter_core.documents.tags import Tag, labelled
from jupiter_core.documents.wrapping import paragraph, whole
from jupiter_core.domain.invoice import Invoice

_VALUE = Style(10)
_GAP = 10.0
_VALUE_LEADING = 13.0


class Fact(NamedTuple):
    """A cell of the row; `share` of its width where there is room enough."""

    label: str
    value: str
    share: float
    style: Style = _VALUE
    is_reference: bool = False

    @property
    def needed(self) -> float:
        """In points, with the gap on its right."""
        value = width_in_lines(self.value, self.style)
        return max(value, width_in_lines(self.label, LABEL)) + _GAP

    @property
    def label_rows(self) -> int:
        """One for each language of its label."""
        return in_lines(self.label).count("\n") + 1


def facts(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """One row between two hairlines; below it, each reference that is too long for it."""
    row = list(_facts(invoice))
    alone = _too_long(row, sheet.text_width)
    row = [fact for fact in row if fact not in alone]
    columns, left, listed = [], sheet.left, Tag("L")
    labels = max((fact.label_rows for fact in row), default=1)
    for fact, width in zip(row, _widths(row, sheet.text_width), strict=True):
        columns.append(_cell(fact, left, width - _GAP, listed, labels))
        left += width
    rows = [beside(*columns)]
    for fact in alone:
        rows += [Strip(6), _cell(fact, sheet.left, sheet.text_width, listed)]
    rule = Rectangle(sheet.left, 0, sheet.text_width, 0.6, HAIRLINE)
    return [Strip(1, (rule,)), stacked(rows, above=6, below=5), Strip(1, (rule,))]


def _too_long(row: Sequence[Fact], width: float) -> list[Fact]:
    """The references for which the others leave no room even at the smallest size."""
    alone: list[Fact] = []
    if not any(fact.is_reference for fact in row):
        return alone
    for fact in sorted(row, key=lambda each: each.needed, reverse=True):
        here = [each for each in row if each not in alone]
        if fact.is_reference and fsum(map(_least, here)) > width:
            alone.append(fact)
    return alone


def _least(fact: Fact) -> float:
    if not fact.is_reference:
        return fact.needed
    smallest = fact.style._replace(size=SMALLEST)
    return min(fact.needed, fact._replace(style=smallest).needed)


def _widths(row: Sequence[Fact], width: float) -> list[float]:
    """By their shares; where that cuts one, each what it needs and its part of what is left."""
    shares = fsum(fact.share for fact in row)
    by_share = [width * fact.share / shares for fact in row]
    if all(fact.needed <= each for fact, each in zip(row, by_share, strict=True)):
        return by_share
    needed = [fact.needed for fact in row]
    missing = fsum(needed) - width
    if missing > 0:
        slack = [fact.needed - _least(fact) for fact in row]
        of_all = min(missing / fsum(slack), 1) if any(slack) else 0
        return [each - of_all * less for each, less in zip(needed, slack, strict=True)]
    return [each - missing / len(row) for each in needed]


def _cell(fact: Fact, left: float, width: float, listed: Tag, rows: int = 1) -> Strip:
    """The value stands below as many `rows` as the longest label of its row has."""
    name, body = labelled(listed)
    label = paragraph(in_lines(fact.label), left, width, LABEL, LABEL_LEADING, tag=name)
    label += [Strip(LABEL_LEADING)] * (rows - len(label))
    two = END in fact.value
    value = None if two else whole(fact.value, left, width, fact.style, _VALUE_LEADING, body)
    if value is None:
        fit = fact.style if fact.is_reference or two else fitted(fact.value, width, fact.style)
        value = paragraph(fact.value, left, width, fit, _VALUE_LEADING, tag=body)
    return stacked([*label, *value])


def _facts(invoice: Invoice) -> Iterator[Fact]:
    content = invoice.content
    say = two_languages.on(content)
    labels, spell = say.labels, say.spell
    standing = standing_of(invoice)
    yield Fact(labels.issue_date, spell.day(content.issue_date), 1.0)
    if content.corrects:
        yield Fact(labels.corrected, content.corrects, 1.35, is_reference=True)
    elif standing.asks_for_money:
        yield Fact(labels.due_date, spell.day(content.due_date), 1.0)
        yield Fact(labels.terms, say.terms(content.payment_terms), 1.1)
    elif standing.is_settled and (settled := settled_on(invoice)):
        yield Fact(say.settled_on(standing), spell.day(settled), 1.0)
    pending = content.bill_to.po_required and not content.has_po and standing.asks_for_money
    if content.po_numbers:
        named = [*content.po_numbers, *([labels.po_pending] if pending else [])]
        yield Fact(labels.po_number, ", ".join(named), 1.35, is_reference=True)
    elif pending:
        yield Fact(labels.po_number, labels.po_pending, 1.35, _VALUE._replace(ink=MUTED))
    style = _VALUE._replace(bold=True, ink=readable(content.seller.colour))
    shown = due_of(invoice) if standing.asks_for_money else sums_of(content).total
    label = labels.amount_due if standing.asks_for_money else say.total(content)
    if content.corrects:
        label = labels.amount_credited
    yield Fact(label, spell.amount_with_currency(shown), 1.55, style)
