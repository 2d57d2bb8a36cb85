"""What a page is made of: words, boxes and words across the page, at points from its top left.

A `Strip` is a piece of a page with its marks placed from its own top; `flow` puts strips on pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from jupiter_core.documents.colours import INK
from jupiter_core.documents.typeface import printable, typeface
from jupiter_core.domain.money import Money


@dataclass(frozen=True, slots=True)
class Style:
    """Size in points; `ink` as `#rrggbb`."""

    size: float
    bold: bool = False
    ink: str = INK

    def width(self, text: str) -> float:
        return typeface(self.bold).width(text, self.size)


class Words(NamedTuple):
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    style: Style


class Box(NamedTuple):
    """A filled rectangle; a rule is a flat one."""

    x: float
    y: float
    width: float
    height: float
    ink: str


class Slanted(NamedTuple):
    """Words centred on a point and turned by `degrees`, counter-clockwise."""

    x: float
    y: float
    text: str
    style: Style
    degrees: float


class Picture(NamedTuple):
    """The seller's logo, a `data:` URL, in the rectangle whose top left is given."""

    x: float
    y: float
    width: float
    height: float
    logo: str


class Squares(NamedTuple):
    """A code of black squares, `side` long each way; `rows` from the top, "1" for black."""

    x: float
    y: float
    side: float
    rows: tuple[str, ...]


Mark = Words | Box | Slanted | Picture | Squares
_HALF_A_PAGE = 320.0


class Strip(NamedTuple):
    """A piece of a page, from edge to edge.

    `keep` asks not to be parted from the next strip; `carried` is the running sum after it, for
    strips of the table of lines.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    carried: Money | None = None


def words(x: float, y: float, text: str, style: Style) -> Words:
    """Text that starts at `x`. Raises Unprintable."""
    return Words(x, y, printable(text), style)


def words_ending(right: float, y: float, text: str, style: Style) -> Words:
    """Text that ends at `right`. Raises Unprintable."""
    text = printable(text)
    return Words(right - style.width(text), y, text, style)


def fitted(text: str, width: float, style: Style) -> Style:
    """`style`, made smaller where `text` would be wider than `width`."""
    natural = style.width(printable(text))
    return style if natural <= width else replace(style, size=style.size * width / natural)


def moved(mark: Mark, down: float) -> Mark:
    return mark._replace(y=mark.y + down)


def stacked(strips: Sequence[Strip], *, above: float = 0, below: float = 0) -> Strip:
    """One strip of several, one under the other, with space around."""
    marks: list[Mark] = []
    top = above
    for strip in strips:
        marks.extend(moved(mark, top) for mark in strip.marks)
        top += strip.height
    return Strip(top + below, tuple(marks))


def beside(*columns: Strip) -> Strip:
    """One strip of several, side by side, read one after the other."""
    marks = tuple(mark for column in columns for mark in column.marks)
    return Strip(max(column.height for column in columns), marks)


def side_by_side(left: Sequence[Strip], right: Sequence[Strip]) -> list[Strip]:
    """Two columns as one strip; one after the other where either is as high as half a page."""
    columns = stacked(left), stacked(right)
    if max(column.height for column in columns) < _HALF_A_PAGE:
        return [beside(*columns)]
    return [*left, *right]


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """The same strips, none parted from the next of them."""
    return [*(strip._replace(keep=True) for strip in strips[:-1]), *strips[-1:]]
