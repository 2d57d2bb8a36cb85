"""Scripts that are set by rules: joined, from right to left, marks on their letters; or refused."""

from io import BytesIO
from pathlib import Path

import page
import pypdfium2
import pytest
from pypdf import PdfReader

from jupiter_core.documents import canvas, typeface
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.primitives import Style, TextLine
from jupiter_core.documents.shaping import runs
from jupiter_core.documents.sheet import A4
from jupiter_core.documents.typeface import Fonts
from jupiter_core.domain.refusals import Unprintable
from tests.factories import NOW, a_content, a_customer, a_line
from tests.jupiter_core.documents.fonts import HEIGHTS, a_font_of, a_font_with_rules
from tests.jupiter_core.documents.papers import a_version, an_issued

BEH = "\u0628"
HEBREW = "שלום"
ABOUT = FileMetadata(title="t", author="a", at=NOW, document="1", instance="1")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_font_with_rules(tmp_path_factory.mktemp("fonts") / "rules.ttf")


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_font_of(HEBREW + "\u05b0", tmp_path_factory.mktemp("fonts") / "hebrew.ttf")


def _heights(text: str, used: Fonts) -> list[int]:
    """How high each box of a line is that stands 300 units wide, from left to right."""
    with typeface.printing_with(used):
        content = canvas.painted([[TextLine(100, 200, text, Style(100))]], A4, ABOUT)
        width = Style(100).width(text)
    picture = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("L")
    found = []
    for middle in range(115, round(100 + width), 30):
        ink = [y for y in range(50, 200) if picture.getpixel((middle, y)) < 128]
        found.append(round((200 - min(ink)) / 10) * 100 if ink else 0)
    return found


def test_arabic_letters_are_joined_and_go_from_right_to_left(rules: Path) -> None:
    used = Fonts((rules,))
    isolated, initial, medial, final = HEIGHTS.values()
    assert _heights(BEH, used) == [isolated]
    assert _heights(BEH * 4, used) == [final, medial, medial, initial]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        (f"ab {HEBREW} cd", [("ab ", False), (HEBREW, True), (" cd", False)]),
        (f"No. 7 {HEBREW}", [("No. 7 ", False), (HEBREW, True)]),
        (f"{HEBREW} 12", [("12", False), (f"{HEBREW} ", True)]),
        (f"{HEBREW} ab שם", [(" שם", True), ("ab", False), (f"{HEBREW} ", True)]),
        (f"({HEBREW})", [(f"({HEBREW})", True)]),
    ],
)
def test_runs_stand_as_the_bidirectional_algorithm_has_them(
    typed: str, seen: list[tuple[str, bool]]
) -> None:
    assert list(runs(typed)) == seen


def test_a_mark_stands_on_its_letter_and_takes_no_room(rules: Path) -> None:
    used = Fonts((rules,))
    with typeface.printing_with(used):
        assert Style(10).width("q\u0301") == 3
        assert Style(10).width(BEH * 3) == 9
    acute_on_top = 800
    assert _heights("q\u0301", used) == [acute_on_top]


def test_a_mark_that_its_letters_font_lacks_is_refused(rules: Path) -> None:
    renderer = PdfRenderer(extra_fonts=[rules])
    assert renderer.unprintable("q\u0301") == ""
    assert renderer.unprintable("x\u0301") == "\u0301"
    assert renderer.unprintable("x") == ""


def test_hebrew_is_printed_from_right_to_left_and_read_in_order(hebrew: Path) -> None:
    content = a_content(bill_to=a_customer(name=HEBREW).bill_to(), lines=(a_line(HEBREW),))
    made = PdfRenderer(extra_fonts=[hebrew]).pdf(a_version(an_issued(content=content)))
    assert made == PdfRenderer(extra_fonts=[hebrew]).pdf(a_version(an_issued(content=content)))
    assert HEBREW in PdfReader(BytesIO(made)).pages[0].extract_text()
    for profile in ("3a", "ua1"):
        assert page.validate_pdf_bytes(made, profile=profile).failures == []


@pytest.mark.parametrize("typed", [BEH * 3, f"{HEBREW}\u05b0"])
def test_what_a_font_has_no_rules_for_is_refused_as_without_the_font(
    typed: str, tmp_path: Path
) -> None:
    font = a_font_of(typed, tmp_path / "bare.ttf")
    lacking = PdfRenderer(extra_fonts=[font]).unprintable(typed)
    assert lacking == (BEH if BEH in typed else "\u05b0")
    content = a_content(lines=(a_line(typed),))
    with pytest.raises(Unprintable, match="Line 1, description") as refused:
        PdfRenderer(extra_fonts=[font]).pdf(a_version(an_issued(content=content)))
    assert refused.value.path == "lines[0].description"


def test_a_character_that_turns_text_around_is_in_no_font(tmp_path: Path) -> None:
    font = a_font_of("\u202e\u200b東", tmp_path / "turning.ttf")
    renderer = PdfRenderer(extra_fonts=[font])
    assert renderer.unprintable("東\u202e") == "\u202e"
    assert renderer.unprintable("東\u200b") == "\u200b"
    assert renderer.unprintable("東") == ""
