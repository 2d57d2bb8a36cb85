"""A file is read to somebody who does not see it as others read its page."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from jupiter_core.documents import canvas, fast
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.layout import planned
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.sheet import A4
from jupiter_core.domain.invoice import Invoice
from tests.factories import NOW, a_content, a_line
from tests.jupiter_core.documents.cases import CASES
from tests.jupiter_core.documents.fonts import a_font_of
from tests.jupiter_core.documents.papers import a_version, an_issued
from tests.jupiter_core.documents.reading import Read, read, skipped
from tests.jupiter_core.documents.test_table_paper import a_paper


def _read(invoice: Invoice) -> Read:
    return read(PdfRenderer().pdf(a_version(invoice)))


def test_an_invoice_is_read_from_its_sender_to_whom_to_ask() -> None:
    found = _read(an_issued())
    assert [(each.kind, each.said()) for each in found.kids if each.kind[0] == "H"] == [
        ("H1", "INVOICE"),
        ("H2", "Bill to"),
        ("H3", "Accounts payable contact"),
        ("H2", "Memo"),
        ("H2", "Remit to"),
    ]
    kinds = "P P P P P P H1 P L H2 P P P P H3 P P Table Table H2 P H2 L L P P"
    assert [each.kind for each in found.kids] == kinds.split()
    assert found.kids[0].text == "Jupiter US Inc."
    assert found.kids[7].text == "JUS-000001"
    assert found.kids[-1].text == "billing@jupiter.example · +1 415 555 0100"


def test_a_fact_is_an_item_with_its_label_and_its_value() -> None:
    facts = _read(an_issued()).all("L")[0]
    assert {tuple(part.kind for part in item.kids) for item in facts.kids} == {("Lbl", "LBody")}
    assert [tuple(part.text for part in item.kids) for item in facts.kids] == [
        ("Issue date", "22 Nov 2026"),
        ("Due date", "6 Jan 2027"),
        ("Terms", "Net 45"),
        ("PO number", "PO pending"),
        ("Amount due", "USD\u00a01,345,000.00"),
    ]


def test_a_line_of_figures_is_a_row_below_its_headings() -> None:
    table = _read(CASES["german"]).all("Table")[0]
    head, first, second = table.kids
    assert [(cell.kind, cell.text) for cell in head.kids] == [
        ("TH", "Beschreibung"),
        ("TH", "Menge"),
        ("TH", "Einzelpreis"),
        ("TH", "USt."),
        ("TH", "Betrag (EUR)"),
    ]
    assert {cell.entries["/A"]["/Scope"] for cell in head.kids} == {"/Column"}
    assert [(cell.kind, cell.said()) for cell in first.kids] == [
        ("TD", "Plattform 01.01.2027 – 31.12.2027 250 × 480,00 × 1,05"),
        ("TD", "250"),
        ("TD", "504,00"),
        ("TD", "19\u00a0%"),
        ("TD", "126.000,00"),
    ]
    assert second.kids[0].said() == "Beratung"


def test_each_sum_is_headed_by_its_name() -> None:
    sums = _read(CASES["many-lines"]).all("Table")[1]
    assert [tuple(cell.said() for cell in row.kids) for row in sums.kids[-2:]] == [
        ("Pagado", "-1.000,00"),
        ("A pagar hasta el 6 ene 2027", sums.kids[-1].kids[1].text),
    ]
    for row in sums.kids:
        assert [cell.kind for cell in row.kids] == ["TH", "TD"]
        assert row.kids[0].entries["/A"]["/Scope"] == "/Row"


def test_what_each_page_repeats_is_read_once() -> None:
    content = PdfRenderer().pdf(a_version(CASES["many-lines"]))
    found, aside = read(content), skipped(content)
    assert len(PdfReader(BytesIO(content)).pages) == 2
    for text in ("Descripción", "billing@jupiter.example"):
        assert found.said().count(text) == 1
        assert text in aside
    for text in ("Página 1 de 2", "Suma y sigue", "Suma anterior"):
        assert text in aside
        assert text not in found.said()
    assert len(found.all("Table")[0].kids) == 31


def test_a_watermark_is_not_read_over_everything() -> None:
    content = PdfRenderer().pdf(a_version(CASES["draft"]))
    assert "DRAFT" in skipped(content)
    assert [each.text for each in read(content).kids][6:9] == [
        "INVOICE",
        "DRAFT",
        "Not issued yet. Please do not pay.",
    ]


def test_pictures_and_codes_say_what_they_are() -> None:
    logo, code = _read(CASES["german"]).all("Figure")
    assert logo.entries["/Alt"] == "Logo von Jupiter EU GmbH"
    assert code.entries["/Alt"] == (
        "QR-Code dieser Zahlung: 150.840,00\u00a0EUR auf DE89 3704 0044 0532 0130 00, "
        "Verwendungszweck JUS-000001"
    )
    left, foot, right, top = (float(each) for each in code.entries["/A"]["/BBox"])
    assert right - left == pytest.approx(70)
    assert top - foot == pytest.approx(70)
    assert 0 < left < right < 596
    assert 0 < foot < top < 842


@pytest.mark.parametrize("name", ["draft", "many-lines", "paid"])
def test_both_ways_are_read_alike(name: str) -> None:
    invoice = CASES[name]
    pages = planned(a_version(invoice), invoice, A4)
    about = FileMetadata(title="t", author="a", at=NOW, document="1", instance="1")
    if not fast.suits(pages):
        pages = [[each for each in page if type(each).__name__ != "LogoImage"] for page in pages]
    assert read(fast.painted(pages, A4, about)) == read(canvas.painted(pages, A4, about))


def test_nothing_that_people_read_is_left_out(tmp_path: Path) -> None:
    renderer = PdfRenderer(extra_fonts=[a_font_of("東京", tmp_path / "boxes.ttf")])
    content = a_content(lines=(a_line("東京"), a_line("Platform\n東")), memo="東 first\n\nthen 京")
    made = renderer.pdf(a_version(an_issued(content=content)))
    heard = f"{read(made).said()} {skipped(made)}"
    page = PdfReader(BytesIO(made)).pages[0].extract_text()
    assert sorted(heard.split()) == sorted(page.split())


def test_a_statement_has_its_title_its_tables_and_their_headings() -> None:
    found = read(PdfRenderer().tables(a_paper(rows=60)))
    assert [each.text for each in found.all("H1")] == ["Statement of account"]
    assert [each.text for each in found.all("H2")] == ["Open items"]
    (table,) = found.all("Table")
    assert len(table.kids) == 62
    assert [cell.kind for cell in table.kids[0].kids] == ["TH", "TH", "TH"]
    assert [cell.text for cell in table.kids[60].kids] == ["JUS-000060", "6 Jan 2027", "1,000.00"]
    assert [cell.text for cell in table.kids[61].kids] == ["Closing balance", "", "USD 2,000.00"]


def test_the_file_tells_its_language_and_title_to_whoever_asks() -> None:
    reader = PdfReader(BytesIO(PdfRenderer().pdf(a_version(CASES["german"]))))
    root: Any = reader.root_object
    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert reader.metadata is not None
    assert reader.metadata.title == "Rechnung JUS-000001"
    assert xmp.dc_title == {"x-default": "Rechnung JUS-000001"}
    assert reader.metadata.author == "Jupiter EU GmbH"
    assert [str(page["/Tabs"]) for page in reader.pages] == ["/S"]
