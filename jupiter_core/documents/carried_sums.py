"""The sums that the table of lines carries over from page to page."""

from math import fsum

from jupiter_core.documents import primitives, words
from jupiter_core.documents.colours import HAIRLINE, MUTED
from jupiter_core.documents.flow import Turn
from jupiter_core.documents.primitives import Rectangle, Strip, Style, stacked, text_ending_at
from jupiter_core.documents.sheet import INSET, LEADING, TEXT, Sheet
from jupiter_core.documents.tags import ARTIFACT
from jupiter_core.domain.money import Money

_CARRIED = Style(8.5, ink=MUTED)
_AROUND_SUM = 4.0
_BASELINE = (LEADING + TEXT.size * 0.72) / 2


def turn_of(heading: Strip, total: Money, say: words.Wording, sheet: Sheet) -> Turn:
    """The sum so far at the foot of a page, and on top of the next one below the heading."""

    def so_far(label: str, last: Strip) -> list[Strip]:
        """Nothing after what is no line of the table."""
        if last.carried is None:
            return []
        return _sum(label, Money.of_minor(last.carried, total.currency), say, sheet)

    def foot(last: Strip) -> list[Strip]:
        return so_far(say.labels.carried, last)

    def head(last: Strip) -> list[Strip]:
        brought = so_far(say.labels.brought, last)
        return [heading, *brought] if brought else []

    height = fsum(strip.height for strip in _sum("", total, say, sheet))
    return Turn(foot, head, foot_height=height, head_height=heading.height + height)


def _sum(label: str, amount: Money, say: words.Wording, sheet: Sheet) -> list[Strip]:
    """Not read, since it is no line."""
    name = primitives.text_at(sheet.left + INSET, _BASELINE, label, _CARRIED, ARTIFACT)
    said = say.spell.amount(amount)
    figure = text_ending_at(sheet.right - INSET, _BASELINE, said, _CARRIED, ARTIFACT)
    rule = Rectangle(sheet.left, LEADING + _AROUND_SUM, sheet.text_width, 0.5, HAIRLINE)
    row = Strip(LEADING, (name, figure, rule))
    return [stacked([row], above=_AROUND_SUM, below=_AROUND_SUM)]
