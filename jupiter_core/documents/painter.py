"""Primitives into the operators of a page (ISO 32000-1, 8 and 9), as the fast way writes them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import cos, radians, sin

from jupiter_core.documents.bilingual import END, pieces
from jupiter_core.documents.colours import BLACK, rgb
from jupiter_core.documents.fast_fonts import encoded
from jupiter_core.documents.primitives import (
    LogoImage,
    Primitive,
    QrCode,
    Rectangle,
    RotatedText,
    Style,
    TextLine,
)
from jupiter_core.documents.qr import runs_in
from jupiter_core.documents.structure import Structure
from jupiter_core.documents.tags import Tag
from jupiter_core.documents.vector_form import Form, form_of

_SHOWN_LATELY = 8_192
"""Texts, of a line at most: labels and descriptions come again from paper to paper."""
LogoSize = tuple[str, float, float]
"""A logo in a size, in points."""


class Painter:
    """Paints one page; says again only what changes. `logos` has the name of each logo, and `links`
    the texts that lead somewhere."""

    def __init__(self, height: float, logos: Mapping[LogoSize, str], structure: Structure) -> None:
        self._height = height
        self._structure = structure
        self._logos = logos
        self.links: list[TextLine] = []
        self._ink = ""
        self._font: tuple[bool, float] | None = None

    def painted(self, page: Iterable[Primitive]) -> bytes:
        """What draws `page`, whose pieces are told to the structure."""
        said: list[str] = []
        last: Tag | None = None
        style: Style | None = None
        baseline, foot, lefts = -1.0, "", dict[float, str]()
        height, begun = self._height, self._structure.begun
        for primitive in page:
            tag = primitive.tag
            if tag is not last:
                said.append(f"EMC\n{begun(primitive)}" if last else begun(primitive))
                last = tag
            # Text comes by the hundreds: a `match` takes twice as long.
            if isinstance(primitive, TextLine):
                x, y, text, its_style, _ = primitive
                if tag.link:
                    self.links.append(primitive)
                set_up = "BT " if its_style is style else self._set_up(its_style)
                # Cells share a baseline, and the first of each row its left edge.
                if y != baseline:
                    baseline, foot = y, f"{height - y:.2f}"
                left = lefts.get(x)
                if left is None:
                    left = lefts[x] = f"{x:.2f}"
                said.append(f"{set_up}{left} {foot} Td {_shown(text)} ET")
                style = its_style
            else:
                said.append(self._operators(primitive))
                style = None
        if last:
            said.append("EMC")
        return "\n".join(said).encode("ascii")

    def _operators(self, primitive: Rectangle | RotatedText | QrCode | LogoImage) -> str:
        match primitive:
            # PDF counts from the foot of the page, primitives from its head.
            case Rectangle(x, y, width, height, ink):
                return f"{self._inked(ink)}{self._rectangle(x, y, width, height)} f"
            case RotatedText():
                return self._slanted(primitive)
            case QrCode(x, y, side, rows):
                unit, foot = side / len(rows), self._height - y - side
                place = f"{unit:.5f} 0 0 {unit:.5f} {x:.2f} {foot:.2f} cm"
                return f"{self._inked(BLACK)}q {place} {_squares(rows)} f Q"
            case LogoImage(x, y, width, height):
                foot = self._height - y - height
                # The room of a picture is a square of one point; a form has its own size.
                wide, high = (1, 1) if form_in(primitive) else (width, height)
                place = f"{wide:.2f} 0 0 {high:.2f} {x:.2f} {foot:.2f} cm"
                return f"q {place} /{self._logos[size_of(primitive)]} Do Q"

    def _slanted(self, primitive: RotatedText) -> str:
        style, turn = primitive.style, radians(primitive.degrees)
        right, up = cos(turn), sin(turn)
        back, down = style.width(primitive.text) / 2, style.size * 0.36
        x = primitive.x - back * right + down * up
        y = self._height - primitive.y - back * up - down * right
        place = f"{right:.5f} {up:.5f} {-up:.5f} {right:.5f} {x:.2f} {y:.2f} Tm"
        return f"{self._set_up(style)}{place} {_shown(primitive.text)} ET"

    def _rectangle(self, x: float, y: float, width: float, height: float) -> str:
        return f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re"

    def _set_up(self, style: Style) -> str:
        """The beginning of a text, with what is another than in the last one."""
        inked = self._inked(style.ink)
        if (style.bold, style.size) == self._font:
            return f"{inked}BT "
        self._font = (style.bold, style.size)
        return f"{inked}BT /F{style.bold:d} {style.size:.2f} Tf "

    def _inked(self, ink: str) -> str:
        if ink == self._ink:
            return ""
        self._ink = ink
        return _rg(ink)


def _squares(rows: Sequence[str]) -> str:
    """A box for each run, where a module is one long and the first row the uppermost."""
    last = len(rows) - 1
    return " ".join(
        f"{at} {last - down} {end - at} 1 re"
        for down, row in enumerate(rows)
        for at, end in runs_in(row)
    )


def size_of(mark: LogoImage) -> LogoSize:
    """By which the same logo is drawn once."""
    return mark.logo, mark.width, mark.height


def form_in(mark: LogoImage) -> Form | None:
    """As `vector_form.form_of`."""
    return form_of(*size_of(mark))


@lru_cache(_SHOWN_LATELY)
def _shown(text: str) -> str:
    return _parted(text) if END in text else f"<{encoded(text)}> Tj"


def _parted(text: str) -> str:
    """In two languages, each told."""
    return " ".join(
        f"/Span <</Lang ({language})>> BDC <{encoded(piece)}> Tj EMC"
        if language
        else f"<{encoded(piece)}> Tj"
        for piece, language in pieces(text)
    )


@lru_cache(1_000)  # anyone may name a colour
def _rg(ink: str) -> str:
    red, green, blue = (f"{part / 255:.4f}" for part in rgb(ink))
    return f"{red} {green} {blue} rg "
