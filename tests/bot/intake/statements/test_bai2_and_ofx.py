"""BAI2 and OFX: every amount here was reckoned by hand from the samples."""

import io
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from bai2.bai2 import parse_from_string
from ofxtools.header import parse_header
from ofxtools.Parser import TreeBuilder

from bot.intake.statements.bai2 import read_bai2
from bot.intake.statements.ofx import read_ofx
from bot.intake.statements.ofx_tree import tree_of
from bot.intake.statements.parts import UnreadableStatement
from jupiter_core.domain.money import Money
from tests.harness.statement_files import BAI2, OFX_SGML, OFX_XML


def _usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def test_bai2_balances_agree_with_its_entries() -> None:
    (read,) = read_bai2(BAI2)

    assert (read.account, read.bank_code) == ("9876543210", "021000021")
    assert (read.opening, read.closing) == (_usd("1000.00"), _usd("16450.00"))
    assert read.missing == _usd("0.00")


def test_bai2_text_goes_on_in_the_next_record_and_a_banks_own_code_is_read() -> None:
    wire, fee, own = read_bai2(BAI2)[0].entries

    assert wire.amount == _usd("13450.00")
    assert wire.remittance == "ACME CORP PAYMENT OF JUS-0001, THANK YOU"
    assert (wire.bank_reference, wire.end_to_end_id) == ("FW-1", "E2E-1")
    assert wire.value_on == date(2026, 11, 27)
    assert fee.amount == _usd("-50.00")
    assert own.amount == _usd("2050.00")


def test_bai2_returned_items_are_marked() -> None:
    sample = BAI2.replace("16,555,0,Z,,,", "16,555,0,Z,,,").replace("16,698,", "16,555,")

    assert read_bai2(sample)[0].entries[1].is_reversal


def test_bai2_yen_have_no_decimals() -> None:
    sample = BAI2.replace(",USD,", ",JPY,")

    assert read_bai2(sample)[0].entries[0].amount == Money(minor=1345000, currency="JPY")


def test_another_reader_of_bai2_finds_the_same() -> None:
    known = BAI2.replace("16,943,", "16,399,").replace("16,475,-0,", "16,475,0,")
    theirs = parse_from_string(known, check_integrity=False)
    listed = [each for each in theirs.children[0].children[0].children if each.amount]

    assert [abs(each.amount.minor) for each in read_bai2(known)[0].entries] == [
        each.amount for each in listed
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BAI2.removesuffix("99,3300000,1,12/\n"), "cut off"),
        (BAI2.replace("16,195,1345000", "16,195,1345001"), "control total"),
        (BAI2.replace("1345000", "13.45"), "no whole number"),
        (BAI2.replace("16,698", "XX,698"), "line 7 is no record"),
        (BAI2.replace("02,123456789,021000021,1,261127", "02,123456789,021000021,1,99"), "no date"),
        ("01,a\n49,1/\n99,1/", "closes what was never opened"),
        (BAI2.replace("2/\n03,", "2"), "line 9 closes what was never opened"),
    ],
)
def test_bai2_that_was_changed_is_refused(content: str, said: str) -> None:
    with pytest.raises(UnreadableStatement) as refused:
        read_bai2(content)

    assert said in refused.value.sentence


def test_ofx_of_version_1_in_windows_letters() -> None:
    (read,) = read_ofx(OFX_SGML.encode("cp1252"))
    paid, fee, corrected = read.entries

    assert (read.account, read.bank_code) == ("9876543210", "021000021")
    assert (paid.amount, paid.counterparty) == (_usd("13450.00"), "Café & Co")
    assert (paid.booked_on, paid.bank_reference) == (date(2026, 11, 27), "F1")
    assert paid.remittance == "Invoice JUS-0001"
    assert fee.amount == _usd("-50.00")
    assert (corrected.amount, corrected.is_reversal) == (_usd("-1234.56"), True)
    assert read.closing == _usd("12165.44")
    assert read.missing is None


