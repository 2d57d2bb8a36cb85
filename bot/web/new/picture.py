"""Pictures of a paper's pages, as `data:` URLs that a page can show at once."""

import base64
import io
import threading
from typing import NamedTuple

import pypdfium2
from PIL.Image import Image, Quantize

_DOTS_PER_INCH = 110
_COLOURS = 96
_LOCK = threading.Lock()
"""PDFium is not made for several threads."""
MOST_PAGES = 6


class PagePicture(NamedTuple):
    """One page; `width` and `height` in dots."""

    source: str
    width: int
    height: int


class Pictures(NamedTuple):
    """The first pages, and how many there are in all."""

    pages: tuple[PagePicture, ...]
    total: int


def pictures(pdf: bytes) -> Pictures:
    """Of a PDF of our own making."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            count = len(document)
            scale = _DOTS_PER_INCH / 72
            drawn = [
                # A copy: the picture is in PDFium's memory, which goes with the document.
                document[n].render(scale=scale).to_pil().copy()
                for n in range(min(count, MOST_PAGES))
            ]
        finally:
            document.close()
    return Pictures(tuple(_picture(each) for each in drawn), count)


def _picture(drawn: Image) -> PagePicture:
    """Few colours are enough for a paper, and make a quarter of the bytes. Pressing them harder
    would save a third of those and take twice as long."""
    out = io.BytesIO()
    drawn.quantize(_COLOURS, method=Quantize.FASTOCTREE).save(out, "PNG", compress_level=1)
    source = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
    return PagePicture(source, *drawn.size)
