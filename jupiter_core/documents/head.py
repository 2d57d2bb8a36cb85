"""The head of the first page: who sends the document, which one it is, and its facts."""

from collections.abc import Iterator
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from jupiter_core.documents import logo, words
from jupiter_core.documents.colours import HAIRLINE, MUTED, readable
from jupiter_core.documents.parties import address_lines
from jupiter_core.documents.primitives import (
    LogoImage,
    Rectangle,
    Strip,
    Style,
    beside,
    fitted,
    side_by_side,
    stacked,
)
from jupiter_core.documents.sheet import LABEL, LABEL_LEADING, LEADING, QUIET, STRONG, Sheet
from jupiter_core.documents.sums import due_of, is_nil, sums_of
from jupiter_core.documents.wrapping import paragraph, paragraphs
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import Seller
from jupiter_core.domain.version import Version

_TITLE = Style(23, bold=True)
_NAME = Style(13, bold=True)
_NUMBER = Style(11.5, bold=True)
_VALUE = Style(10)
_GUTTER = 20.0
_LOGO_WIDTH = 170.0
_LOGO_HEIGHT = 46.0


def head(version: Version, invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """The seller on the left, the document's name on the right."""
    half = (sheet.text_width - _GUTTER) / 2
    say = words.of(invoice.content.language)
    return side_by_side(
        [*_logo(invoice.content.seller, sheet), *_seller(invoice, say, sheet.left, half)],
        _title(version, invoice, sheet.right - half, half),
    )


def _logo(seller: Seller, sheet: Sheet) -> list[Strip]:
    """As large as its box allows, in its own proportion."""
    if not seller.logo:
        return []
    proportion = logo.proportion_of(seller.logo)
    width = min(_LOGO_WIDTH, _LOGO_HEIGHT * proportion)
    height = width / proportion
    return [Strip(height + 8, (LogoImage(sheet.left, 0, width, height, seller.logo),))]


def _seller(invoice: Invoice, say: words.Wording, left: float, width: float) -> list[Strip]:
    seller = invoice.content.seller
    name = replace(_NAME, ink=readable(seller.colour))
    lines = [*address_lines(seller.address, say), *map(say.tax_id, seller.tax_ids)]
    return [
        Strip(4),
        *paragraph(seller.legal_name, left, width, name, 17),
        Strip(3),
        *paragraphs(lines, left, width, QUIET, LEADING),
    ]


def _title(version: Version, invoice: Invoice, left: float, width: float) -> list[Strip]:
    say = words.of(invoice.content.language)

    def ending(text: str, style: Style, leading: float) -> list[Strip]:
        return paragraph(text, left, width, style, leading, from_right=True)

    number = replace(_NUMBER, ink=readable(invoice.content.seller.colour))
    name = say.title(invoice)
    strips = [*ending(name, fitted(name, width, _TITLE), 25), Strip(4)]
    strips += ending(_number(invoice, say), number, 16)
    if invoice.content.corrects:
        about = say.labels.for_invoice.format(number=invoice.content.corrects)
        strips += ending(about, QUIET, LEADING)
    if invoice.revision > 1:
        strips += ending(say.revision(version, invoice), STRONG, LEADING)
        strips += ending(version.note, QUIET, LEADING) if version.note else []
    warning = _do_not_pay(invoice, say)
    return [*strips, *(ending(warning, QUIET, LEADING) if warning else [])]


def _do_not_pay(invoice: Invoice, say: words.Wording) -> str:
    """The sentence of a document that asks for no money, else an empty string."""
    if invoice.state is State.VOID:
        return say.labels.do_not_pay_void
    return "" if invoice.number else say.labels.do_not_pay_draft


def _number(invoice: Invoice, say: words.Wording) -> str:
    if invoice.number:
        return invoice.number
    return say.labels.void if invoice.state is State.VOID else say.labels.draft


class HeaderFact(NamedTuple):
    """A cell of the row of facts; `share` of its width. A `whole` value is never wrapped."""

    label: str
    value: str
    share: float
    style: Style = _VALUE
    whole: bool = False


def facts(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """Dates, terms, PO and the amount, in one row between two hairlines."""
    cells = list(_facts(invoice))
    shares = fsum(cell.share for cell in cells)
    columns, left = [], sheet.left
    for cell in cells:
        width = sheet.text_width * cell.share / shares
        columns.append(_fact(cell, left, width - 10))
        left += width
    rule = Rectangle(sheet.left, 0, sheet.text_width, 0.6, HAIRLINE)
    return [Strip(1, (rule,)), stacked([beside(*columns)], above=9, below=9), Strip(1, (rule,))]


def _facts(invoice: Invoice) -> Iterator[HeaderFact]:
    content = invoice.content
    say = words.of(content.language)
    labels, spell = say.labels, say.spell
    yield HeaderFact(labels.issue_date, spell.day(content.issue_date), 1.0, whole=True)
    if content.corrects:
        yield HeaderFact(labels.corrected, content.corrects, 1.35)
    elif not is_nil(content):
        yield HeaderFact(labels.due_date, spell.day(content.due_date), 1.0, whole=True)
        yield HeaderFact(labels.terms, say.terms(content.net_terms), 1.1)
    if content.po_number:
        yield HeaderFact(labels.po_number, content.po_number, 1.35)
    elif content.bill_to.po_required and not (content.corrects or is_nil(content)):
        yield HeaderFact(labels.po_number, labels.po_pending, 1.35, replace(_VALUE, ink=MUTED))
    style = replace(_VALUE, bold=True, ink=readable(content.seller.colour))
    settled = content.corrects or invoice.state is State.VOID
    shown = sums_of(content).total if settled else due_of(invoice)
    amount = spell.amount_with_currency(shown)
    yield HeaderFact(_amount_label(invoice, say), amount, 1.55, style, whole=True)


def _amount_label(invoice: Invoice, say: words.Wording) -> str:
    if invoice.content.corrects:
        return say.labels.amount_credited
    unasked = invoice.state is State.VOID or is_nil(invoice.content)
    return say.labels.total if unasked else say.labels.amount_due


def _fact(fact: HeaderFact, left: float, width: float) -> Strip:
    style = fitted(fact.value, width, fact.style) if fact.whole else fact.style
    label = paragraph(fact.label, left, width, LABEL, LABEL_LEADING)
    return stacked([*label, *paragraph(fact.value, left, width, style, 14)])
