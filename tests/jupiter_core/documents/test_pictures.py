"""The pages as pictures, as PDFium draws them; the README shows them.

Run with `PIN_LOOKS=1` to draw them anew, and look at them before keeping that.
"""

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from jupiter_core.documents.pdf import PdfRenderer
from tests.jupiter_core.documents.cases import CASES
from tests.jupiter_core.documents.papers import a_version

PICTURES = Path(__file__).with_name("pictures")
SHOWN = ("deal", "german", "credit-note", "draft", "paid")
A_SHADE = 1.5
"""Of 255, on average: what another machine's smoothing of edges may differ by."""


def drawn(name: str) -> Image.Image:
    """The first page, at 75 dots an inch."""
    document = pypdfium2.PdfDocument(PdfRenderer().pdf(a_version(CASES[name])))
    picture: Image.Image = document[0].render(scale=75 / 72).to_pil().convert("RGB")
    return picture


def difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_looks_as_its_picture_does(name: str) -> None:
    picture, file = drawn(name), PICTURES / f"{name}.png"
    if os.environ.get("PIN_LOOKS"):
        PICTURES.mkdir(exist_ok=True)
        picture.quantize(64).save(file, optimize=True)
    with Image.open(file) as kept:
        assert kept.size == picture.size
        assert difference(kept.convert("RGB"), picture) < A_SHADE


def test_a_line_less_is_seen_in_the_picture() -> None:
    invoice = CASES["deal"]
    content = invoice.content.model_copy(update={"lines": invoice.content.lines[:3]})
    other = a_version(invoice.model_copy(update={"content": content}))
    page = pypdfium2.PdfDocument(PdfRenderer().pdf(other))[0]
    picture = page.render(scale=75 / 72).to_pil().convert("RGB")
    assert difference(drawn("deal"), picture) > A_SHADE
