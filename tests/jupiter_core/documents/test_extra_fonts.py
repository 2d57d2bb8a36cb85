"""Fonts that an operator adds, for scripts that the shipped ones lack."""

from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.refusals import Unprintable
from tests.factories import a_content, a_customer, a_line
from tests.jupiter_core.documents.fonts import a_font_of
from tests.jupiter_core.documents.logos import a_png_logo
from tests.jupiter_core.documents.papers import a_version, an_issued

JAPANESE = (
    "".join(map(str, asdict(LANGUAGES["ja"]).values())) + "年月日東京都千代田株式会社アメリカ合衆国"
)
CONTENT = a_content(
    language="ja",
    bill_to=a_customer(name="東京株式会社").bill_to(),
    lines=(a_line("Platform 東京", "1", "1200000", "JPY"),),
    currency="JPY",
)


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed = "".join(sorted({each for each in JAPANESE if ord(each) > 0x2FFF}))
    return a_font_of(needed, tmp_path_factory.mktemp("fonts") / "boxes.ttf")


def test_japanese_is_printed_with_a_font_that_has_it(font: Path) -> None:
    version = a_version(an_issued(content=CONTENT))
    content = PdfRenderer(extra_fonts=[font]).pdf(version)
    (page,) = PdfReader(BytesIO(content)).pages
    text = page.extract_text()
    for wanted in ("請求書", "2026年11月22日", "東京株式会社", "1,200,000", "JupiterInvoice"):
        assert wanted in text
    assert "Platform 東京" in text.replace("Platform東京", "Platform 東京")
    assert content == PdfRenderer(extra_fonts=[font]).pdf(version)


def test_a_picture_survives_the_stock_way(font: Path) -> None:
    seller = CONTENT.seller.model_copy(update={"logo": a_png_logo()})
    invoice = an_issued(content=CONTENT.model_copy(update={"seller": seller}))
    content = PdfRenderer(extra_fonts=[font]).pdf(a_version(invoice))
    (found,) = PdfReader(BytesIO(content)).pages[0].images
    assert found.image is not None
    assert found.image.convert("RGB").getpixel((20, 5)) == (200, 40, 40)


def test_without_one_the_refusal_names_the_field_its_path_and_the_character() -> None:
    with pytest.raises(Unprintable) as refused:
        PdfRenderer().pdf(a_version(an_issued(content=CONTENT)))
    assert refused.value.path == "lines[0].description"
    assert refused.value.sentence.startswith("Line 1, description, has “東” (U+6771")


def test_where_only_the_wording_needs_it_the_language_is_named() -> None:
    with pytest.raises(Unprintable, match="The paper in 日本語 has") as refused:
        PdfRenderer().pdf(a_version(an_issued(content=a_content(language="ja"))))
    assert refused.value.path == "language"


def test_what_the_added_font_has_is_printable_for_this_renderer_alone(font: Path) -> None:
    assert PdfRenderer(extra_fonts=[font]).unprintable("東京") == ""
    assert PdfRenderer(extra_fonts=[font]).unprintable("東🚀") == "🚀"
    assert PdfRenderer().unprintable("東京") == "東"


def test_a_document_that_needs_no_added_font_is_the_same_with_one(font: Path) -> None:
    version = a_version(an_issued())
    assert PdfRenderer(extra_fonts=[font]).pdf(version) == PdfRenderer().pdf(version)


@pytest.mark.parametrize("content", [b"", b"not a font", b"\x00\x01\x00\x00" + b"\x00" * 60])
def test_a_file_that_is_no_font_is_refused_at_once(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"broken\.ttf is not a font that the paper can use"):
        PdfRenderer(extra_fonts=[path])


def test_a_file_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        PdfRenderer(extra_fonts=[tmp_path / "nowhere.ttf"])
