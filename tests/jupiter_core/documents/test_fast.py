"""The fast way says the same as the stock way, at the same place, or leaves it to that."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from jupiter_core.documents import canvas, fast
from jupiter_core.documents.archive import Attached, FileMetadata
from jupiter_core.documents.layout import planned
from jupiter_core.documents.primitives import LogoImage, Primitive, Style, TextLine
from jupiter_core.documents.sheet import A4, LETTER
from jupiter_core.documents.tags import figure
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.totals import TaxCategory
from tests.factories import NOW, a_content, a_draft, a_euro_bank, a_line
from tests.jupiter_core.documents.logos import a_png_logo, an_svg_logo
from tests.jupiter_core.documents.papers import a_version, an_issued

XML = b"<invoice/>"
ABOUT = FileMetadata(
    title="Invoice (1) ä",
    author="A & B",
    at=NOW,
    document="T/1",
    instance="1",
    language="fr",
    attached=Attached(XML),
)
Placed = tuple[str, float, float, float, float, float]


def _placed(content: bytes) -> list[list[Placed]]:
    """Each text of each page with its size, the slope and the place where it starts."""
    pages = []
    for page in PdfReader(BytesIO(content)).pages:
        found: list[Placed] = []

        def see(
            text: str,
            cm: list[float],
            tm: list[float],
            font: object,
            size: float,
            found: list[Placed] = found,
        ) -> None:
            if text.strip():
                a, b, c, d, e, f = cm
                x, y = tm[4] * a + tm[5] * c + e, tm[4] * b + tm[5] * d + f
                slope = tm[0] * b + tm[1] * d
                size, slope, x, y, a = (round(n, 1) for n in (size, slope, x, y, a))
                found.append((text.strip(), size, slope, x, y, a))

        page.extract_text(visitor_text=see)
        pages.append([(text, size, slope, x, y, 0.0) for text, size, slope, x, y, _ in found])
    return pages


def _many_kinds() -> Invoice:
    line = a_line("Échelle\u00a0d’été, Ελλάς, Киев, Tiếng Việt", "250", "480.00", "EUR", "19")
    days = {"service_start": date(2027, 1, 1), "service_end": date(2027, 12, 31)}
    reverse = a_line("Œuvre", "1", "10.00", "EUR").model_copy(
        update={"tax_category": TaxCategory.REVERSE_CHARGE}
    )
    content = a_content(
        currency="EUR",
        language="fr",
        remit_to=a_euro_bank(),
        lines=(line.model_copy(update=days), reverse, *[line] * 30),
    )
    return an_issued(content=content)


@pytest.mark.parametrize(
    "invoice",
    [an_issued(), a_draft(), an_issued(state=State.VOID, revision=2), _many_kinds()],
    ids=["issued", "draft", "void", "many kinds"],
)
def test_both_ways_say_the_same_text_at_the_same_place(invoice: Invoice) -> None:
    pages = planned(a_version(invoice), invoice, A4)
    fast_ones, stock = (_placed(way(pages, A4, ABOUT)) for way in (fast.painted, canvas.painted))
    assert len(fast_ones) == len(stock) == len(pages)
    for mine, theirs in zip(fast_ones, stock, strict=True):
        assert [text for text, *_ in mine] == [text for text, *_ in theirs]
        for one, other in zip(mine, theirs, strict=True):
            assert one[1:] == pytest.approx(other[1:], abs=0.11), one[0]


@pytest.mark.parametrize("way", [fast.painted, canvas.painted], ids=["fast", "stock"])
def test_both_ways_carry_what_is_attached_and_say_the_same_of_the_file(way: object) -> None:
    assert callable(way)
    reader = PdfReader(BytesIO(way([[]], LETTER, ABOUT)))
    assert reader.attachments["factur-x.xml"] == [XML]
    root: Any = reader.root_object
    (spec,) = (each.get_object() for each in root["/AF"])
    assert spec["/AFRelationship"] == "/Alternative"
    assert spec["/EF"]["/F"]["/Subtype"] == "/text/xml"
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": "Invoice (1) ä"}
    assert reader.pages[0].mediabox.width == 612


def test_a_png_logo_is_the_same_picture_in_both_ways() -> None:
    pages: list[list[Primitive]] = [[LogoImage(50, 40, 80, 20, a_png_logo(), figure("Logo"))]]
    for way in (fast.painted, canvas.painted):
        (page,) = PdfReader(BytesIO(way(pages, A4, ABOUT))).pages
        (found,) = page.images
        picture = found.image
        assert picture is not None
        assert picture.size == (40, 10)
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
        assert picture.convert("RGB").getpixel((20, 5)) == (200, 40, 40)


def test_what_the_fast_way_cannot_do_goes_the_stock_way() -> None:
    logo = LogoImage(0, 0, 1, 1, a_png_logo(), figure("Logo"))
    assert fast.suits([[TextLine(0, 0, "Ελλάς", Style(9)), logo]])
    assert not fast.suits([[TextLine(0, 0, "日本", Style(9))]])
    assert fast.suits([[logo._replace(logo=an_svg_logo())]])


def test_an_empty_page_is_a_page() -> None:
    (page,) = PdfReader(BytesIO(fast.painted([[]], A4, ABOUT))).pages
    assert page.extract_text() == ""
    assert Decimal(page.mediabox.height).quantize(Decimal("0.01")) == Decimal("841.89")
