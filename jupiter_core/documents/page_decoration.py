"""What every page has: its band, the short head of later pages, the foot, the watermark."""

from dataclasses import replace

from jupiter_core.documents import legal_footer, words
from jupiter_core.documents.colours import HAIRLINE, MUTED, WATERMARK, area
from jupiter_core.documents.primitives import (
    Primitive,
    Rectangle,
    RotatedText,
    Style,
    fitted,
    text_at,
    text_ending_at,
)
from jupiter_core.documents.sheet import SMALL, Sheet
from jupiter_core.documents.tags import ARTIFACT, Tag
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice, State

_SHORT_HEAD = Style(8.5, ink=MUTED)
_STAMP = Style(130, bold=True, ink=WATERMARK)
_STAMP_WIDTH = 560.0


def decorated(
    pages: list[list[Primitive]], invoice: Invoice, sheet: Sheet, *, raised: float = 0
) -> list[list[Primitive]]:
    """The same pages, each with what belongs behind, above and below its text. The foot of the last
    one is `raised` by what stands below it."""
    count = len(pages)
    last = replace(sheet, height=sheet.height - raised)
    return [
        [
            *_watermark(invoice, sheet),
            *_top(invoice, sheet, number),
            *page,
            *_foot(invoice, last if number == count else sheet, number, count),
        ]
        for number, page in enumerate(pages, start=1)
    ]


def _watermark(invoice: Invoice, sheet: Sheet) -> list[Primitive]:
    labels = words.of(invoice.content.language).labels
    if invoice.state is State.VOID:
        stamp = labels.void
    elif invoice.state in BEFORE_ISSUE:
        stamp = labels.draft
    else:
        return []
    style = fitted(stamp, _STAMP_WIDTH, _STAMP)
    return [RotatedText(sheet.width / 2, sheet.height / 2, stamp, style, 45)]


def _top(invoice: Invoice, sheet: Sheet, number: int) -> list[Primitive]:
    seller = invoice.content.seller
    band = Rectangle(0, 0, sheet.width, 5 if number == 1 else 2.5, area(seller.colour))
    if number == 1:
        return [band]
    say = words.of(invoice.content.language)
    name = say.name_of(invoice)
    if invoice.revision > 1:
        name = f"{name} · {say.short_revision(invoice)}"
    right = text_ending_at(sheet.right, 38, name, _SHORT_HEAD._replace(bold=True), ARTIFACT)
    style = fitted(seller.legal_name, right.x - sheet.left - 20, _SHORT_HEAD)
    rule = Rectangle(sheet.left, 46, sheet.text_width, 0.5, HAIRLINE)
    sender = text_at(sheet.left, 38, seller.legal_name, style, ARTIFACT)
    return [band, sender, right, rule]


def _foot(invoice: Invoice, sheet: Sheet, number: int, count: int) -> list[Primitive]:
    """Whom to ask is read once, after all else; the rest is not."""
    seller, say = invoice.content.seller, words.of(invoice.content.language)
    y = sheet.height - 30
    page = text_ending_at(sheet.right, y, say.page_of(number, count), SMALL, ARTIFACT)
    made = say.labels.made_with if invoice.content.made_with else ""
    contact = " · ".join(part for part in (seller.email, seller.phone) if part)
    room = page.x - sheet.left - SMALL.width(made) - 60
    primitives: list[Primitive] = [
        Rectangle(sheet.left, sheet.foot_rule, sheet.text_width, 0.5, HAIRLINE),
        *legal_footer.placed(seller, say, sheet, is_read=number == count),
    ]
    if contact:
        tag = Tag() if number == count else ARTIFACT
        primitives.append(text_at(sheet.left, y, contact, fitted(contact, room, SMALL), tag))
    if made:
        middle = (sheet.left + room + 30) if contact else sheet.left
        primitives.append(text_at(middle, y, made, SMALL, ARTIFACT))
    return [*primitives, page]
