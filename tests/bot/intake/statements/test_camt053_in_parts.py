"""A camt.053 file is read part by part: what is in memory is what is kept of it."""

import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest

from bot.intake.statements.camt053 import read_camt053
from bot.intake.statements.parts import MOST_ENTRIES, UnreadableStatement
from bot.intake.statements.reading import read_statements
from jupiter_core.domain.money import Money
from tests.harness.statement_files import CAMT_053

ENTRY = (
    '<Ntry><Amt Ccy="EUR">{n}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
    "<BookgDt><Dt>2026-11-27</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>E{n}</EndToEndId>"
    "</Refs><RltdPties><Dbtr><Nm>Acme GmbH</Nm></Dbtr></RltdPties>"
    "<RmtInf><Ustrd>JUS-{n}</Ustrd></RmtInf></TxDtls></NtryDtls>{more}</Ntry>"
)
HEAD = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>{before}<Stmt>'
    "<Id>7</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id>{currency}</Acct>"
)
TAIL = "</Stmt></BkToCstmrStmt></Document>"


def a_file(
    entries: int, *, before: str = "", more: str = "", currency: str = "<Ccy>EUR</Ccy>"
) -> bytes:
    body = "".join(ENTRY.format(n=n, more=more) for n in range(1, entries + 1))
    return (HEAD.format(before=before, currency=currency) + body + TAIL).encode()


def most_memory(work: Callable[[], object]) -> int:
    """Of all that was in use at one time beside what was there before, in bytes."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "filling",
    [
        '<a b="c"/>' * 20_000,
        "<a>b</a>" * 20_000,
    ],
    ids=["attributes", "texts"],
)
@pytest.mark.parametrize("place", ["before", "more"])
def test_what_nobody_reads_takes_no_memory(filling: str, place: str) -> None:
    """As a tree, each of them takes 56 bytes, and 232 more where it has an attribute."""
    plain = a_file(1)
    content = a_file(1, before=filling) if place == "before" else a_file(1, more=filling)
    assert read_camt053(content) == read_camt053(plain)
    assert most_memory(lambda: read_camt053(content)) < 600_000


def test_an_entry_takes_no_more_than_what_is_kept_of_it() -> None:
    """As a tree, one of these takes 4 KB; what is read of it, a bit more than one."""
    content = a_file(300)
    read_camt053(content)
    taken = most_memory(lambda: read_camt053(content)) / 300
    assert taken < 3_000


def test_entries_that_stand_before_their_currency_is_known_are_read_by_it() -> None:
    """Nothing but the second entry says in which currency the account is."""
    content = a_file(2, currency="").replace(b'<Amt Ccy="EUR">1', b"<Amt>1")
    (read,) = read_camt053(content)
    assert [each.amount for each in read.entries] == [Money.of("1", "EUR"), Money.of("2", "EUR")]
    assert [each.booked_on for each in read.entries] == [date(2026, 11, 27)] * 2


def test_text_behind_a_part_is_none_of_what_is_around_it() -> None:
    sample = CAMT_053.replace("Rechnung JUS-0001", "<x>nobody</x>Rechnung JUS-0001")
    first, *_ = read_camt053(sample.encode())[0].entries
    assert first.remittance == "01.11.2026"


def test_a_statement_within_anything_but_a_document_of_statements_is_none() -> None:
    nested = b"<Stmt>" * 20_000 + b"</Stmt>" * 20_000
    for content in (nested, b"<Document>" + nested + b"</Document>"):
        with pytest.raises(UnreadableStatement, match="there is no camt"):
            read_camt053(content)


def test_too_many_entries_are_refused_at_the_first_that_is_too_many() -> None:
    pending = b"<Ntry><Sts>PDNG</Sts></Ntry>" * (MOST_ENTRIES + 1)
    with pytest.raises(UnreadableStatement, match="it has more than 20,000 entries"):
        read_statements(a_file(0).replace(b"</Stmt>", pending + b"not well-formed"))


def test_a_file_with_thousands_of_names_is_none_of_a_bank() -> None:
    names = "".join(f"<a{n}/>" for n in range(6_000))
    for content in (a_file(1, before=names), a_file(1, more=names)):
        with pytest.raises(UnreadableStatement, match="more kinds of parts"):
            read_camt053(content)
