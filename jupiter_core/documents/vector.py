"""SVG logos: shapes and nothing else, checked before one is kept.

Gradients are refused too: fpdf2 shifts them where a drawing stands anywhere but at the corner.
"""

import re
from collections.abc import Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from fpdf.svg import SVGObject

from jupiter_core.domain.refusals import Refusal

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = re.compile(
    "svg|g|defs|title|desc|path|rect|circle|ellipse|line|polyline|polygon|use|clipPath"
)
_WORDS = re.compile(
    rb"""<!--.*?--> | <!\[CDATA\[.*?\]\]>
    | <(?P<tag> (?:[\w.-]+:)? (?:title|desc) ) (?=[\s/>])
      (?: "[^"]*" | '[^']*' | [^>"'] )*? (?: /> | > .*? </(?P=tag)\s*> )""",
    re.DOTALL | re.VERBOSE,
)
"""Elements that say something, and what may look like one and is none."""
_XLINK_HREF = "http://www.w3.org/1999/xlink href"


class NotALogo(Refusal):
    """`reason` is a half-sentence: `the PNG cannot be read`."""

    template = "This cannot be the logo: {reason}. Send a PNG, JPEG, WebP or SVG."
    reason: str


class UnsafeLogo(Refusal):
    """An SVG that would do or fetch something, or that would look different elsewhere."""

    template = "This SVG has {found}, which a logo cannot have. Keep shapes only."
    found: str


def checked(content: bytes) -> None:
    """Raises UnsafeLogo or NotALogo. Text is to be turned into outlines by who draws the logo."""
    parser = ParserCreate(namespace_separator=" ")
    # Before an entity can be declared: a few lines of them unfold to gigabytes.
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = _element
    try:
        parser.Parse(content, True)
    except ExpatError:
        raise NotALogo("the SVG is not well-formed") from None
    proportion(content)


def proportion(content: bytes) -> float:
    """Width by height of its view box, else of its size. Raises NotALogo."""
    drawing = drawn(content)
    box = drawing.viewbox
    sides = (box[2], box[3]) if box else (drawing.width, drawing.height)
    try:
        width, height = (float(side or 0) for side in sides)
    except (TypeError, ValueError):
        width = height = 0
    if width <= 0 or height <= 0 or not 1 / 40 < width / height < 40:
        raise NotALogo("the SVG says no usable width and height")
    return width / height


def drawn(content: bytes) -> SVGObject:
    """As fpdf2 understands it. Raises NotALogo."""
    try:
        return SVGObject(shapes_of(content))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, NotImplementedError):
        raise NotALogo("the SVG has something that the paper cannot draw") from None


def shapes_of(content: bytes) -> bytes:
    """The drawing without its titles and descriptions, of which fpdf2 warns as of unknown shapes.

    `content` is one that passed `checked`; nothing else of it changes.
    """
    return _WORDS.sub(lambda found: b"" if found["tag"] else found[0], content)


def _no_doctype(*_: object) -> None:
    raise UnsafeLogo("a document type with entities")


def _element(name: str, attributes: Mapping[str, str]) -> None:
    space, _, tag = name.rpartition(" ")
    if space in ("", _SVG) and not _SHAPES.fullmatch(tag):
        raise UnsafeLogo(f"<{tag}>")
    for attribute, text in attributes.items():
        _attribute(attribute.lower(), text.lower())


def _attribute(name: str, text: str) -> None:
    if name.startswith("on"):
        raise UnsafeLogo(f"{name}=")
    if name in ("href", _XLINK_HREF) and not text.strip().startswith("#"):
        raise UnsafeLogo("a link to something outside")
    inner = text.replace(" ", "").replace("url(#", "").replace("url('#", "").replace('url("#', "")
    if "url(" in inner or "javascript:" in inner or "@import" in inner:
        raise UnsafeLogo("a link to something outside")
