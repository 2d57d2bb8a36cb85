"""The head of the first page: who sends the invoice, which one it is, its facts, the customer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from jupiter_core.documents import words
from jupiter_core.documents.colours import HAIRLINE, MUTED, readable
from jupiter_core.documents.marks import Box, Strip, Style, beside, fitted, side_by_side, stacked
from jupiter_core.documents.sheet import (
    LABEL,
    LABEL_LEADING,
    LEADING,
    QUIET,
    STRONG,
    TEXT,
    Sheet,
)
from jupiter_core.documents.words import Label
from jupiter_core.documents.wrapping import paragraph, paragraphs
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import BillTo, Seller
from jupiter_core.domain.version import Version

_TITLE = Style(23, bold=True)
_NAME = Style(13, bold=True)
_NUMBER = Style(11.5, bold=True)
_VALUE = Style(10)
_GUTTER = 20.0


def head(version: Version, invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """The seller on the left, the invoice's name on the right."""
    half = (sheet.text_width - _GUTTER) / 2
    return side_by_side(
        _seller(invoice.content.seller, sheet.left, half),
        _title(version, invoice, sheet.right - half, half),
    )


def _seller(seller: Seller, left: float, width: float) -> list[Strip]:
    name = replace(_NAME, ink=readable(seller.colour))
    lines = [*seller.address.lines(), *map(words.tax_id, seller.tax_ids)]
    return [
        Strip(4),
        *paragraph(seller.legal_name, left, width, name, 17),
        Strip(3),
        *paragraphs(lines, left, width, QUIET, LEADING),
    ]


def _title(version: Version, invoice: Invoice, left: float, width: float) -> list[Strip]:
    def ending(text: str, style: Style, leading: float) -> list[Strip]:
        return paragraph(text, left, width, style, leading, from_right=True)

    void = invoice.state is State.VOID
    number = replace(_NUMBER, ink=readable(invoice.content.seller.colour))
    strips = [*ending(Label.INVOICE, _TITLE, 25), Strip(4)]
    strips += ending(invoice.number or (Label.VOID if void else Label.DRAFT), number, 16)
    if invoice.revision > 1:
        strips += ending(words.revision(invoice.revision), STRONG, LEADING)
        strips += ending(version.note, QUIET, LEADING) if version.note else []
    if void:
        strips += ending(Label.DO_NOT_PAY_VOID, QUIET, LEADING)
    elif not invoice.number:
        strips += ending(Label.DO_NOT_PAY_DRAFT, QUIET, LEADING)
    return strips


class Fact(NamedTuple):
    """A cell of the row of facts; `share` of its width. A `whole` value is never wrapped."""

    label: str
    value: str
    share: float
    style: Style = _VALUE
    whole: bool = False


def facts(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """Dates, terms, PO and what is due, in one row between two hairlines."""
    cells = list(_facts(invoice))
    shares = sum(cell.share for cell in cells)
    columns, left = [], sheet.left
    for cell in cells:
        width = sheet.text_width * cell.share / shares
        columns.append(_fact(cell, left, width - 10))
        left += width
    rule = Box(sheet.left, 0, sheet.text_width, 0.6, HAIRLINE)
    return [Strip(1, (rule,)), stacked([beside(*columns)], above=9, below=9), Strip(1, (rule,))]


def _facts(invoice: Invoice) -> Iterator[Fact]:
    content = invoice.content
    yield Fact(Label.ISSUE_DATE, words.day(content.issue_date), 1.0)
    yield Fact(Label.DUE_DATE, words.day(content.due_date), 1.0)
    yield Fact(Label.TERMS, words.terms(content.net_terms), 1.1)
    if content.po_number:
        yield Fact(Label.PO_NUMBER, content.po_number, 1.35)
    elif content.bill_to.po_required:
        yield Fact(Label.PO_NUMBER, Label.PO_PENDING, 1.35, replace(_VALUE, ink=MUTED))
    void = invoice.state is State.VOID
    label, sum_ = (Label.TOTAL, invoice.total) if void else (Label.AMOUNT_DUE, invoice.amount_due)
    style = replace(_VALUE, bold=True, ink=readable(content.seller.colour))
    yield Fact(label, words.amount_with_currency(sum_), 1.55, style, whole=True)


def _fact(fact: Fact, left: float, width: float) -> Strip:
    style = fitted(fact.value, width, fact.style) if fact.whole else fact.style
    label = paragraph(fact.label, left, width, LABEL, LABEL_LEADING)
    return stacked([*label, *paragraph(fact.value, left, width, style, 14)])


def parties(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """Whom it is addressed to; beside that, who in accounts payable deals with it."""
    half = (sheet.text_width - _GUTTER) / 2
    bill_to = invoice.content.bill_to
    return side_by_side(
        _bill_to(bill_to, sheet.left, half), _contact(bill_to, sheet.right - half, half)
    )


def _bill_to(bill_to: BillTo, left: float, width: float) -> list[Strip]:
    attention = [words.attention(bill_to.attention)] if bill_to.attention else []
    tax_ids = [words.tax_id(each) for each in bill_to.tax_ids]
    return [
        *paragraph(Label.BILL_TO, left, width, LABEL, LABEL_LEADING + 1),
        *paragraph(bill_to.legal_name, left, width, STRONG, LEADING),
        *paragraphs([*attention, *bill_to.address.lines()], left, width, TEXT, LEADING),
        *paragraphs(tax_ids, left, width, QUIET, LEADING),
    ]


def _contact(bill_to: BillTo, left: float, width: float) -> list[Strip]:
    contact = [line for line in (bill_to.ap_contact.name, bill_to.ap_contact.email) if line]
    groups = [(Label.AP_CONTACT, contact), (Label.COST_CENTRE, [bill_to.cost_centre])]
    strips: list[Strip] = []
    for label, lines in groups:
        if any(lines):
            strips += paragraph(label, left, width, LABEL, LABEL_LEADING + 1)
            strips += [*paragraphs(lines, left, width, TEXT, LEADING), Strip(8)]
    return strips
