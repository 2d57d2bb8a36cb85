"""A seller's logo: what may be one, and how a painter gets at it.

It is kept as a `data:` URL. A picture of pixels is kept as a PNG, flattened on white, without
alpha, interlacing or metadata, so that its own compressed rows can stand in the file as they are:
nothing is deflated again, and the bytes do not hang on the machine. An SVG is kept as it is, once
it is known to be nothing but shapes.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from functools import lru_cache
from typing import NamedTuple

from jupiter_core.documents import vector
from jupiter_core.documents.logo_picture import PNG, SVG, flattened, is_small, kind_of, scaled
from jupiter_core.documents.vector import NotALogo
from jupiter_core.domain.refusals import Refusal

LIMIT = 48 * 1024
"""Bytes of what is kept, and of a drawing, which cannot be made smaller."""
UPLOAD_LIMIT = 5 * 1024 * 1024
"""Bytes of a picture that is made smaller."""
_SEEN_LATELY = 32


class LogoTooLarge(Refusal):
    """In KB, of 1,024 bytes; `length` is rounded up."""

    template = "The logo has {length} KB; {limit} KB at most."
    limit: int
    length: int


class Raster(NamedTuple):
    """Rows of red, green and blue, each with PNG's filter byte before it, deflated."""

    width: int
    height: int
    rows: bytes


def logo_of(content: bytes, mime: str = "") -> str:
    """The `data:` URL to keep of a picture whose content says what it is, or `mime`, where it says
    so itself. A small PNG is kept with all its pixels; any other picture of pixels is made to fit.

    Raises LogoTooLarge, NotALogo or UnsafeLogo.
    """
    if len(content) > UPLOAD_LIMIT:
        raise LogoTooLarge(UPLOAD_LIMIT // 1024, len(content) // 1024 + 1)
    kind = kind_of(content) or (SVG if mime == SVG else "")
    if mime and mime != kind:
        raise NotALogo("it is not the kind of picture that it is said to be")
    if kind == SVG:
        return _drawing(content)
    if not kind:
        raise NotALogo("it is a file of another kind")
    if kind == PNG and len(content) <= LIMIT and is_small(content):
        return _url(PNG, flattened(content))
    return _url(PNG, scaled(content, kind, LIMIT))


def _drawing(content: bytes) -> str:
    if len(content) > LIMIT:
        raise LogoTooLarge(LIMIT // 1024, len(content) // 1024 + 1)
    vector.checked(content)
    return _url(SVG, content)


@lru_cache(_SEEN_LATELY)
def proportion_of(url: str) -> float:
    """Width by height. Raises NotALogo or UnsafeLogo where `logo_of` did not make it."""
    content = svg_of(url)
    if content:
        return vector.proportion(content)
    raster = raster_of(url)
    return raster.width / raster.height


def svg_of(url: str) -> bytes:
    """The drawing, or nothing where it is a picture of pixels. Raises NotALogo."""
    mime, content = _parted(url)
    return content if mime == SVG else b""


@lru_cache(_SEEN_LATELY)
def raster_of(url: str) -> Raster:
    """The pixels of a PNG. Raises NotALogo."""
    content = png_of(url)
    # The first chunk of a PNG is always IHDR, which begins with them.
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    return Raster(width, height, b"".join(_chunks(content, b"IDAT")))


@lru_cache(_SEEN_LATELY)
def png_of(url: str) -> bytes:
    """The file of a PNG, flat. Raises NotALogo."""
    mime, content = _parted(url)
    if mime != PNG:
        raise NotALogo("it is neither a PNG nor an SVG")
    return content if _is_flat(content) else flattened(content)


def _parted(url: str) -> tuple[str, bytes]:
    head, _, body = url.partition(";base64,")
    try:
        return head.removeprefix("data:"), b64decode(body, validate=True)
    except NotBase64:
        raise NotALogo("it is not a data: URL in base64") from None


def _url(mime: str, content: bytes) -> str:
    return f"data:{mime};base64,{b64encode(content).decode()}"


def _is_flat(content: bytes) -> bool:
    """Whether the header says eight bits, RGB, not interlaced."""
    header = content[24:29]
    return content[12:16] == b"IHDR" and header == b"\x08\x02\x00\x00\x00"


def _chunks(content: bytes, kind: bytes) -> list[bytes]:
    found, at = [], 8
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        if content[at + 4 : at + 8] == kind:
            found.append(content[at + 8 : at + 8 + length])
        at += 12 + length  # length, kind and checksum have four bytes each
    return found
