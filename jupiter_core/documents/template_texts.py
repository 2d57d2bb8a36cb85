"""What an entity has printed on all its papers: above the lines, and below everything."""

from jupiter_core.documents.links import linked
from jupiter_core.documents.primitives import Strip
from jupiter_core.documents.sheet import LEADING, TEXT, Gap, Sheet
from jupiter_core.documents.wrapping import paragraph
from jupiter_core.domain.invoice import Content

Parts = list[tuple[Gap, list[Strip]]]


def intro(content: Content, sheet: Sheet) -> Parts:
    """Above the lines."""
    return _text(content.seller.template.intro, sheet)


def thanks(content: Content, sheet: Sheet) -> Parts:
    """Below the sums and the bank details."""
    return _text(content.seller.template.thanks, sheet)


def _text(text: str, sheet: Sheet) -> Parts:
    if not text:
        return []
    strips = paragraph(text, sheet.left, sheet.text_width, TEXT, LEADING)
    return [(Gap(9, 18), linked(text, strips))]
