"""camt.053: every amount here was reckoned by hand from the sample."""

from datetime import date

import pycamt.parser
import pytest

from bot.intake.statements.camt053 import read_camt053
from bot.intake.statements.parts import UnreadableStatement
from jupiter_core.domain.money import Money
from tests.harness.statement_files import CAMT_053


def _eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def test_the_account_its_balances_and_their_entries_agree() -> None:
    (read,) = read_camt053(CAMT_053.encode())

    assert read.account == "DE89370400440532013000"
    assert read.bank_code == "COBADEFFXXX"
    assert (read.opening, read.closing) == (_eur("1000.00"), _eur("5285.10"))
    assert read.missing == _eur("0.00")
    assert read.number == "227"


def test_an_entry_says_who_paid_and_what_for() -> None:
    entry = read_camt053(CAMT_053.encode())[0].entries[0]

    assert entry.amount == _eur("1190.00")
    assert entry.booked_on == date(2026, 11, 27)
    assert entry.counterparty == "Acme GmbH"
    assert entry.counterparty_account == "DE02120300000000202051"
    assert entry.remittance == "Rechnung JUS-0001 vom 01.11.2026"
    assert (entry.end_to_end_id, entry.bank_reference) == ("E2E-77", "B1")


def test_a_batch_becomes_an_entry_for_each_of_its_payments() -> None:
    _, first, second, *_ = read_camt053(CAMT_053.encode())[0].entries

    assert (first.amount, first.counterparty, first.batch) == (_eur("1000.00"), "Beta AG", "B2")
    assert first.structured_reference == "RF18539007547034"
    assert first.end_to_end_id == ""
    assert (second.amount, second.remittance) == (_eur("2000.00"), "JUS-0003")


def test_what_the_bank_kept_is_known_and_what_is_pending_left_out() -> None:
    entries = read_camt053(CAMT_053.encode())[0].entries

    assert len(entries) == 5
    assert (entries[3].amount, entries[3].fee) == (_eur("95.10"), _eur("4.90"))
    assert entries[4].is_reversal
    assert entries[4].remittance == "RETOURE"


def test_charges_that_explain_the_rest_of_a_batch_are_an_entry_of_their_own() -> None:
    sample = CAMT_053.replace(
        '<Amt Ccy="EUR">3000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>',
        '<Amt Ccy="EUR">2995.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        '<Chrgs><Rcrd><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>',
    )

    read = read_camt053(sample.encode())[0]

    assert [str(each.amount) for each in read.entries[1:4]] == ["1000.00", "2000.00", "-5.00"]
    assert read.entries[3].remittance == "Bank charges"
    assert read.missing == _eur("5.00")  # the sample's closing balance has them in


def test_details_that_do_not_add_up_stay_one_entry_with_all_that_they_say() -> None:
    sample = CAMT_053.replace(
        '<TxAmt><Amt Ccy="EUR">2000.00</Amt>', '<TxAmt><Amt Ccy="USD">2000.00</Amt>'
    )

    entry = read_camt053(sample.encode())[0].entries[1]

    assert entry.amount == _eur("3000.00")
    assert entry.counterparty == "Beta AG, Gamma KG"
    assert "RF18539007547034" in entry.text
    assert "JUS-0003" in entry.text


def test_a_debit_is_below_zero_and_names_who_was_paid() -> None:
    sample = CAMT_053.replace(
        "<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\n<BookgDt><Dt>2026-11-27</Dt></BookgDt><ValDt>",
        "<CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\n<BookgDt>"
        "<Dt>2026-11-27</Dt></BookgDt><ValDt>",
    )
    sample = sample.replace(
        "<Dbtr><Nm>Acme GmbH</Nm></Dbtr>", "<Cdtr><Pty><Nm>Strom AG</Nm></Pty></Cdtr>"
    )

    entry = read_camt053(sample.encode())[0].entries[0]

    assert (entry.amount, entry.counterparty) == (_eur("-1190.00"), "Strom AG")


def test_two_accounts_in_one_file_are_two_statements() -> None:
    start, end = CAMT_053.index("<Stmt>"), CAMT_053.index("</Stmt>") + len("</Stmt>")
    second = CAMT_053[start:end].replace("DE89370400440532013000", "NL91ABNA0417164300")

    read = read_camt053((CAMT_053[:end] + second + CAMT_053[end:]).encode())

    assert [each.account for each in read] == ["DE89370400440532013000", "NL91ABNA0417164300"]


def test_yen_have_no_decimals_and_the_account_may_have_no_iban() -> None:
    sample = CAMT_053.replace('"EUR"', '"JPY"').replace("<Ccy>EUR", "<Ccy>JPY")
    sample = sample.replace(".00<", "<").replace("5285.10", "5285").replace("95.10", "95")
    sample = sample.replace("4.90", "5").replace(
        "<IBAN>DE89370400440532013000</IBAN>", "<Othr><Id>123-4567</Id></Othr>"
    )

    (read,) = read_camt053(sample.encode())

    assert read.account == "1234567"
    assert read.entries[0].amount == Money(minor=1190, currency="JPY")


def test_it_reads_latin_1_where_the_file_says_so() -> None:
    sample = CAMT_053.replace("UTF-8", "ISO-8859-1").replace("Acme", "Müller")

    assert read_camt053(sample.encode("latin-1"))[0].entries[0].counterparty == "Müller GmbH"


def test_another_reader_finds_the_same_single_payment() -> None:
    theirs = pycamt.parser.Camt053Parser(CAMT_053.encode()).get_transactions()[0]
    ours = read_camt053(CAMT_053.encode())[0].entries[0]

    assert str(ours.amount) == theirs["Amount"]
    assert ours.counterparty == theirs["DebtorName"]
    assert ours.counterparty_account == theirs["DebtorIBAN"]
    assert ours.remittance == theirs["RemittanceInformationFull"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;">]>'
    "<Document>&z;</Document>"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "defines entities"),
        ("<Document><BkToCstmrStmt>", "not well-formed XML"),
        ("<html></html>", "no camt.053 statement"),
        ("<Document><BkToCstmrAcctRpt/></Document>", "intraday report"),
        (CAMT_053.replace(">1190.00<", ">1190.001<"), "more decimals than EUR has"),
        (CAMT_053.replace(">1190.00<", ">1e9<"), "“1e9” is no amount"),
        (
            CAMT_053.replace("2026-11-27</Dt></BookgDt><ValDt>", "soon</Dt></BookgDt><ValDt>"),
            "“soon” is no date",
        ),
        (CAMT_053.replace('<Amt Ccy="EUR">1190', '<Amt Ccy="USD">1190'), "not in the account's"),
    ],
)
def test_what_is_no_statement_is_refused_in_a_sentence(content: str, said: str) -> None:
    with pytest.raises(UnreadableStatement, match="This bank statement cannot be read") as refused:
        read_camt053(content.encode())

    assert said in refused.value.sentence


def test_a_hundred_thousand_nested_tags_are_only_no_statement() -> None:
    with pytest.raises(UnreadableStatement):
        read_camt053(b"<a>" * 100_000 + b"</a>" * 100_000)
