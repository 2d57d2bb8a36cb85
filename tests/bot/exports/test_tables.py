"""Tables as files, read back by other means."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from bot.exports.tables import Format, write_table
from jupiter_core.queries.exports.table import Row

MADE_AT = datetime(2027, 4, 1, tzinfo=UTC)
COLUMNS = ("number", "customer", "total", "issue_date", "issued_at", "overdue", "reason")
ROWS: list[Row] = [
    (
        *("JUS-000001", "=cmd|'/C calc'!A0", Decimal("1345000.00"), date(2027, 3, 9)),
        *(datetime(2027, 3, 9, 17, 30, tzinfo=UTC), True, None),
    ),
    (
        *("JUS-000002", 'Müller, "Söhne"\nGmbH', Decimal("-0.01"), date(2027, 3, 10)),
        *(datetime(2027, 3, 10, tzinfo=UTC), False, "Wrong PO"),
    ),
]


def written(form: Format, rows: list[Row] | Iterator[Row] = ROWS) -> bytes:
    into = io.BytesIO()
    write_table(into, COLUMNS, rows, form, made_at=MADE_AT, progress=lambda _: None)
    return into.getvalue()


def test_csv_holds_amounts_as_numbers_and_no_formula() -> None:
    head, first, second = csv.reader(io.StringIO(written(Format.CSV).decode(), newline=""))
    assert tuple(head) == COLUMNS
    assert first == [
        *("JUS-000001", "'=cmd|'/C calc'!A0", "1345000.00", "2027-03-09"),
        *("2027-03-09T17:30:00+00:00", "yes", ""),
    ]
    assert second[1:3] == ['Müller, "Söhne"\nGmbH', "-0.01"]


def test_json_says_amounts_as_decimal_strings() -> None:
    first, second = json.loads(written(Format.JSON))
    assert first == {
        "number": "JUS-000001",
        "customer": "=cmd|'/C calc'!A0",
        "total": "1345000.00",
        "issue_date": "2027-03-09",
        "issued_at": "2027-03-09T17:30:00+00:00",
        "overdue": True,
        "reason": None,
    }
    assert second["reason"] == "Wrong PO"


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells_of(content: bytes) -> list[list[tuple[str, str]]]:
    """Type and text of each cell, from the sheet's own XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{SHEET}f")), "a formula"
    return [
        [(cell.get("t", "n"), "".join(map(str, cell.itertext()))) for cell in row.iter(f"{SHEET}c")]
        for row in sheet.iter(f"{SHEET}row")
    ]


def test_xlsx_holds_numbers_as_numbers_and_text_as_text() -> None:
    head, first, second = cells_of(written(Format.XLSX))
    assert [text for _, text in head] == list(COLUMNS)
    assert first[0:3] == [
        ("inlineStr", "JUS-000001"),
        ("inlineStr", "=cmd|'/C calc'!A0"),
        ("n", "1345000.00"),
    ]
    # Days are counted from 1899-12-30: 2027-03-09 is the 46455th.
    assert first[3] == ("n", str((date(2027, 3, 9) - date(1899, 12, 30)).days))
    assert second[2] == ("n", "-0.01")


def test_a_number_longer_than_a_spreadsheet_can_hold_stays_whole() -> None:
    row: Row = ("JUS-1", "Acme", Decimal("1234567890123456.78"), None, None, None, None)
    (_, cells) = cells_of(written(Format.XLSX, [row]))
    assert cells[2] == ("inlineStr", "1234567890123456.78")


@pytest.mark.parametrize("form", list(Format))
def test_the_same_rows_are_the_same_bytes(form: Format) -> None:
    assert written(form) == written(form)


@pytest.mark.parametrize("form", list(Format))
def test_rows_are_taken_one_by_one_and_counted(form: Format) -> None:
    reports: list[int] = []

    def rows() -> Iterator[Row]:
        for n in range(2500):
            yield (f"JUS-{n}", "Acme", Decimal(n), None, None, None, None)

    into = io.BytesIO()
    count = write_table(into, COLUMNS, rows(), form, made_at=MADE_AT, progress=reports.append)
    assert (count, reports) == (2500, [1000, 2000, 2500])


def test_an_empty_table_has_its_heading() -> None:
    assert written(Format.CSV, []).decode().strip() == ",".join(COLUMNS)
    assert json.loads(written(Format.JSON, [])) == []
    assert re.search(rb"xl/worksheets/sheet1.xml", written(Format.XLSX, []))
