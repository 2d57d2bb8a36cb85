"""The journals' forms, each held against its system's published description."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.exports.journals.datev import datev_files, fiscal_year_start
from bot.exports.journals.datev_columns import COLUMNS, PLACE
from bot.exports.journals.netsuite import netsuite_csv
from bot.exports.journals.quickbooks import quickbooks_csv
from bot.exports.journals.xero import xero_files
from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine, balanced
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NotInForm, Required
from tests.harness.ledger import a_mapping

MADE_AT = datetime(2027, 4, 1, 14, 4, 40, 439000, tzinfo=UTC)


def entry(
    n: int = 1,
    *parts: tuple[str, str],
    day: date = date(2027, 3, 9),
    currency: str = "EUR",
    customer: str = "Acme Corporation",
    reference: str = "",
) -> JournalEntry:
    """An invoice's: each part is an account and what it is credited with."""
    lines = [
        JournalLine(account=account, amount=-Money.of(amount, currency), memo=f"Part {account}")
        for account, amount in parts or (("8400", "100.00"), ("1776", "19.00"))
    ]
    return JournalEntry(
        id=f"01JACME000000000000000{n:04}-issued",
        day=day,
        reference=reference or f"JEU-{n:06}",
        memo="Invoice",
        currency=currency,
        profile_id="sender-us",
        customer_id="customer-acme",
        customer=customer,
        lines=balanced("1400", lines, currency),
    )


def rows(content: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode()), delimiter=separator))


def test_quickbooks_groups_lines_by_number_with_a_column_for_each_side() -> None:
    head, *lines = rows(b"".join(quickbooks_csv([entry(1), entry(2)])))
    place = {name: n for n, name in enumerate(head)}
    needed = {"JournalNo", "JournalDate", "AccountName", "Debits", "Credits"}
    assert needed <= set(head)
    sums: dict[str, Decimal] = {}
    for line in lines:
        assert re.fullmatch(r"\d\d/\d\d/\d{4}", line[place["JournalDate"]])
        debit, credit = line[place["Debits"]], line[place["Credits"]]
        assert bool(debit) != bool(credit)
        number = line[place["JournalNo"]]
        assert 0 < len(number) <= 21
        sums[number] = sums.get(number, Decimal()) + Decimal(debit or 0) - Decimal(credit or 0)
    assert sums == dict.fromkeys(sums, Decimal()) and len(sums) == 2
    assert [line[place["Name"]] for line in lines[:3]] == ["Acme Corporation", "", ""]
    assert lines[0][place["JournalDate"]] == "03/09/2027"
    assert [line[place["Debits"]] for line in lines[:3]] == ["119.00", "", ""]


def test_xero_has_signed_amounts_its_own_dates_and_a_rate_that_adds_no_tax() -> None:
    (content,) = xero_files([entry(1)], a_mapping(no_tax="No VAT"))
    head, *lines = rows(content)
    assert head[:6] == ["*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount"]
    assert [line[1:] for line in lines] == [
        ["09/03/2027", "", "1400", "No VAT", "119.00", "", "", "", ""],
        ["09/03/2027", "Part 8400", "8400", "No VAT", "-100.00", "", "", "", ""],
        ["09/03/2027", "Part 1776", "1776", "No VAT", "-19.00", "", "", "", ""],
    ]


def test_xero_gets_files_of_300_lines_at_most_and_no_journal_in_two() -> None:
    files = list(xero_files([entry(n) for n in range(250)], a_mapping()))
    assert [len(rows(each)) - 1 for each in files] == [300, 300, 150]
    narrations = [{line[0] for line in rows(each)[1:]} for each in files]
    assert sum(map(len, narrations)) == len(set().union(*narrations)) == 250


def test_netsuite_has_an_external_id_an_entity_and_two_decimals() -> None:
    head, *lines = rows(b"".join(netsuite_csv([entry(7)], a_mapping())))
    named = [dict(zip(head, line, strict=True)) for line in lines]
    assert {each["External ID"] for each in named} == {"JUPITER-01JACME0000000000000000007-issued"}
    assert {each["Subsidiary"] for each in named} == {"Jupiter US Inc."}
    for each in named:
        assert re.fullmatch(r"\d{1,10}\.\d\d", each["Debit"] or each["Credit"])
    assert sum(Decimal(each["Debit"] or 0) - Decimal(each["Credit"] or 0) for each in named) == 0


def test_netsuite_takes_no_third_decimal() -> None:
    odd = entry(1, ("8400", "1.005"), currency="KWD")
    with pytest.raises(NotInForm, match=r"KWD 1\.005 has more than two decimals"):
        list(netsuite_csv([odd], a_mapping()))
    even = entry(1, ("8400", "1.010"), currency="KWD")
    assert b",1.01," in b"".join(netsuite_csv([even], a_mapping()))


