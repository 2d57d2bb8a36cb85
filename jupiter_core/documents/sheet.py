"""The sheet of paper: its size by the seller's country, its margins and its styles."""

from dataclasses import dataclass

from jupiter_core.documents.colours import MUTED
from jupiter_core.documents.primitives import Style
from jupiter_core.domain.country_defaults import uses_letter

LABEL = Style(7.5, ink=MUTED)
TEXT = Style(9)
STRONG = Style(9, bold=True)
QUIET = Style(9, ink=MUTED)
LEADING = 11.5
INSET = 10.0
"""Between the edge of the table or of the sums and their text."""

LABEL_LEADING = 10.5
SMALL = Style(7.5, ink=MUTED)
SMALL_LEADING = 9.5


@dataclass(frozen=True)
class Gap:
    """Between two parts of the page, in points."""

    narrow: float
    wide: float

    def at(self, ease: float) -> float:
        """`ease` is from 0, narrow, to 1, wide."""
        return self.narrow + (self.wide - self.narrow) * ease


@dataclass(frozen=True)
class Sheet:
    """In points. Text stands between `left` and `right`, and ends above `bottom`."""

    width: float
    height: float
    margin: float = 50.0
    first_top: float = 34.0
    next_top: float = 58.0
    foot: float = 52.0

    @property
    def left(self) -> float:
        """Where text starts, in points from the left edge."""
        return self.margin

    @property
    def right(self) -> float:
        """Where text ends, in points from the left edge."""
        return self.width - self.margin

    @property
    def text_width(self) -> float:
        """Between the margins, in points."""
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where text ends, in points from the top edge; below stands the foot."""
        return self.height - self.foot

    @property
    def foot_rule(self) -> float:
        """Where the rule above the foot is, in points from the top edge."""
        return self.bottom + 8.0


A4 = Sheet(595.28, 841.89)
LETTER = Sheet(612.0, 792.0)


def sheet_for(country: str) -> Sheet:
    """The paper in use in a country (ISO 3166-1 alpha-2)."""
    return LETTER if uses_letter(country) else A4
