"""Long tables over pages: heads, sums carried over, nothing lost."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.documents.layout import planned
from jupiter_core.documents.primitives import TextLine
from jupiter_core.documents.sheet import A4, LETTER, Sheet
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.paper_template import PaperTemplate
from tests.factories import a_content, a_customer, a_euro_bank, a_line, a_sender_profile
from tests.jupiter_core.documents.logos import a_png_logo
from tests.jupiter_core.documents.papers import a_version, an_issued, pages


def _with_lines(count: int) -> Invoice:
    lines = tuple(a_line(f"Line {n}", "1", "10.00") for n in range(1, count + 1))
    return an_issued(content=a_content(lines=lines))


def _carried(page: str, label: str) -> list[str]:
    return re.findall(rf"^{label} (\S+)$", page, re.MULTILINE)


@pytest.fixture(scope="module")
def three_hundred_lines() -> list[str]:
    lines = tuple(a_line(f"Line {n}", str(n), "1.10", tax_rate="8.875") for n in range(1, 301))
    return pages(an_issued(content=a_content(lines=lines)))


def test_every_line_is_there_once_and_in_order(three_hundred_lines: list[str]) -> None:
    found = re.findall(r"^Line (\d+) ", "\n".join(three_hundred_lines), re.MULTILINE)
    assert [int(each) for each in found] == list(range(1, 301))


def test_each_page_says_which_of_how_many_it_is(three_hundred_lines: list[str]) -> None:
    count = len(three_hundred_lines)
    assert count in range(10, 15)
    for number, page in enumerate(three_hundred_lines, start=1):
        assert page.endswith(f"Page {number} of {count}")


def test_later_pages_repeat_the_number_and_the_heads(three_hundred_lines: list[str]) -> None:
    for page in three_hundred_lines[1:]:
        assert page.startswith("Jupiter US Inc. Invoice JUS-000001\n")
        assert "Description Quantity Unit price Tax Amount (USD)" in page


def test_the_sum_carried_forward_is_that_of_all_lines_so_far(
    three_hundred_lines: list[str],
) -> None:
    total = Decimal(0)
    for page, following in pairwise(three_hundred_lines):
        amounts = re.findall(r"^Line .* (\S+)$", page, re.MULTILINE)
        total += sum(Decimal(amount.replace(",", "")) for amount in amounts)
        assert _carried(page, "Carried forward") == [f"{total:,}"]
        assert _carried(following, "Brought forward") == [f"{total:,}"]


def test_the_last_page_carries_nothing_on_and_has_the_total(three_hundred_lines: list[str]) -> None:
    assert not _carried(three_hundred_lines[-1], "Carried forward")
    assert "Net total 49,665.00\nTax 8.875% of 49,665.00 4,407.77\n" in three_hundred_lines[-1]


@pytest.mark.parametrize("count", range(1, 40))
def test_no_number_of_lines_loses_a_line_or_a_sum(count: int) -> None:
    printed = pages(_with_lines(count))
    text = "\n".join(printed)
    assert len(re.findall(r"^Line \d+ ", text, re.MULTILINE)) == count
    assert text.count("Carried forward") == text.count("Brought forward") <= len(printed) - 1
    assert text.count("Remit to") == 1
    assert len(printed) <= (1 if count <= 15 else 3)


@pytest.mark.parametrize("count", range(1, 40))
@pytest.mark.parametrize("sheet", [A4, LETTER])
def test_nothing_but_the_foot_itself_stands_in_the_foot(count: int, sheet: Sheet) -> None:
    invoice = _with_lines(count)
    for page in planned(a_version(invoice), invoice, sheet):
        below = [m.text for m in page if isinstance(m, TextLine) and m.y > sheet.bottom]
        assert below[-2] == "Made with JupiterInvoice"
        assert len(below) == 3


_FULL = {
    "currency": "EUR",
    "remit_to": a_euro_bank(),
    "po_number": "PO-US-2027-0004711",
    "contract_name": "Master agreement 2026–2029",
    "bill_to": a_customer(
        attention="Zoë Łukasz", cost_centre="CC-4711", buyer_reference="04011000-12345-67"
    ).bill_to(),
    "seller": a_sender_profile(logo=a_png_logo()).seller(),
}
"""With everything that takes room: a logo, a code to scan, references, a contact."""


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"ja"}))
@pytest.mark.parametrize("sheet", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 7, 11, 12])
def test_up_to_twelve_plain_lines_fit_on_one_page(count: int, sheet: Sheet, language: str) -> None:
    lines = tuple(a_line(f"Line {n}", "1", "1234.50", "EUR", "19") for n in range(count))
    for content in (a_content(lines=lines, **_FULL), a_content(lines=lines, currency="EUR")):
        invoice = an_issued(content=content.model_copy(update={"language": language}))
        assert len(planned(a_version(invoice), invoice, sheet)) == 1


@pytest.mark.parametrize("sheet", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("count", range(1, 61))
def test_no_part_stands_alone_on_a_page(count: int, sheet: Sheet) -> None:
    lines = tuple(a_line(f"Line {n}", "1", "1234.50", "EUR", "19") for n in range(count))
    invoice = an_issued(content=a_content(lines=lines, **_FULL))
    printed = planned(a_version(invoice), invoice, sheet)
    for page in printed[1:]:
        texts = [mark.text for mark in page if isinstance(mark, TextLine)]
        for wanted in ("Description", "Brought forward"):
            assert wanted in texts
        assert any(text.startswith("Line ") for text in texts)
    last = [mark.text for mark in printed[-1] if isinstance(mark, TextLine)]
    assert {"Total", "Remit to", f"Line {count - 1}"} <= set(last)
    assert count == 1 or f"Line {count - 2}" in last


@pytest.mark.parametrize("count", [1, 3, 4])
def test_a_few_lines_stay_with_their_sums_and_the_box_is_on_the_next_page(count: int) -> None:
    texts = _below_a_long_intro(count)
    assert [page.count("Line") for page in texts] == [count, 0]
    assert ["Total" in page for page in texts] == [True, False]
    assert ["Remit to" in page for page in texts] == [False, True]
    assert "Carried forward" not in texts[0]


def test_of_more_lines_two_go_along_with_the_sums() -> None:
    texts = _below_a_long_intro(6)
    assert [page.count("Line") for page in texts] == [4, 2]
    assert ["Total" in page for page in texts] == [False, True]
    assert "Carried forward" in texts[0]


def _below_a_long_intro(count: int) -> list[list[str]]:
    """What stands on the pages of so many lines below a text that leaves no room for the box."""
    intro = PaperTemplate(intro="\n".join(["We charge as follows:"] * (25 - 2 * count)))
    lines = tuple(a_line("Line", "1", "1234.50", "EUR", "19") for _ in range(count))
    seller = a_sender_profile(logo=a_png_logo(), template=intro).seller()
    invoice = an_issued(content=a_content(**{**_FULL, "lines": lines, "seller": seller}))
    printed = planned(a_version(invoice), invoice, A4)
    return [[mark.text for mark in page if isinstance(mark, TextLine)] for page in printed]


@pytest.mark.parametrize("rates", [1, 5, 20, 50])
def test_sums_of_many_rates_follow_a_line_or_the_sum_brought_forward(rates: int) -> None:
    lines = tuple(a_line(f"Line {n}", "1", "10.00", tax_rate=str(n + 1)) for n in range(rates))
    invoice = an_issued(content=a_content(lines=lines))
    printed = planned(a_version(invoice), invoice, A4)
    texts = [[mark.text for mark in page if isinstance(mark, TextLine)] for page in printed]
    (page,) = (page for page in texts if "Net total" in page)
    assert any(text.startswith(("Line ", "Brought forward")) for text in page)
    assert sum(page.count("Remit to") for page in texts) == 1
    assert sum(page.count("Tax 7% of 10.00") for page in texts) == (rates > 6)


@pytest.mark.parametrize("rows", range(7, 120, 4))
def test_a_memo_has_its_label_on_each_of_its_pages_and_no_row_alone(rows: int) -> None:
    memo = "\n".join(f"Clause {n}." for n in range(rows))
    invoice = an_issued(content=a_content(memo=memo))
    found = 0
    for page in planned(a_version(invoice), invoice, A4):
        texts = [mark.text for mark in page if isinstance(mark, TextLine)]
        clauses = [text for text in texts if text.startswith("Clause ")]
        assert texts.count("Memo") == bool(clauses)
        assert len(clauses) != 1
        found += len(clauses)
    assert found == rows


@pytest.mark.parametrize("memo", [" ".join(["word"] * n) for n in range(40, 60)])
def test_a_memo_that_is_long_beside_the_sums_and_short_below_them_is_printed(memo: str) -> None:
    invoice = an_issued(content=a_content(memo=memo))
    (page,) = planned(a_version(invoice), invoice, A4)
    words = " ".join(mark.text for mark in page if isinstance(mark, TextLine)).split()
    assert words.count("word") == memo.count("word")


def test_a_line_is_not_parted_from_its_amount_by_a_page_break() -> None:
    lines = tuple(a_line(f"Line {n} " + "of many words " * 20, "1", "10.00") for n in range(20))
    for page in pages(an_issued(content=a_content(lines=lines))):
        assert page.count("Line ") == page.count("10.00 10.00")


def test_a_memo_of_many_pages_is_printed_whole() -> None:
    memo = "\n".join(f"Clause {n}." for n in range(200))
    text = "\n".join(pages(an_issued(content=a_content(memo=memo))))
    assert [int(n) for n in re.findall(r"^Clause (\d+)\.$", text, re.MULTILINE)] == list(range(200))


def test_the_largest_figures_find_room_side_by_side() -> None:
    line = a_line("Everything", "999999999.123456", "1000.00", tax_rate="12.3456")
    (page,) = pages(an_issued(content=a_content(lines=(line,), memo="")))
    assert Money.of("999999999123.46", "USD") == line.amount
    row = "Everything 999,999,999.123456 1,000.00 12.3456% 999,999,999,123.46"
    assert row in page
