"""What stands in words beside the sums: why no tax is charged, what credit is left, the memo."""

from collections.abc import Iterator
from math import fsum

from jupiter_core.documents import two_languages, words
from jupiter_core.documents.flow import Turn
from jupiter_core.documents.links import linked
from jupiter_core.documents.mentions import mentions_of
from jupiter_core.documents.primitives import Strip, unread
from jupiter_core.documents.sheet import INSET, LABEL, LABEL_LEADING, LEADING, QUIET, TEXT, Sheet
from jupiter_core.documents.sum_rows import reason_of
from jupiter_core.documents.tags import heading
from jupiter_core.documents.wrapping import paragraph
from jupiter_core.domain.invoice import Content

_SHORT_MEMO = 6
"""A memo of so many rows of text stands beside the sums; a longer one has a place of its own."""


def notes(content: Content, sheet: Sheet, width: float) -> list[Strip]:
    """For the `width` beside the sums; with the memo where it is short."""
    say = two_languages.on(content)
    left = sheet.left + INSET
    strips: list[Strip] = []
    for sentence in _sentences(content, say):
        strips += [*paragraph(sentence, left, width, QUIET, LEADING), Strip(5)]
    if content.memo and _is_short(content, width):
        strips += _memo(content, left, width)
    return strips


def memo(content: Content, sheet: Sheet, beside: float) -> tuple[list[Strip], Turn]:
    """A memo that is too long to stand in the width `beside` the sums, over pages if need be.

    Its label is on each of its pages, and no row of it stands alone on one.
    """
    left, width = sheet.left, sheet.text_width
    label = [strip._replace(keep=True) for strip in _label(content, left, width)]
    repeated = [unread(strip) for strip in label]
    turn = Turn(
        foot=lambda _: [],
        head=lambda _: repeated,
        foot_height=0,
        head_height=fsum(strip.height for strip in label),
    )
    if not content.memo or _is_short(content, beside):
        return [], turn
    rows = linked(content.memo, paragraph(content.memo, left, width, TEXT, LEADING))
    ends = {0, len(rows) - 2}
    return [*label, *(row._replace(keep=at in ends) for at, row in enumerate(rows))], turn


def _sentences(content: Content, say: words.Wording) -> Iterator[str]:
    """What is enough if it is paid early, what paying late costs, why there is no tax at all (else
    each rate has its reason), what a credit note's tax is rounded by, the tax in another currency,
    what credit is left, and what the law has it say."""
    early = say.early_payment(content)
    late = say.late_fee(content)
    yield from filter(None, (early, late))
    if not words.taxed(content):
        categories = dict.fromkeys(line.category for line in content.lines)
        yield from filter(None, map(reason_of(content, say), categories))
    for each in content.tax_rounding:
        yield say.tax_rounding(each, content)
    if other := say.tax_in(content):
        yield other
    if content.credit_balance:
        left = say.spell.amount_with_currency(content.credit_balance)
        yield say.labels.credit_left.format(amount=left)
    yield from (each.text for each in mentions_of(content, say) if each.text not in (early, late))


def _is_short(content: Content, width: float) -> bool:
    return len(paragraph(content.memo, 0, width, TEXT, LEADING)) <= _SHORT_MEMO


def _memo(content: Content, left: float, width: float) -> list[Strip]:
    return [
        *_label(content, left, width),
        *linked(content.memo, paragraph(content.memo, left, width, TEXT, LEADING)),
    ]


def _label(content: Content, left: float, width: float) -> list[Strip]:
    label = two_languages.on(content).labels.memo
    return paragraph(label, left, width, LABEL, LABEL_LEADING + 1, tag=heading(2))