def test_ofx_of_version_2_has_two_accounts_and_yen() -> None:
    yen, euro = read_ofx(OFX_XML.encode())

    assert yen.entries[0].amount == Money(minor=12000, currency="JPY")
    assert yen.entries[0].counterparty == "株式会社"
    assert (euro.account, euro.entries) == ("DE89370400440532013000", ())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OFX_SGML.replace("13450.00", "13450.001"), "more decimals"),
        (OFX_SGML.replace("<CURDEF>USD", "<CURDEF>ABC"), "not a currency code"),
        (OFX_SGML.replace("CHARSET:1252", "CHARSET:EBCDIC"), "not well-formed OFX"),
        (OFX_SGML[:900], "it was cut off"),
        (OFX_SGML.replace("<NAME>Wire fee", "<NAME>Wire</MEMO>fee"), "not well-formed OFX"),
        (OFX_XML.replace("<OFX>", '<!DOCTYPE x [<!ENTITY a "b">]><OFX>'), "defines entities"),
        (OFX_XML.replace("STMTRS", "OTHERRS"), "no statement of an account"),
    ],
)
def test_ofx_that_is_none_is_refused(content: str, said: str) -> None:
    with pytest.raises(UnreadableStatement) as refused:
        read_ofx(content.encode("utf-8"))

    assert said in refused.value.sentence
    assert len(refused.value.sentence) < 200


HEAD = OFX_SGML[: OFX_SGML.index("<OFX>")]
MILLION = 1_000_000


def outline(element: Element) -> list[object]:
    return [element.tag, (element.text or "").strip(), *map(outline, element)]


@pytest.mark.parametrize(
    "sample", [OFX_SGML.replace("&amp;", "+").encode("cp1252"), OFX_XML.encode()]
)
def test_another_reader_of_ofx_finds_the_same_elements(sample: bytes) -> None:
    _header, body = parse_header(io.BytesIO(sample))
    builder = TreeBuilder()
    builder.feed(body)

    assert outline(tree_of(sample)) == outline(builder.close())


@pytest.mark.parametrize(
    ("said", "written", "read"),
    [
        ("CHARSET:1252", "Zoë".encode("cp1252"), "Zoë"),
        ("CHARSET:1252", "Zoë".encode(), "Zoë"),
        ("CHARSET:ISO-8859-1", "Zoë".encode("latin-1"), "Zoë"),
        ("CHARSET:NONE", b"Zoe", "Zoe"),
        ("CHARSET:1252", b"<![CDATA[A & B &amp; <C>]]>", "A & B &amp; <C>"),
        ("CHARSET:1252", b"A &amp;amp; B &lt;C&gt;", "A &amp; B <C>"),
        ("CHARSET:1252", b"Wire fee</NAME>\r\n<MEMO></MEMO>", "Wire fee"),
    ],
)
def test_ofx_has_what_the_bank_wrote_in_whatever_way(said: str, written: bytes, read: str) -> None:
    sample = OFX_SGML.replace("CHARSET:1252", said).replace("Caf\xe9 &amp; Co", "Beta")
    changed = sample.encode("ascii").replace(b"<NAME>Wire fee", b"<NAME>" + written)

    assert read_ofx(changed)[0].entries[1].counterparty == read


@pytest.mark.parametrize(
    "body",
    [
        "<A>" * MILLION,
        "<A>" * MILLION + "</A>" * MILLION,
        "<A>1" * MILLION,
        "<A><![CDATA[" * MILLION,
        "<" * MILLION,
        "<A" + " " * MILLION,
        "<A>1</A>2",
        "<A>1</A></A>",
        "<A/>1",
        "</OFX><OFX>",
    ],
)
def test_ofx_made_to_exhaust_its_reader_is_refused(body: str) -> None:
    with pytest.raises(UnreadableStatement):
        read_ofx(f"{HEAD}<OFX>{body}</OFX>".encode())


def test_a_head_without_an_end_is_no_ofx() -> None:
    with pytest.raises(UnreadableStatement, match="not well-formed"):
        read_ofx(b"OFXHEADER:" + b" " * MILLION + b"<OFX></OFX>")
    with pytest.raises(UnreadableStatement, match="compressed"):
        read_ofx(OFX_SGML.replace("COMPRESSION:NONE", "COMPRESSION:ZIP").encode("cp1252"))
