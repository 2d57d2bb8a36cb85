"""A picture of pixels from outside, as a logo: known by its content, upright, small enough to keep.

Nothing is unpacked before its size is known: a few kilobytes may unfold to gigabytes.
"""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from jupiter_core.documents.vector import NotALogo

PNG, JPEG, WEBP, SVG = "image/png", "image/jpeg", "image/webp", "image/svg+xml"
MOST_PIXELS = 25_000_000
"""A telephone's photograph, not a poster."""
LARGEST_SIDE = 1200
"""In pixels, of a picture that is kept with all of them."""
_FORMATS = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}
_BOXES = ((1200, 600), (708, 334), (472, 222), (354, 166), (236, 110))
"""In pixels; the second is what the place on the paper holds at 300 dots to the inch, and twice
that in height."""
_COLOURS = 64
_LONGEST = 40
"""Times as long as it is high, or as high as it is long."""
_BROKEN = (
    *(UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error),
    *(IndexError, KeyError, TypeError, OverflowError, MemoryError),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)
"""What Pillow raises for files that are not what they say, by format and place."""


def kind_of(content: bytes) -> str:
    """Its MIME type by what it begins with; empty where it is none that a logo may be."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        return SVG
    return SVG if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else ""


def flattened(content: bytes) -> bytes:
    """A PNG with all its pixels: on white, in RGB of eight bits, not interlaced, in one chunk of
    pixels. Raises NotALogo, also for one of more than `LARGEST_SIDE`."""
    seen = _read(content, PNG)
    if max(seen.size) > LARGEST_SIDE:
        raise NotALogo(f"it has more than {LARGEST_SIDE} pixels on a side")
    return _png(seen)


def is_small(content: bytes) -> bool:
    """Whether a PNG says in its first chunk that no side has more than `LARGEST_SIDE`."""
    sides = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    return max(sides) <= LARGEST_SIDE


def scaled(content: bytes, mime: str, most: int) -> bytes:
    """A picture of any of the kinds as a flat PNG of `most` bytes, as large as that allows: first
    in all its colours, then in fewer. Raises NotALogo."""
    seen = _read(content, mime)
    if not 1 / _LONGEST < seen.width / seen.height < _LONGEST:
        raise NotALogo("it is too long and thin")
    kept = b""
    for box in _BOXES:
        smaller = seen.copy()
        smaller.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
        kept = _png(smaller)
        if len(kept) > most:
            kept = _plain_png(smaller.quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB"))
        if len(kept) <= most:
            break
    return kept


def _read(content: bytes, mime: str) -> Image.Image:
    """Its pixels, upright and on white."""
    name = _FORMATS[mime]
    try:
        if mime == WEBP:
            _expect_few(*_webp_size(content))
        with Image.open(BytesIO(content), formats=[name]) as picture:
            _expect_few(*picture.size)
            picture.draft("RGB", _BOXES[0])
            upright = ImageOps.exif_transpose(picture)
            return _on_white(upright)
    except _BROKEN:
        raise NotALogo(f"the {'WebP' if mime == WEBP else name} cannot be read") from None


def _expect_few(width: int, height: int) -> None:
    """Raises NotALogo."""
    if width * height > MOST_PIXELS:
        raise NotALogo(f"it has more than {MOST_PIXELS // 1_000_000} million pixels")


def _webp_size(content: bytes) -> tuple[int, int]:
    """Width and height, before its decoder makes room for them: RFC 9649, section 2."""
    chunk = content[12:16]
    if chunk == b"VP8X":
        return tuple(int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))  # type: ignore[return-value]
    if chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    sides = [int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (26, 28)]
    return sides[0], sides[1]


def _on_white(picture: Image.Image) -> Image.Image:
    seen = picture.convert("RGBA")
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat


def _plain_png(picture: Image.Image) -> bytes:
    """Without filters, which would hide from deflate that a few colours come again and again."""
    width, height = picture.size
    pixels = picture.tobytes()
    rows = b"".join(b"\0" + pixels[at : at + 3 * width] for at in range(0, len(pixels), 3 * width))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def _png(picture: Image.Image) -> bytes:
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
