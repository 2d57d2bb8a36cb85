"""What a page is made of: text, rectangles, codes and pictures, at points from its top left.

Each has the tag of the element that it belongs to. A `Strip` is a piece of a page whose primitives
are placed from its own top; `flow` puts strips on pages.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from jupiter_core.documents.bilingual import in_lines
from jupiter_core.documents.colours import INK
from jupiter_core.documents.tags import ARTIFACT, Tag
from jupiter_core.documents.typeface import printable, typeface


class Style(NamedTuple):
    """Size in points; `ink` as `#rrggbb`."""

    size: float
    bold: bool = False
    ink: str = INK

    def width(self, text: str) -> float:
        """In points; every character must be in the fonts."""
        return typeface(self.bold).width(text, self.size)

    def measure(self) -> Callable[[str], float]:
        """As `width`, for many texts, in the fonts in use now."""
        return partial(typeface(self.bold).width, size=self.size)


class TextLine(NamedTuple):
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    style: Style
    tag: Tag = ARTIFACT


text_line: Callable[[tuple[float, float, str, Style, Tag]], TextLine]
text_line = partial(tuple.__new__, TextLine)
"""The same of a tuple, in a third of the time: of text there are hundreds of pieces."""


class Rectangle(NamedTuple):
    """A filled rectangle; a rule is a flat one."""

    x: float
    y: float
    width: float
    height: float
    ink: str
    tag: Tag = ARTIFACT


_rectangle: Callable[[tuple[float, float, float, float, str, Tag]], Rectangle]
_rectangle = partial(tuple.__new__, Rectangle)


class RotatedText(NamedTuple):
    """Text centred on a point and turned by `degrees`, counter-clockwise."""

    x: float
    y: float
    text: str
    style: Style
    degrees: float
    tag: Tag = ARTIFACT


class LogoImage(NamedTuple):
    """The seller's logo, a `data:` URL, in the rectangle whose top left is given."""

    x: float
    y: float
    width: float
    height: float
    logo: str
    tag: Tag


class QrCode(NamedTuple):
    """A code of black squares, `side` long each way; `rows` from the top, "1" for black."""

    x: float
    y: float
    side: float
    rows: tuple[str, ...]
    tag: Tag


Primitive = TextLine | Rectangle | RotatedText | LogoImage | QrCode
SMALLEST = 7.0
"""Points; what is to be read off the paper is never smaller."""
ROUNDING = 0.01
"""Points by which what was made to fit may seem too wide."""
_HALF_A_PAGE = 320.0


class Strip(NamedTuple):
    """A piece of a page, from edge to edge.

    `keep` asks not to be parted from the next strip; `carried` is the running sum after it in minor
    units, for strips of the table of lines.
    """

    height: float
    primitives: tuple[Primitive, ...] = ()
    keep: bool = False
    carried: int | None = None


strip_of: Callable[[tuple[float, tuple[Primitive, ...], bool, int | None]], Strip]
strip_of = partial(tuple.__new__, Strip)
"""As `text_line`: of a tuple."""


def text_at(x: float, y: float, text: str, style: Style, tag: Tag | None = None) -> TextLine:
    """Text that starts at `x`, a paragraph where `tag` is not given. Raises Unprintable."""
    return TextLine(x, y, printable(text), style, tag or Tag())


def text_ending_at(
    right: float, y: float, text: str, style: Style, tag: Tag | None = None
) -> TextLine:
    """Text that ends at `right`, a paragraph where `tag` is not given. Raises Unprintable."""
    text = printable(text)
    return TextLine(right - style.width(text), y, text, style, tag or Tag())


def width_in_lines(text: str, style: Style) -> float:
    """How wide it is with each of its two languages in a line of its own. Raises Unprintable."""
    text = in_lines(printable(text))
    return max(map(style.width, text.split("\n"))) if "\n" in text else style.width(text)


def fitted(text: str, width: float, style: Style) -> Style:
    """`style`, made smaller where `text` would be wider than `width`."""
    natural = style.width(printable(text))
    fits = natural <= width + ROUNDING
    return style if fits else style._replace(size=style.size * width / natural)


def fitted_whole(text: str, width: float, style: Style) -> Style | None:
    """As `fitted`, but None where that would be smaller than anybody reads on paper.

    A reference that is cut is found by no search: what does not fit goes where there is room.
    """
    fit = fitted(text, width, style)
    return fit if fit.size >= min(SMALLEST, style.size) - ROUNDING else None


def moved(primitive: Primitive, down: float) -> Primitive:
    """The same, `down` points lower."""
    return all_moved((primitive,), down)[0]


def all_moved(primitives: Iterable[Primitive], down: float) -> list[Primitive]:
    """The same, `down` points lower."""
    # The two that come by the hundreds are made anew: `_replace` takes ten times as long.
    lower: list[Primitive] = []
    for each in primitives:
        if isinstance(each, TextLine):
            x, y, text, style, tag = each
            lower.append(text_line((x, y + down, text, style, tag)))
        elif isinstance(each, Rectangle):
            left, top, width, height, ink, tag = each
            lower.append(_rectangle((left, top + down, width, height, ink, tag)))
        else:
            lower.append(each._replace(y=each.y + down))
    return lower


def unread(strip: Strip) -> Strip:
    """The same to look at; not read, since it was read before."""
    return strip._replace(
        primitives=tuple(each._replace(tag=ARTIFACT) for each in strip.primitives)
    )


def stacked(strips: Sequence[Strip], *, above: float = 0, below: float = 0) -> Strip:
    """One strip of several, one under the other, with space around."""
    primitives: list[Primitive] = []
    top = above
    for strip in strips:
        within = strip.primitives
        primitives += all_moved(within, top) if top and within else within
        top += strip.height
    return Strip(top + below, tuple(primitives))


def beside(*columns: Strip) -> Strip:
    """One strip of several, side by side, read one after the other."""
    primitives = tuple(primitive for column in columns for primitive in column.primitives)
    return Strip(max(column.height for column in columns), primitives)


def side_by_side(left: Sequence[Strip], right: Sequence[Strip]) -> list[Strip]:
    """Two columns as one strip; one after the other where either is as high as half a page."""
    columns = stacked(left), stacked(right)
    if max(column.height for column in columns) < _HALF_A_PAGE:
        return [beside(*columns)]
    return [*left, *right]


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """The same strips, none parted from the next of them."""
    return [*(strip._replace(keep=True) for strip in strips[:-1]), *strips[-1:]]
