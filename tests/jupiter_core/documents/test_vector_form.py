"""An SVG logo goes the fast way, drawn by fpdf2 once a process, and looks as fpdf2 draws it."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

import bot.demo
from jupiter_core.documents import canvas, fast
from jupiter_core.documents.logo import logo_of
from jupiter_core.documents.logo_picture import SVG
from jupiter_core.documents.primitives import LogoImage, Primitive
from jupiter_core.documents.sheet import A4
from jupiter_core.documents.tags import figure
from tests.jupiter_core.documents.test_fast import ABOUT

LOGOS = {each.stem: each.read_bytes() for each in Path(bot.demo.__path__[0]).rglob("*.svg")}
SHAPES = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<defs><clipPath id="c"><circle cx="30" cy="10" r="8"/></clipPath></defs>
<path d="M2 18 L10 2 L18 18 Z" stroke="#c00" fill="none"/>
<rect x="20" y="0" width="20" height="20" fill="#06c" clip-path="url(#c)"/></svg>"""
SEEN_THROUGH = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<g opacity="0.5"><rect width="20" height="20" fill="#06c"/></g></svg>"""


def page_with(svg: bytes) -> list[list[Primitive]]:
    return [[LogoImage(50, 60, 120, 60, logo_of(svg, SVG), figure("Logo"))]]


def seen(content: bytes) -> Image.Image:
    with PdfDocument(content) as document:
        picture: Image.Image = document[0].render(scale=3).to_pil()
        return picture


@pytest.mark.parametrize(
    "svg", [*LOGOS.values(), SHAPES, SEEN_THROUGH], ids=[*LOGOS, "shapes", "seen through"]
)
def test_it_looks_the_same_either_way(svg: bytes) -> None:
    pages = page_with(svg)
    assert fast.suits(pages)
    quick, stock = (seen(way(pages, A4, ABOUT)) for way in (fast.painted, canvas.painted))
    channels = ImageChops.difference(quick, stock).split()
    assert all(each.point(lambda seen: seen > 1).getbbox() is None for each in channels), "of 255"
    assert len(quick.getcolors(1 << 20) or ()) > 1, "something is to be seen"