HEADER = [
    *(r'"EXTF"', r"700", r"21", r'"Buchungsstapel"', r"13", r"\d{17}", r"", r'"[A-Z]{0,2}"'),
    *(r'"\w{0,25}"', r'"\w{0,25}"', r"\d{4,7}", r"\d{1,5}", r"20\d{6}", r"[4-8]", r"20\d{6}"),
    *(r"20\d{6}", r'"[\w.\-/ ]{0,30}"', r'"[A-Z]{0,2}"', r"[12]", r"\d{1,2}", r"[01]"),
    *(r'"[A-Z]{3}"', r"", r'"\w*"', r"", r"", r'"\w{0,4}"', r"\d*", r"", r'"\w*"', r'"\w*"'),
]
"""The 31 fields as DATEV describes them."""


def test_datev_has_the_header_and_headings_of_its_description() -> None:
    ((name, content),) = datev_files([entry(1)], a_mapping(), MADE_AT)
    assert name == "EXTF_Buchungsstapel_2027-03.csv"
    header, headings, *records, last = content.decode("cp1252").split("\r\n")
    assert last == "" and len(records) == 2
    fields = header.split(";")
    assert len(fields) == len(HEADER) == 31
    for field, pattern in zip(fields, HEADER, strict=True):
        assert re.fullmatch(pattern, field), (field, pattern)
    assert fields[10:16] == ["29098", "55003", "20270101", "4", "20270301", "20270309"]
    assert fields[5] == "20270401140440439"
    assert headings.split(";") == list(COLUMNS) and len(COLUMNS) == 125


def test_datev_books_each_part_against_the_customer() -> None:
    refund = entry(2, ("8400", "-50.00"))
    ((_, content),) = datev_files([entry(1), refund], a_mapping(), MADE_AT)
    found = [
        [record.split(";")[n] for n in (0, 1, 2, 6, 7, 9, 10)]
        for record in content.decode("cp1252").split("\r\n")[2:-1]
    ]
    assert found == [
        ["100,00", '"S"', '"EUR"', "1400", "8400", "0903", '"JEU-000001"'],
        ["19,00", '"S"', '"EUR"', "1400", "1776", "0903", '"JEU-000001"'],
        ["50,00", '"H"', '"EUR"', "1400", "8400", "0903", '"JEU-000002"'],
    ]


def test_datev_texts_are_quoted_short_and_in_its_letters() -> None:
    hostile = entry(1, customer='Škoda "A;S"\r\nžluťoučký ' + "x" * 80, reference="JEU/2027 #1")
    ((_, content),) = datev_files([hostile], a_mapping(), MADE_AT)
    records = content.decode("cp1252").split("\r\n")[2:-1]
    assert len(records) == 2
    reader = csv.reader(io.StringIO(records[0]), delimiter=";")
    fields = next(reader)
    assert len(fields) == 125
    text = fields[PLACE["Buchungstext"]]
    assert text.startswith('Invoice Škoda "A;S" žlutoucký xxx') and len(text) == 60
    assert fields[PLACE["Belegfeld 1"]] == "JEU/20271"


def test_datev_gets_a_file_a_month() -> None:
    days = [date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 28)]
    entries = [entry(n, day=day) for n, day in enumerate(days)]
    files = list(datev_files(entries, a_mapping(), MADE_AT))
    assert [name for name, _ in files] == [
        "EXTF_Buchungsstapel_2027-01.csv",
        "EXTF_Buchungsstapel_2027-02.csv",
    ]


@pytest.mark.parametrize(
    ("day", "month", "begins"),
    [
        (date(2027, 3, 9), 1, date(2027, 1, 1)),
        (date(2027, 3, 9), 4, date(2026, 4, 1)),
        (date(2027, 4, 1), 4, date(2027, 4, 1)),
    ],
)
def test_a_fiscal_year_begins_with_its_month(day: date, month: int, begins: date) -> None:
    assert fiscal_year_start(day, month) == begins


def test_datev_takes_euros_and_its_own_lengths_of_accounts_alone() -> None:
    dollars = entry(1, ("8400", "1.00"), currency="USD")
    with pytest.raises(NotInForm, match="exchange rate"):
        list(datev_files([dollars], a_mapping(), MADE_AT))
    with pytest.raises(NotInForm, match="account 840000"):
        list(datev_files([entry(1, ("840000", "1.00"))], a_mapping(), MADE_AT))
    with pytest.raises(Required):
        list(datev_files([entry(1)], a_mapping(datev=None), MADE_AT))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_a_customers_name_is_no_formula_in_any_of_them(sign: str) -> None:
    hostile = entry(1, customer=f"{sign}HYPERLINK(1)", reference="JEU-1")
    for content in (
        b"".join(quickbooks_csv([hostile])),
        b"".join(netsuite_csv([hostile], a_mapping())),
        *xero_files([hostile], a_mapping()),
    ):
        for row in rows(content)[1:]:
            for cell in row:
                is_amount = re.fullmatch(r"-?\d+\.\d\d", cell)
                assert is_amount or not cell.startswith(("=", "+", "-", "@", "\t"))
