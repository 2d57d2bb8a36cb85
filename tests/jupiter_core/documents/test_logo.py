"""Logos: what may be one, and how it stands on the page."""

import struct
import zlib
from base64 import b64decode, b64encode
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from jupiter_core.documents.layout import planned
from jupiter_core.documents.logo import (
    LIMIT,
    UPLOAD_LIMIT,
    LogoTooLarge,
    logo_of,
    proportion_of,
    raster_of,
    svg_of,
)
from jupiter_core.documents.logo_picture import PNG, SVG
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.primitives import LogoImage
from jupiter_core.documents.sheet import A4
from jupiter_core.documents.vector import NotALogo, UnsafeLogo, shapes_of
from tests.factories import a_content, a_sender_profile
from tests.jupiter_core.documents.logos import a_photograph, a_png, a_png_logo, an_svg, an_svg_logo
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
    with pytest.raises(LogoTooLarge, match="5120 KB at most"):
        logo_of(b"x" * (UPLOAD_LIMIT + 1), PNG)
    with pytest.raises(LogoTooLarge, match="48 KB at most"):
        logo_of(b"<" + b"x" * LIMIT, SVG)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_large_picture_of_any_kind_is_scaled_down_until_it_can_be_kept(kind: str) -> None:
    content = a_photograph(2400, 800, kind)
    assert len(content) > LIMIT
    kept = b64decode(logo_of(content).partition(",")[2])
    assert len(kept) <= LIMIT
    with Image.open(BytesIO(kept)) as picture:
        assert picture.mode == "RGB"
        assert picture.width == 3 * picture.height >= 300


def test_a_simple_logo_keeps_its_size_in_pixels_and_its_colours() -> None:
    drawn = Image.new("RGB", (2400, 600), "white")
    drawn.paste((31, 58, 95), (0, 0, 1200, 600))
    made = BytesIO()
    drawn.save(made, "WEBP", lossless=True)
    with Image.open(BytesIO(b64decode(logo_of(made.getvalue()).partition(",")[2]))) as kept:
        assert kept.size == (1200, 300)
        assert kept.getpixel((10, 10)) == (31, 58, 95)


def test_a_photograph_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = BytesIO()
    Image.new("RGB", (60, 20), "red").save(made, "JPEG", exif=exif)
    with Image.open(BytesIO(b64decode(logo_of(made.getvalue()).partition(",")[2]))) as kept:
        assert kept.size == (20, 60)


def test_what_it_is_is_told_by_its_content_whatever_it_is_called() -> None:
    assert logo_of(a_png()) == logo_of(a_png(), PNG)
    assert svg_of(logo_of(an_svg())) == an_svg()
    with pytest.raises(NotALogo, match="Send a PNG, JPEG, WebP or SVG"):
        logo_of(b"GIF89a" + bytes(100))


def webp_that_says(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + sides


def png_that_says(width: int, height: int) -> bytes:
    head = struct.pack(">II", width, height) + b"\x08\x02\0\0\0"
    chunk = b"IHDR" + head
    crc = zlib.crc32(chunk).to_bytes(4)
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + chunk + crc + a_png()[33:]


@pytest.mark.parametrize(
    "bomb", [webp_that_says(16_000, 16_000), png_that_says(60_000, 60_000)], ids=["webp", "png"]
)
def test_a_picture_that_would_unfold_to_gigabytes_is_refused_by_what_it_says(bomb: bytes) -> None:
    with pytest.raises(NotALogo):
        logo_of(bomb)


def test_more_pixels_than_a_photograph_has_are_refused_by_their_number() -> None:
    made = BytesIO()
    Image.new("1", (6000, 6000)).save(made, "PNG")
    with pytest.raises(NotALogo, match="more than 25 million pixels"):
        logo_of(made.getvalue())


def test_a_picture_that_is_a_line_is_refused() -> None:
    made = BytesIO()
    Image.new("RGB", (4000, 10)).save(made, "JPEG")
    with pytest.raises(NotALogo, match="too long and thin"):
        logo_of(made.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_damaged_picture_is_a_logo_or_a_refusal(kind: str, data: st.DataObject) -> None:
    content = bytearray(a_photograph(30, 20, kind))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(12, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    with suppress(NotALogo):
        assert logo_of(bytes(content[:cut])).startswith("data:image/")


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
