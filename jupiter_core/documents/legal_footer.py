"""What the law of a company's country wants at the foot of its letters, on every page."""

from collections.abc import Iterator
from dataclasses import replace
from math import fsum

from jupiter_core.documents import words
from jupiter_core.documents.primitives import Primitive, Strip, stacked, unread
from jupiter_core.documents.sheet import SMALL, SMALL_LEADING, Sheet
from jupiter_core.documents.wrapping import paragraphs
from jupiter_core.domain.party import Seller

_BELOW_RULE = 3.0


def with_room(sheet: Sheet, seller: Seller, say: words.Wording) -> Sheet:
    """`sheet`, whose foot is as high as the footer needs."""
    strips = _strips(seller, say, sheet)
    height = fsum(strip.height for strip in strips) + _BELOW_RULE
    return replace(sheet, foot=sheet.foot + height) if strips else sheet


def placed(seller: Seller, say: words.Wording, sheet: Sheet, *, is_read: bool) -> list[Primitive]:
    """Below the rule of a `sheet` that has room for it."""
    strip = stacked(_strips(seller, say, sheet), above=sheet.foot_rule + _BELOW_RULE)
    return list((strip if is_read else unread(strip)).primitives)


def _strips(seller: Seller, say: words.Wording, sheet: Sheet) -> list[Strip]:
    """The entries one after the other, then the free text."""
    entries = "\u00a0· ".join(_entries(seller, say))
    texts = [text for text in (entries, seller.legal_footer.notice) if text]
    return paragraphs(texts, sheet.left, sheet.text_width, SMALL, SMALL_LEADING)


def _entries(seller: Seller, say: words.Wording) -> Iterator[str]:
    labels, said = say.labels, seller.legal_footer
    for label, text in (
        (labels.registered_office, said.office),
        (labels.company_register, said.registration),
        (labels.directors, said.directors),
        (labels.share_capital, said.capital),
    ):
        if text:
            yield f"{label}: {text}"
