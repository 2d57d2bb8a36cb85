"""Every kind of page is PDF/A-3A and PDF/UA-1, whichever way it was written."""

from pathlib import Path

import page
import pytest

from jupiter_core.documents.pdf import PdfRenderer
from tests.factories import a_content, a_line, a_sender_profile
from tests.jupiter_core.documents.cases import CASES
from tests.jupiter_core.documents.fonts import a_font_of
from tests.jupiter_core.documents.logos import an_svg_logo
from tests.jupiter_core.documents.papers import a_version, an_issued
from tests.jupiter_core.documents.test_table_paper import a_paper


def _problems(content: bytes) -> list[str]:
    return [
        f"{each.rule_id}: {each.message}"
        for profile in ("3a", "ua1")
        for each in page.validate_pdf_bytes(content, profile=profile).failures
    ]


@pytest.mark.parametrize("name", CASES)
def test_the_fast_way_keeps_the_rules_of_the_archive(name: str) -> None:
    assert _problems(PdfRenderer().pdf(a_version(CASES[name]))) == []


def test_a_statement_keeps_them() -> None:
    assert _problems(PdfRenderer().tables(a_paper(rows=60))) == []


def test_an_svg_logo_keeps_them() -> None:
    seller = a_sender_profile(logo=an_svg_logo()).seller()
    version = a_version(an_issued(content=a_content(seller=seller)))
    assert _problems(PdfRenderer().pdf(version)) == []


def test_an_added_font_keeps_them(tmp_path: Path) -> None:
    renderer = PdfRenderer(extra_fonts=[a_font_of("東京", tmp_path / "boxes.ttf")])
    content = a_content(lines=(a_line("東京"),))
    assert _problems(renderer.pdf(a_version(an_issued(content=content)))) == []


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        (b"<pdfaid:part>3<", b"<pdfaid:part>9<"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"),
        (b"/Marked true", b"/Marked null"),
        (b"/StructTreeRoot", b"/StructTreeRoof"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle null"),
        (b"/Lang (en)", b"/Lung (en)"),
    ],
)
def test_the_validator_finds_what_is_wrong(kept: bytes, broken: bytes) -> None:
    content = PdfRenderer().pdf(a_version(an_issued()))
    assert kept in content
    assert _problems(content.replace(kept, broken))
