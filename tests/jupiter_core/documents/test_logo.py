"""Logos: what may be one, and how it stands on the page."""

from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from jupiter_core.documents.layout import planned
from jupiter_core.documents.logo import (
    LIMIT,
    PNG,
    SVG,
    LogoTooLarge,
    logo_of,
    proportion_of,
    raster_of,
    svg_of,
)
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.primitives import LogoImage
from jupiter_core.documents.sheet import A4
from jupiter_core.documents.vector import NotALogo, UnsafeLogo, shapes_of
from tests.factories import a_content, a_sender_profile
from tests.jupiter_core.documents.logos import a_png, a_png_logo, an_svg, an_svg_logo
from tests.jupiter_core.documents.papers import a_version, an_issued, printed


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "LA", "P", "1"])
def test_a_png_of_any_kind_is_kept_flat_on_white(mode: str) -> None:
    url = logo_of(a_png(mode), PNG)
    with Image.open(BytesIO(b64decode(url.partition(",")[2]))) as kept:
        assert (kept.mode, kept.size, "transparency" in kept.info) == ("RGB", (40, 10), False)


def test_what_is_clear_becomes_white_and_what_is_kept_once_stays_as_it_is() -> None:
    url = a_png_logo()
    content = b64decode(url.partition(",")[2])
    with Image.open(BytesIO(content)) as kept:
        assert kept.getpixel((0, 0)) == (255, 255, 255)
        assert kept.getpixel((20, 5)) == (200, 40, 40)
    assert raster_of(url).width == 40


def test_a_png_that_nobody_flattened_is_flattened_when_it_is_printed() -> None:
    url = f"data:{PNG};base64,{b64encode(a_png()).decode()}"
    assert raster_of(url) == raster_of(a_png_logo())


def test_an_svg_of_shapes_is_kept_as_it_is() -> None:
    assert svg_of(an_svg_logo()) == an_svg()
    assert proportion_of(an_svg_logo()) == proportion_of(a_png_logo()) == 4


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<rect onload="x()" width="1" height="1"/>', "onload="),
        ('<image href="https://evil.example/x.png"/>', "<image>"),
        ('<use href="https://evil.example/x.svg#a"/>', "something outside"),
        (
            '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/>',
            "something outside",
        ),
        ('<rect fill="url(https://evil.example/#a)" width="1" height="1"/>', "something outside"),
        ('<rect style="fill: url( //evil.example )" width="1" height="1"/>', "something outside"),
        ("<style>@import url(x)</style>", "<style>"),
        ("<text>Jupiter</text>", "<text>"),
        ('<linearGradient id="g"/>', "<linearGradient>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<a href="#x"/>', "<a>"),
    ],
)
def test_an_svg_that_is_more_than_shapes_is_refused_by_name(more: str, found: str) -> None:
    with pytest.raises(UnsafeLogo, match=found):
        logo_of(an_svg(more), SVG)


def test_a_title_of_an_svg_is_no_shape_and_no_reason_to_warn(
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = logo_of(an_svg("<title>Jupiter</title><desc>A planet</desc><g><desc/></g>"), SVG)
    titled = _with_logo(url)
    assert caplog.records == []
    assert _drawing(titled) == _drawing(_with_logo(logo_of(an_svg("<g></g>"), SVG)))


def _with_logo(url: str) -> bytes:
    seller = a_sender_profile(logo=url).seller()
    return PdfRenderer().pdf(a_version(an_issued(content=a_content(seller=seller))))


def _drawing(content: bytes) -> bytes:
    contents = PdfReader(BytesIO(content)).pages[0].get_contents()
    return contents.get_data() if contents else b""


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ('<title a="x/>y">q</title><g/>', "<g/>"),
        ("<svg:desc/><g/>", "<g/>"),
        ("<!-- <title> --><g/><!-- </title> -->", "<!-- <title> --><g/><!-- </title> -->"),
        ("<titles/><desc\n>a<b/>c</desc ><path/>", "<titles/><path/>"),
    ],
)
def test_only_titles_and_descriptions_are_left_out(given: str, drawn: str) -> None:
    assert shapes_of(given.encode()) == drawn.encode()


def test_an_svg_with_entities_is_refused_before_they_are_read() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + an_svg("&b;")
    with pytest.raises(UnsafeLogo, match="entities"):
        logo_of(bomb, SVG)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"", PNG),
        (b"not a picture", PNG),
        (a_png()[:60], PNG),
        (b"\xff\xd8\xff\xe0 jpeg", PNG),
        (b"<svg", SVG),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', SVG),
        (a_png(), SVG),
        (a_png(), "image/jpeg"),
    ],
)
def test_what_is_neither_png_nor_svg_is_refused(content: bytes, mime: str) -> None:
    with pytest.raises(NotALogo):
        logo_of(content, mime)


def test_a_large_file_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(LogoTooLarge, match="48 KB at most"):
        logo_of(b"x" * (LIMIT + 1), PNG)


@pytest.mark.parametrize("url", ["data:image/png;base64,%%%", "data:image/gif;base64,AAAA", "x"])
def test_a_url_that_is_no_logo_is_refused_when_it_is_printed(url: str) -> None:
    with pytest.raises(NotALogo):
        proportion_of(url)


@pytest.mark.parametrize("url", [a_png_logo(), an_svg_logo()], ids=["png", "svg"])
def test_it_stands_above_the_name_in_its_own_proportion(url: str) -> None:
    invoice = an_issued(content=a_content(seller=a_sender_profile(logo=url).seller()))
    (first, *_) = planned(a_version(invoice), invoice, A4)
    (logo,) = (primitive for primitive in first if isinstance(primitive, LogoImage))
    assert logo.width / logo.height == pytest.approx(4)
    assert logo.x == A4.left
    assert logo.width <= 170
    assert logo.height <= 46
    version = a_version(invoice)
    assert "Jupiter US Inc." in printed(version).pages[0].extract_text()
    assert PdfRenderer().pdf(version) == PdfRenderer().pdf(version)
