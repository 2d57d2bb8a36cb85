"""Logos to print."""

from functools import cache
from io import BytesIO
from random import Random

from PIL import Image

from jupiter_core.documents.logo import logo_of
from jupiter_core.documents.logo_picture import PNG, SVG

SHAPES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    '<circle cx="5" cy="5" r="5" fill="#c82828"/>{more}</svg>'
)


def a_png(mode: str = "RGBA") -> bytes:
    """40 × 10: clear at its edges, red in its middle."""
    picture = Image.new("RGBA", (40, 10), (0, 0, 0, 0))
    picture.paste((200, 40, 40, 255), (10, 2, 30, 8))
    kept = BytesIO()
    picture.convert(mode).save(kept, "PNG")
    return kept.getvalue()


def an_svg(more: str = "") -> bytes:
    return SHAPES.format(more=more).encode()


def a_png_logo() -> str:
    return logo_of(a_png(), PNG)


def an_svg_logo() -> str:
    return logo_of(an_svg(), SVG)


@cache
def a_photograph(width: int, height: int, kind: str) -> bytes:
    """Of many colours that run into one another, the same each time."""
    spots = (width // 10, height // 10)
    colours = Random(7).randbytes(3 * spots[0] * spots[1])
    picture = Image.frombytes("RGB", spots, colours).resize((width, height))
    made = BytesIO()
    picture.save(made, kind, compress_level=1, method=0)  # no smaller than it is made at once
    return made.getvalue()
