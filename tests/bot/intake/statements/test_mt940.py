"""MT940: every amount here was reckoned by hand from the sample."""

import io
from datetime import date
from pathlib import Path

import mt940
import pytest

from bot.intake.statements.mt940 import read_mt940
from bot.intake.statements.mt940_text import remittance_in
from bot.intake.statements.parts import UnreadableStatement
from jupiter_core.domain.money import Money
from tests.harness.statement_files import MT940_GERMAN


def _eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def test_account_and_balances_agree_with_the_entries() -> None:
    (read,) = read_mt940(MT940_GERMAN)

    assert (read.account, read.bank_code) == ("0532013000", "37040044")
    assert (read.opening, read.closing) == (_eur("1000.00"), _eur("1677.50"))
    assert read.missing == _eur("0.00")


def test_the_numbered_parts_of_a_german_text_are_put_together() -> None:
    entry = read_mt940(MT940_GERMAN)[0].entries[0]

    assert entry.amount == _eur("1190.00")
    assert entry.remittance.replace(" ", "") == "RechnungJUS-0001vom01.11.2026"
    assert entry.end_to_end_id == "E2E-77"
    assert entry.counterparty == "Acme GmbH und Co"
    assert entry.counterparty_account == "DE02120300000000202051"
    assert entry.bank_reference == "B1"


def test_the_entry_date_takes_the_year_that_is_nearest_to_the_value_date() -> None:
    fee = read_mt940(MT940_GERMAN)[0].entries[1]

    assert fee.amount == _eur("-12.50")
    assert fee.value_on == date(2026, 12, 31)
    assert fee.booked_on == date(2027, 1, 2)


def test_a_credit_that_is_taken_back_goes_out_and_is_marked() -> None:
    back = read_mt940(MT940_GERMAN)[0].entries[2]

    assert (back.amount, back.is_reversal) == (_eur("-500.00"), True)
    assert back.end_to_end_id == "E2E-9"


def test_what_the_statement_says_of_itself_is_in_no_entry() -> None:
    assert all("Auszug" not in each.text for each in read_mt940(MT940_GERMAN)[0].entries)


def test_an_entry_without_a_transaction_type_is_not_lost() -> None:
    sample = MT940_GERMAN.replace("CR1190,00N062NONREF//B1", "CR1190,00")

    assert len(read_mt940(sample)[0].entries) == 3


def test_two_accounts_and_two_pages_are_statements_of_their_own() -> None:
    other = MT940_GERMAN.replace("37040044/0532013000", "NL91ABNA0417164300EUR")
    wrapped = "{1:F01COBADEFFXXX}{2:O940}{4:\r\n" + MT940_GERMAN.replace("\n", "\r\n") + "}"

    read = read_mt940(wrapped + "\r\n" + other.replace(":60F:", ":60M:").replace(":62F:", ":62M:"))

    assert [each.account for each in read] == ["0532013000", "NL91ABNA0417164300"]
    assert read[1].missing == _eur("0.00")


def test_yen_and_the_banks_charges_in_its_own_words() -> None:
    sample = (
        ":20:X\n:25:1234567\n:28C:1\n:60F:C261126JPY0,\n"
        ":61:2611271127CY11000,NTRFINV1//B1\n/OCMT/JPY12000,/CHGS/JPY1000,\n"
        ":86:/EREF/INV1/ORDP//NAME/Acme KK/REMI/JUS-0001\n:62F:C261127JPY11000,\n"
    )

    (entry,) = read_mt940(sample)[0].entries

    assert entry.amount == Money(minor=11000, currency="JPY")
    assert entry.fee == Money(minor=1000, currency="JPY")
    assert (entry.counterparty, entry.remittance) == ("Acme KK", "JUS-0001")


@pytest.mark.parametrize(
    ("field", "text", "name", "structured"),
    [
        ("/CNTP/NL91ABNA0417164300/ABNANL2A/Beta BV/Utrecht//REMI/USTD//JUS 2/", "JUS 2",
         "Beta BV", ""),
        ("/NAME/Gamma/REMI/STRD/CUR/9001234567890123/", "", "Gamma", "9001234567890123"),
        ("just words\nover lines", "just words over lines", "", ""),
        ("", "", "", ""),
        ("166?20?21?", "?", "", ""),
    ],
)  # fmt: skip
def test_the_ways_of_writing_a_text(field: str, text: str, name: str, structured: str) -> None:
    said = remittance_in(field)

    assert (said.text, said.name, said.structured) == (text, name, structured)


def test_another_reader_finds_the_same_entries() -> None:
    theirs = mt940.parse(
        io.BytesIO(MT940_GERMAN.encode()), options=mt940.options.Options.all()
    ).transactions
    ours = read_mt940(MT940_GERMAN)[0].entries

    assert [str(each.amount) for each in ours] == [
        str(each.data["amount"].amount) for each in theirs
    ]
    assert [each.value_on for each in ours] == [each.data["date"] for each in theirs]
    assert ours[0].end_to_end_id == theirs[0].data["end_to_end_reference"]


def test_the_name_of_a_file_on_this_machine_is_not_opened(tmp_path: Path) -> None:
    there = tmp_path / "statement"
    there.write_text(MT940_GERMAN)

    with pytest.raises(UnreadableStatement, match="no statement in it"):
        read_mt940(str(there))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":61:2611271127CR1190,00", ":61:heute CR1190,00", "is not as MT940 has it"),
        (":61:2611271127CR1190,00", ":61:2611991127CR1190,00", "“261199” is no date"),
        ("CR1190,00", "CR1190,005", "more decimals than EUR has"),
        (":60F:C261126EUR1000,00\n", "", "no opening balance"),
        (":60F:C261126EUR", ":60F:C261126XXX", "not a currency code"),
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence(old: str, new: str, said: str) -> None:
    with pytest.raises(UnreadableStatement) as refused:
        read_mt940(MT940_GERMAN.replace(old, new))

    assert said in refused.value.sentence
