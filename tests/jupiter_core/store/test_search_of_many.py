"""Of more entries than a database names one by one, it finds what looking at each of them does."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from jupiter_core.domain.search import (
    FORM,
    Order,
    SearchEntry,
    SearchKind,
    Sight,
    Term,
    Wanted,
    plain_number,
    serial_of,
)
from jupiter_core.store import Database
from jupiter_core.store.direct import do_each
from jupiter_core.store.prepared import upsert_of
from jupiter_core.store.rare_grams import FEW
from jupiter_core.store.search_tables import SearchEntryRow
from jupiter_core.store.word_index import put_words, words_row
from tests.factories import NOW, SAM, WORKSPACE
from tests.harness.fake_search import FakeSearch

TODAY = date(2026, 12, 24)
OTHERS = "T0OTHER"
CUSTOMERS = ["acme corporation", "globex gmbh", "initech gmbh", "straßen & söhne", "ab", "東京電力"]
EVERYTHING = Sight(person="U0FIONA", everything=True)
SEES_MUCH = Sight(person=SAM.id, channels=frozenset({"C01", "C02"}))
SEES_LITTLE = Sight(person="U0WANDA", channels=frozenset({"C01"}))


def an_entry(n: int) -> SearchEntry:
    """Most are of the first customer; `us-1` is in most of their plain numbers, and in no word."""
    kind = SearchKind.CONTRACT if n % 50 == 7 else SearchKind.INVOICE
    number = f"JUS-0{100_000 + n}" if kind is SearchKind.INVOICE and n % 5 else ""
    customer = CUSTOMERS[n % 6 if n % 4 == 0 else 0]
    po, external = f"45{n // 9:05}" if n % 3 == 0 else "", f"deal-{n % 40}"
    said = " ".join((number.lower(), customer, po, external, "ap@acme.example", f"memo{n % 7}"))
    return SearchEntry(
        subject_id=f"{kind.value}-{n * 7919 % 10_007:05}",
        kind=kind,
        title=number,
        number_plain=plain_number(number),
        serial=serial_of(number),
        words=f" {said} ",
        amounts=f" {n % 13} {1000 + n}.5 ",
        customer=customer,
        customer_key=customer,
        po_number=po,
        po_key=po,
        external_id=external,
        external_key=external,
        state=("paid", "issued")[n % 3 == 0],
        currency=("USD", "EUR")[n % 2],
        total_minor=n % 13,
        issue_date=str(TODAY - timedelta(days=n % 90)),
        deal_channel=f"C0{n % 4}",
        drafted_by=(SAM.id, "U0WANDA")[n % 7 == 0],
        updated_at=NOW - timedelta(minutes=n * 31 % 997),
    )


class AllOf(FakeSearch):
    """Looks at each of them."""

    def __init__(self, entries: Sequence[SearchEntry]) -> None:
        self.entries = entries

    def __repr__(self) -> str:
        return f"{len(self.entries)} entries"

    def _entries(self, wanted: Wanted) -> Iterator[SearchEntry]:
        return (each for each in self.entries if each.kind is wanted.kind)


def keep_entries(connection: Connection, team: str, entries: Sequence[SearchEntry]) -> None:
    """Without their words."""
    here = {"workspace_id": team, "form": FORM}
    rows = [{**each.model_dump(), "kind": each.kind.value, **here} for each in entries]
    do_each(connection, upsert_of(SearchEntryRow, connection.dialect.name, ()), rows)


class Filled(NamedTuple):
    database: Database
    naive: AllOf


@pytest.fixture
def filled(database: Database) -> Filled:
    """A third more than are named, and as many of another workspace, of which customers have
    the same words too."""
    entries = [an_entry(n) for n in range(FEW * 13 // 10)]
    dialect = database.engine.dialect.name
    with database.engine.begin() as connection:
        for team in (WORKSPACE, OTHERS):
            keep_entries(connection, team, entries)
            told = [(each.kind.value, each.subject_id, each.indexed) for each in entries]
            told += [("customer", f"customer-{n}", f" {CUSTOMERS[0]} {n} ") for n in range(99)]
            put_words(connection, [words_row(team, *each) for each in told])
    if dialect == "postgresql":
        with database.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE search_words")
    return Filled(database, AllOf(entries))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """What stands somewhere in an entry, or nearly."""
    said = an_entry(draw(st.integers(0, FEW * 2))).indexed
    begin = draw(st.integers(0, len(said) - 1))
    return " ".join(said[begin : begin + draw(st.integers(1, 30))].split())


@st.composite
def terms(draw: st.DrawFn) -> Term:
    common = st.sampled_from(
        ["acme", "example", "gmbh", "corporation", "jus", "us-1", "jus-0", "memo"]
    )
    text = draw(st.one_of(common, texts()))
    number = plain_number(text) if draw(st.booleans()) else ""
    amount = draw(st.sampled_from(["", "", "7", "1204.5"]))
    whole, currency = draw(st.booleans()) and len(text) < 4, draw(st.sampled_from(["", "EUR"]))
    return Term(text=text, whole=whole, number=number, amount=amount, currency=currency)


def of_all(*texts: str) -> Wanted:
    return Wanted(sight=EVERYTHING, terms=tuple(Term(text=each) for each in texts), today=TODAY)


WANTED = st.builds(
    Wanted,
    sight=st.sampled_from([EVERYTHING, SEES_MUCH, SEES_LITTLE]),
    kind=st.sampled_from([SearchKind.INVOICE, SearchKind.INVOICE, SearchKind.CONTRACT]),
    terms=st.lists(terms(), max_size=3).map(tuple),
    today=st.just(TODAY),
    states=st.sampled_from([(), (), ("issued",), ("issued", "paid", "void")]),
    customer=st.sampled_from(["", "", "acme", "gmbh", "söhne"]),
    po=st.sampled_from(["", "", "450", "45000"]),
    order=st.sampled_from(Order),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=WANTED, skip=st.integers(0, 60), limit=st.integers(1, 30))
@example(wanted=of_all("acme"), skip=0, limit=25)
@example(wanted=of_all("us-1"), skip=0, limit=25)
@example(wanted=Wanted(sight=SEES_MUCH, today=TODAY), skip=0, limit=25)
@example(wanted=Wanted(sight=SEES_MUCH, today=TODAY, states=("issued",)), skip=40, limit=25)
@example(wanted=Wanted(sight=SEES_MUCH, today=TODAY, states=("void", "paid")), skip=2100, limit=25)
@example(wanted=Wanted(sight=SEES_LITTLE, today=TODAY), skip=900, limit=25)
@example(wanted=of_all("acme", "corporation"), skip=1990, limit=25)
def test_a_page_and_a_count_are_what_looking_at_each_finds(
    filled: Filled, wanted: Wanted, skip: int, limit: int
) -> None:
    database, naive = filled
    with database.read(WORKSPACE) as uow:
        assert uow.search.page(wanted, skip=skip, limit=limit) == naive.page(
            wanted, skip=skip, limit=limit
        )
        for most in (None, 10, 1000):
            assert uow.search.count(wanted, most=most) == naive.count(wanted, most=most)
