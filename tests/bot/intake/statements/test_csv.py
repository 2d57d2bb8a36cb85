"""CSV statements: recognised by their names, confirmed, and never guessed where two ways fit."""

from datetime import date

import pytest

from bot.intake.imports.reading import kind_of
from bot.intake.refusals import UnreadableFile
from bot.intake.statements.column_names import NAMES, plain
from bot.intake.statements.csv_entries import read_csv
from bot.intake.statements.csv_table import guess, read_table, same_header
from bot.intake.statements.parts import UnreadableStatement
from bot.intake.statements.reading import CsvFile, read_statements
from jupiter_core.domain.money import Money
from jupiter_core.domain.statement import BankStatement
from jupiter_core.domain.statement_columns import Column, ColumnMapping, DateOrder, KnownAccount
from tests.harness.statement_files import CSV_ENGLISH, CSV_FRENCH, CSV_GERMAN


def _read(text: str, currency: str = "") -> BankStatement:
    table = read_table(text)
    mapping = guess(table).mapping(table.header)
    assert mapping is not None
    (read,) = read_csv(table, mapping, currency=currency)
    return read


def test_a_german_bank_writes_semicolons_decimal_commas_and_its_iban_above() -> None:
    read = _read(CSV_GERMAN)
    paid, fee = read.entries

    assert (read.account, read.currency) == ("DE89370400440532013000", "EUR")
    assert paid.amount == Money.of("1190.00", "EUR")
    assert (paid.booked_on, paid.value_on) == (date(2026, 11, 27), date(2026, 11, 28))
    assert (paid.counterparty, paid.remittance) == ("Müller & Söhne", "JUS-0001; danke")
    assert fee.amount == Money.of("-12.50", "EUR")


def test_an_american_bank_has_two_columns_for_amounts_and_the_month_first() -> None:
    paid, fee = _read(CSV_ENGLISH, "USD").entries

    assert paid.amount == Money.of("1345000.00", "USD")
    assert paid.booked_on == date(2026, 11, 27)
    assert fee.amount == Money.of("-25.00", "USD")


def test_a_french_bank_groups_with_narrow_spaces_and_separates_with_tabs() -> None:
    paid, fee = _read(CSV_FRENCH, "EUR").entries

    assert paid.amount == Money.of("1190.00", "EUR")
    assert (fee.amount, fee.booked_on) == (Money.of("-4.90", "EUR"), date(2026, 11, 26))


def test_latin_1_is_read_where_it_is_no_utf_8() -> None:
    asked = read_statements(CSV_GERMAN.encode("latin-1"))

    assert isinstance(asked, CsvFile)
    assert asked.guess.columns[Column.CURRENCY] == "Währung"


@pytest.mark.parametrize(
    ("amount", "day", "doubt"),
    [
        ("1,234", "27/11/2026", "a thousand or one and a bit"),
        ("1.50", "03/04/2026", "in March or in April"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(amount: str, day: str, doubt: str) -> None:
    table = read_table(f'Date;Amount;Description\n{day};"{amount}";x\n')

    found = guess(table)

    assert found.mapping(table.header) is None
    assert any(doubt in each for each in found.doubts)


def test_a_confirmed_mapping_is_used_for_the_same_header_and_no_other() -> None:
    table = read_table("Date;Amount;Description\n03/04/2026;1,234;x\n")
    mapping = ColumnMapping(
        header=tuple(table.header),
        columns=guess(table).columns,
        decimal=".",
        dates=DateOrder.MONTH_FIRST,
    )

    read = read_statements(
        b"Date;Amount;Description\n03/04/2026;1,234;x\n",
        [KnownAccount(entity="Us", number="9876543210", currency="USD", columns=(mapping,))],
    )

    assert isinstance(read, tuple)
    assert read[0].account == "9876543210"
    assert read[0].entries[0].amount == Money.of("1234.00", "USD")
    assert read[0].entries[0].booked_on == date(2026, 3, 4)
    assert not same_header(read_table("Date;Amount;Memo\n03/04/2026;1,234;x\n"), mapping)


def test_signs_behind_in_brackets_and_in_a_column_of_their_own() -> None:
    rows = (
        "Date;Amount;S/H;Memo\n2026-11-27;1.234,50-;;a\n2026-11-27;(2,00);;b\n"
        "2026-11-27;3,00;S;c\n2026-11-27;EUR 4,00;H;d\n;4,00;;sum\n"
    )

    assert [str(each.amount) for each in _read(rows, "EUR").entries] == [
        "-1234.50",
        "-2.00",
        "-3.00",
        "4.00",
    ]


def test_two_accounts_in_one_table_are_two_statements() -> None:
    table = read_table(
        "Account;Date;Amount;Currency\nA1;2026-11-27;1.00;USD\nB2;2026-11-27;2;JPY\n"
    )
    mapping = guess(table).mapping(table.header)
    assert mapping is not None

    read = read_csv(table, mapping)

    assert [(each.account, each.entries[0].amount.minor) for each in read] == [
        ("A1", 100),
        ("B2", 2),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2026-11-27;1.005;x", "in line 1 of its table “1.005” has more decimals"),
        ("2026-02-30;1.00;x", "in line 1 of its table “2026-02-30” is no date"),
        ("2026-11-27;=1+1;x", "“=1+1” is no amount"),
        ("2026-11-27;1.00.00;x", "“1.00.00” is no amount"),
        (";;", "no entries"),
    ],
)
def test_a_bad_line_is_named(rows: str, said: str) -> None:
    table = read_table(f"Date;Amount;Description\n{rows}\n")
    mapping = ColumnMapping(
        header=tuple(table.header),
        columns=guess(read_table("Date;Amount;Description\nx;1;x")).columns,
        decimal=".",
        dates=DateOrder.YEAR_FIRST,
    )

    with pytest.raises(UnreadableStatement) as refused:
        read_csv(table, mapping, currency="USD")

    assert said in refused.value.sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7 ...", "it is a PDF"),
        (b"PK\x03\x04....", "Excel or ZIP"),
        (b"\x00\x01\x02\x03", "it is no text"),
        (b"hello, world\nnothing here\n", "no format that is known"),
        (b"x" * 10_000_001, "more than 10 MB"),
        (b"Date;Amount;" + b"x" * 30_000, "lines that no table has"),
        (b"\xff\xfe\x00\xd8", "no text"),
    ],
)
def test_what_is_no_statement_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableStatement) as refused:
        read_statements(content)

    assert said in refused.value.sentence


def test_every_kind_of_column_is_known_in_three_languages_at_least() -> None:
    assert set(NAMES) == set(Column)
    for names in NAMES.values():
        assert len({plain(each) for each in names}) >= 3


@pytest.mark.parametrize(
    "content",
    [
        b"Date,Amount\n1,2" + b"\n" * 2_000_000,
        b"Date,Amount\r1,2" + b"\r" * 2_000_000,
        b":20:X\r\n" + b"\n" * 2_000_000,
        b"<Document>" + b"<A/>" * 2_000_000 + b"</Document>",
    ],
)
def test_a_file_of_nothing_but_lines_or_tags_is_refused_before_it_is_read(content: bytes) -> None:
    with pytest.raises(UnreadableStatement, match=r"more than 1,000,000 lines|more parts than"):
        read_statements(content)
    with pytest.raises(UnreadableFile, match=r"more than 1,000,000 lines|more parts than"):
        kind_of(content)
