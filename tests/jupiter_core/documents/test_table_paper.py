"""A document of tables as a PDF: what it says, and that it says the same each time."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.table_paper import PaperTable, TablePaper


def a_paper(rows: int = 2, **changes: object) -> TablePaper:
    table = PaperTable(
        heading="Open items",
        columns=("Document", "Due", "Amount"),
        figures=frozenset({2}),
        rows=tuple((f"JUS-{n:06}", "6 Jan 2027", "1,000.00") for n in range(1, rows + 1)),
        sums=(("Closing balance", "", "USD 2,000.00"),),
    )
    paper = TablePaper(
        language="en",
        country="US",
        colour="#0b5fff",
        title="Statement of account",
        lead="Your account with Jupiter US Inc. in USD.",
        sender="Jupiter US Inc.",
        contact="billing@jupiter.example",
        recipient=("Acme Corporation", "1 Roadrunner Way"),
        tables=(table,),
        document="T0/statement",
        at=datetime(2026, 12, 22, tzinfo=UTC),
    )
    return paper.model_copy(update=changes)


def texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_it_says_who_to_whom_and_every_row() -> None:
    (page,) = texts(PdfRenderer().tables(a_paper()))
    for said in ("Statement of account", "Acme Corporation", "JUS-000002", "USD 2,000.00"):
        assert said in page


def test_the_same_paper_gives_the_same_bytes_and_another_one_others() -> None:
    first = PdfRenderer().tables(a_paper())
    assert PdfRenderer().tables(a_paper()) == first
    assert PdfRenderer().tables(a_paper(3)) != first


def test_many_rows_go_over_pages_and_none_is_lost() -> None:
    pages = texts(PdfRenderer().tables(a_paper(300)))
    assert len(pages) > 5
    whole = "\n".join(pages)
    assert all(f"JUS-{n:06}" in whole for n in range(1, 301))
    assert "JUS-000300" in pages[-1]
    assert "USD 2,000.00" in pages[-1]


def test_no_rows_at_all_leave_a_heading_and_a_sum() -> None:
    (page,) = texts(PdfRenderer().tables(a_paper(0)))
    assert "Open items" in page
    assert "USD 2,000.00" in page


def test_a_letter_that_no_font_has_is_refused() -> None:
    with pytest.raises(Unprintable):
        PdfRenderer().tables(a_paper(lead="取引明細書"))
