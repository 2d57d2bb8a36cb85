"""A second language on the same paper: seen beside the first, read aloud in its own."""

from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from jupiter_core.documents import bilingual, canvas, fast, two_languages, words
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.documents.layout import planned
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.primitives import LogoImage, Style, TextLine
from jupiter_core.documents.sheet import A4
from jupiter_core.documents.typeface import Fonts, printing_with, unprintable
from jupiter_core.documents.wrapping import wrapped
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Content
from tests.factories import NOW, a_content, a_customer
from tests.jupiter_core.documents.cases import CASES
from tests.jupiter_core.documents.fonts import a_font_of
from tests.jupiter_core.documents.papers import a_version, an_issued, pages, text
from tests.jupiter_core.documents.reading import read

LATIN = [each for each in LANGUAGES if each != "ja"]


def _content(language: str = "de", other: str = "en", name: str = "german") -> Content:
    said = {"language": language, "second_language": other}
    return CASES[name].content.model_copy(update=said)


def _spoken(content: bytes) -> list[tuple[str, str]]:
    """Each piece of the first page that has a language of its own, with that language."""
    reader = PdfReader(BytesIO(content))
    first = reader.pages[0]
    found, language = [], ""
    fonts: dict[str, Any] = first["/Resources"]["/Font"]  # type: ignore[index]
    for operands, operator in ContentStream(first.get_contents(), reader).operations:
        if operator == b"BDC" and operands[0] == "/Span":
            language = operands[1]["/Lang"]
        elif operator == b"EMC":
            language = ""
        elif operator == b"Tf":
            lines = fonts[operands[0]].get_object()["/ToUnicode"].get_data().decode().split("\n")
            pairs = [line[1:-1].split("> <") for line in lines if line.count("> <") == 1]
            meant = {code: bytes.fromhex(each).decode("utf-16-be") for code, each in pairs[1:]}
        elif operator == b"Tj" and language:
            raw = operands[0].original_bytes.hex().upper()
            codes = [raw[at : at + 4] for at in range(0, len(raw), 4)]
            found.append(("".join(meant[code] for code in codes), language))
    return found


def test_what_has_one_language_is_written_as_it_always_was() -> None:
    for document in (canonical_json(a_content()), canonical_json(a_customer())):
        assert "second_language" not in document


def test_each_label_stands_in_both_and_each_figure_once() -> None:
    seen = text(an_issued(content=_content()))
    assert "RECHNUNG / INVOICE" in seen
    assert "Rechnungsdatum\nIssue date\n22.11.2026" in seen
    assert "Menge\nQuantity\nEinzelpreis\nUnit price" in seen
    assert "Nettosumme / Net total 126.900,00" in seen
    assert "USt. 19\u00a0% auf 126.000,00\nVAT 19\u00a0% of 126.000,00\n" in seen
    assert "Reverse charge: VAT to be accounted for by the recipient" in seen
    assert seen.count("23.940,00") == 1
    assert "126,000.00" not in seen


def test_what_both_call_alike_is_said_once() -> None:
    seen = text(an_issued(content=_content()))
    assert "IBAN / IBAN" not in seen
    assert "Bank / Bank" not in seen
    assert two_languages.on(_content("de", "de")) == words.of("de")
    assert "\ue000" not in seen


def test_the_second_language_is_told_to_who_has_it_read_aloud() -> None:
    content = _content()
    seller = content.seller.model_copy(update={"logo": ""})
    version = a_version(an_issued(content=content.model_copy(update={"seller": seller})))
    spoken = _spoken(PdfRenderer().pdf(version))
    assert {language for _, language in spoken} == {"en"}
    assert spoken[0] == ("VAT ID", "en")
    assert [said for said, _ in spoken[1:5]] == ["INVOICE", "Issue date", "Due date", "Terms"]


