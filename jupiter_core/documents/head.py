"""The head of the first page: who sends the document, and which one it is."""

from jupiter_core.documents import logo, two_languages, words
from jupiter_core.documents.colours import SETTLED, WHITE, readable
from jupiter_core.documents.parties import address_lines, tax_references
from jupiter_core.documents.primitives import (
    LogoImage,
    Rectangle,
    Strip,
    Style,
    fitted,
    side_by_side,
    text_ending_at,
)
from jupiter_core.documents.references import below, in_lines
from jupiter_core.documents.sheet import LEADING, QUIET, STRONG, Sheet
from jupiter_core.documents.standing import standing_of
from jupiter_core.documents.tags import Tag, figure, heading
from jupiter_core.documents.typeface import printable
from jupiter_core.documents.wrapping import paragraph, paragraphs
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.paper_template import LogoPlace
from jupiter_core.domain.party import Seller
from jupiter_core.domain.version import Version

_TITLE = Style(22, bold=True)
_NAME = Style(13, bold=True)
_NUMBER = Style(11.5, bold=True)
_STAMP = Style(10, bold=True, ink=WHITE)
_STAMP_HEIGHT = 16.0
_STAMP_INSET = 8.0
_GUTTER = 20.0
_LOGO_WIDTH = 170.0
_LOGO_HEIGHT = 40.0


def head(version: Version, invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """The seller on the left, the document's name on the right."""
    half = (sheet.text_width - _GUTTER) / 2
    seller, say = invoice.content.seller, two_languages.on(invoice.content)
    tax_ids = in_lines(tax_references(seller, say), sheet.left, half)
    place, picture = seller.template.logo_place, _logo(seller, say, sheet)
    on_left = picture if place is LogoPlace.LEFT else []
    on_right = picture if place is LogoPlace.RIGHT else []
    columns = side_by_side(
        [*on_left, *_seller(seller, say, sheet.left, half), *tax_ids.strips],
        [*on_right, *_title(version, invoice, sheet.right - half, half)],
    )
    above = picture if place is LogoPlace.CENTRE else []
    return [*above, *columns, *below(tax_ids.too_long, sheet.left, sheet.text_width)]


def _logo(seller: Seller, say: words.Wording, sheet: Sheet) -> list[Strip]:
    """As large as its box allows, in its own proportion."""
    if not seller.logo:
        return []
    proportion = logo.proportion_of(seller.logo)
    width = min(_LOGO_WIDTH, _LOGO_HEIGHT * proportion)
    height = width / proportion
    tag = figure(words.of(say.language).labels.logo_of.format(name=seller.legal_name))
    left = {
        LogoPlace.LEFT: sheet.left,
        LogoPlace.CENTRE: (sheet.width - width) / 2,
        LogoPlace.RIGHT: sheet.right - width,
    }[seller.template.logo_place]
    return [Strip(height + 5, (LogoImage(left, 0, width, height, seller.logo, tag),))]


def _seller(seller: Seller, say: words.Wording, left: float, width: float) -> list[Strip]:
    name = _NAME._replace(ink=readable(seller.colour))
    return [
        Strip(3),
        *paragraph(seller.legal_name, left, width, name, 16),
        Strip(2),
        *paragraphs(address_lines(seller.address, say), left, width, QUIET, LEADING),
    ]


def _title(version: Version, invoice: Invoice, left: float, width: float) -> list[Strip]:
    say = two_languages.on(invoice.content)

    def ending(text: str, style: Style, leading: float, tag: Tag | None = None) -> list[Strip]:
        return paragraph(text, left, width, style, leading, from_right=True, tag=tag)

    number = _NUMBER._replace(ink=readable(invoice.content.seller.colour))
    name = say.title(invoice)
    strips = [*ending(name, fitted(name, width, _TITLE), 24, heading(1)), Strip(2)]
    strips += ending(_number(invoice, say), number, 15)
    if invoice.content.corrects:
        about = say.labels.for_invoice.format(number=invoice.content.corrects)
        strips += ending(about, QUIET, LEADING)
    elif invoice.content.replaces:
        about = say.labels.replaces.format(number=invoice.content.replaces)
        strips += ending(about, QUIET, LEADING)
    if invoice.revision > 1:
        strips += ending(say.revision(version, invoice), STRONG, LEADING)
        strips += ending(version.note, QUIET, LEADING) if version.note else []
    standing = standing_of(invoice)
    if standing.is_settled:
        strips += [Strip(4), _stamp(say.stamp(standing), left + width)]
    warning = _do_not_pay(invoice, say)
    if invoice.is_carried_over:
        origin = say.labels.not_an_invoice.format(number=invoice.number)
        strips += ending(origin, QUIET, LEADING)
    return [*strips, *(ending(warning, QUIET, LEADING) if warning else [])]


def _stamp(text: str, right: float) -> Strip:
    """Seen at once, also on a copy in black and white."""
    width = _STAMP.width(printable(text)) + 2 * _STAMP_INSET
    box = Rectangle(right - width, 0, width, _STAMP_HEIGHT, SETTLED)
    baseline = (_STAMP_HEIGHT + _STAMP.size * 0.72) / 2
    name = text_ending_at(right - _STAMP_INSET, baseline, text, _STAMP)
    return Strip(_STAMP_HEIGHT, (box, name))


def _do_not_pay(invoice: Invoice, say: words.Wording) -> str:
    """The sentence of a document that asks for no money, else an empty string."""
    if invoice.state is State.VOID:
        return say.labels.do_not_pay_void
    return "" if invoice.number else say.labels.do_not_pay_draft


def _number(invoice: Invoice, say: words.Wording) -> str:
    if invoice.number:
        return invoice.number
    return say.labels.void if invoice.state is State.VOID else say.labels.draft