def test_both_ways_of_writing_are_read_alike() -> None:
    invoice = an_issued(content=_content("fr", "nl"))
    planned_pages = planned(a_version(invoice), invoice, A4)
    plain = [[each for each in one if not isinstance(each, LogoImage)] for one in planned_pages]
    about = FileMetadata(title="t", author="a", at=NOW, document="1", instance="1", language="fr")
    ways = [_flat(way(plain, A4, about)) for way in (fast.painted, canvas.painted)]
    assert ways[0] == ways[1]


def _flat(content: bytes) -> list[str]:
    return PdfReader(BytesIO(content)).pages[0].extract_text().split()


@pytest.mark.parametrize("pair", [("de", "en"), ("fr", "de"), ("es", "pt")])
def test_it_keeps_the_rules_of_the_archive_and_of_accessibility(pair: tuple[str, str]) -> None:
    made = PdfRenderer().pdf(a_version(an_issued(content=_content(*pair))))
    for profile in ("3a", "ua1"):
        assert page.validate_pdf_bytes(made, profile=profile).failures == []
    assert PdfReader(BytesIO(made)).metadata.title == words.of(pair[0]).name_of(  # type: ignore[union-attr]
        CASES["german"]
    )


@pytest.mark.parametrize("pair", list(permutations(LATIN, 2)), ids="-".join)
def test_every_pair_fits_on_its_page(pair: tuple[str, str]) -> None:
    invoice = an_issued(content=_content(*pair))
    for one in planned(a_version(invoice), invoice, A4):
        for each in one:
            if isinstance(each, TextLine):
                assert each.style.size >= 7, each.text
                assert each.x >= A4.left - 0.1
                assert each.x + each.style.width(each.text) <= A4.right + 0.1, each.text


def test_japanese_beside_english_has_a_language_of_its_own(tmp_path: Path) -> None:
    said = " ".join(str(each) for each in vars(LANGUAGES["ja"]).values())
    font = a_font_of("".join(sorted({c for c in said if ord(c) > 0x2000})), tmp_path / "ja.ttf")
    renderer = PdfRenderer(extra_fonts=[font])
    made = renderer.pdf(a_version(an_issued(content=_content("en", "ja"))))
    assert "請求書" in PdfReader(BytesIO(made)).pages[0].extract_text()
    with printing_with(Fonts((font,))):
        assert unprintable("請求書") == ""


def test_many_pages_repeat_both_names_of_the_columns() -> None:
    printed = pages(an_issued(content=_content("es", "en", "many-lines")))
    assert len(printed) == 2
    assert all("Descripción\nDescription" in each for each in printed)
    table = read(
        PdfRenderer().pdf(a_version(an_issued(content=_content("es", "en", "many-lines"))))
    ).all("Table")[0]
    assert [cell.text for cell in table.kids[0].kids][:2] == [
        "Descripción Description",
        "Cantidad Quantity",
    ]


def test_a_text_in_two_languages_has_its_break_between_them() -> None:
    both = bilingual.both("Verwendungszweck", "Payment reference", "en")
    style = Style(8)
    assert [bilingual.unmarked(each) for each in wrapped(both, 200, style)] == [
        "Verwendungszweck / Payment reference"
    ]
    assert [bilingual.unmarked(each) for each in wrapped(both, 100, style)] == [
        "Verwendungszweck",
        "Payment reference",
    ]


def test_a_language_that_goes_on_in_the_next_line_is_told_there_again() -> None:
    both = bilingual.both("a", "one two three", "en")
    lines = wrapped(both, Style(9).width("one two"), Style(9))
    assert [list(bilingual.pieces(line)) for line in lines] == [
        [("a", "")],
        [("one two", "en")],
        [("three", "en")],
    ]


@pytest.mark.parametrize("typed", ["\ue000", "\ue001", "Acme \ue002 Inc."])
def test_nobody_can_type_a_mark(typed: str) -> None:
    assert unprintable(typed) != ""
