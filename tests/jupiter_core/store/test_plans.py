"""SQLite's plans of what is asked most: no list looks at all of a table."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from jupiter_core.domain.desk import DeskLook, DeskSection, LocalDays
from jupiter_core.domain.invoice import State
from jupiter_core.domain.search import Sight, Term, Wanted
from jupiter_core.ports import InvoiceFilter
from jupiter_core.store import Database
from jupiter_core.store.rare_grams import FEW
from tests.factories import A_SIGNER, NOW, SAM, WORKSPACE, a_customer, a_draft
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.histories import add
from tests.jupiter_core.store.test_search_of_many import SEES_MUCH, an_entry, keep_entries

TODAY = NOW.date()
EVERYTHING = Sight(person="U0FIONA", everything=True)
FINANCE = DeskLook(person="U0FIONA", whose="", days=LocalDays(usual=TODAY), at=NOW)
SAMS = FINANCE.model_copy(update={"person": SAM.id, "whose": SAM.id})


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    opened = Database(fresh_url("sqlite", request), FixedClock(), CountingIds(), A_SIGNER)
    yield opened
    opened.close()


def plans(database: Database, ask: Any) -> str:
    """Of all that is asked."""
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _k: Any, statement: str, given: Any, *_rest: Any) -> None:
        asked.append((statement, given))

    event.listen(database.engine, "before_cursor_execute", note)
    with database.read(WORKSPACE) as uow:
        ask(uow)
    event.remove(database.engine, "before_cursor_execute", note)
    with database.engine.connect() as connection:
        return "\n".join(
            str(row[-1])
            for statement, given in asked
            if statement.startswith(("SELECT", "WITH"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        )


def wanted(*terms: Term, **more: Any) -> Wanted:
    return Wanted(sight=EVERYTHING, terms=terms, today=TODAY, **more)


@pytest.mark.parametrize("given", [{"terms": (Term(text="corporation"),)}, {"customer": "acme"}])
def test_words_are_found_by_their_index(database: Database, given: dict[str, Any]) -> None:
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft())
    asked = wanted().model_copy(update=given)
    listed = plans(database, lambda uow: uow.search.page(asked))
    counted = plans(database, lambda uow: uow.search.count(asked, most=1000))
    by_id = "search_entries USING INDEX sqlite_autoindex_search_entries_1 (workspace_id=?"
    for found in (listed, counted):
        assert "search_grams VIRTUAL TABLE INDEX" in found
        assert "SCAN search_entries" not in found
        assert "search_words USING INTEGER PRIMARY KEY" in found
    assert f"{by_id} AND subject_id=?)" in listed
    if "customer" in given:
        assert f"{by_id} AND subject_id=?)" in counted
    else:  # what is in the words is counted among them
        assert "search_entries" not in counted


def test_who_sees_little_is_read_what_they_see(database: Database) -> None:
    sight = Sight(person=SAM.id, channels=frozenset({"C0ONE", "C0TWO"}))
    asked = Wanted(sight=sight, today=TODAY)
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft(drafted_by=SAM))
    for found in (
        plans(database, lambda uow: uow.search.page(asked)),
        plans(database, lambda uow: uow.search.count(asked, most=1000)),
    ):
        assert "USING COVERING INDEX search_by_drafter" in found
        assert "USING COVERING INDEX search_by_channel" in found
        assert "(workspace_id=? AND subject_id=?)" in found
        assert "search_by_change" not in found


def test_who_sees_much_is_read_what_of_it_is_in_a_state(database: Database) -> None:
    with database.engine.begin() as connection:
        keep_entries(connection, WORKSPACE, [an_entry(n) for n in range(FEW * 13 // 10)])
    asked = Wanted(sight=SEES_MUCH, states=("void",), today=TODAY)
    for found in (
        plans(database, lambda uow: uow.search.page(asked)),
        plans(database, lambda uow: uow.search.count(asked, most=1000)),
    ):
        for whose in ("drafter", "channel"):
            assert re.search(f"INDEX search_by_{whose}_and_state .* AND state=", found)
        assert "search_by_state" not in found


def test_a_customer_is_found_by_the_index_of_words(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(name="The Acme"))
    found = plans(database, lambda uow: uow.customers.search("acm"))
    assert "search_grams VIRTUAL TABLE INDEX" in found
    assert "SEARCH customers USING INDEX sqlite_autoindex_customers_1" in found
    assert "SCAN customers" not in found


def test_customers_by_how_their_name_begins_are_found_in_its_index(database: Database) -> None:
    found = plans(database, lambda uow: uow.customers.search("ba"))
    assert "customers USING COVERING INDEX customers_by_name (workspace_id=? AND name_key>" in found


def test_what_is_overdue_is_listed_from_what_is_owed_and_counted_by_its_sums(
    database: Database,
) -> None:
    asked = wanted(overdue=True, days=LocalDays(usual=TODAY))
    found = plans(database, lambda uow: uow.search.page(asked))
    assert "search_entries USING INDEX search_owed" in found
    assert "USE TEMP B-TREE" not in found
    counted = plans(database, lambda uow: uow.search.count(asked))
    assert "desk_sums" in counted
    assert "search_entries" not in counted


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (InvoiceFilter(), "sqlite_autoindex_invoices_1"),
        (InvoiceFilter(overdue=True, at=NOW), "invoices_open"),
        (InvoiceFilter(customer_id="c", states=(State.ISSUED,)), "invoices_by_customer"),
        (InvoiceFilter(credit_notes=True), "invoices_credit_notes"),
        (InvoiceFilter(states=(State.VOID,)), "invoices_of_state"),
        (InvoiceFilter(states=(State.VOID, State.DRAFT)), "invoices_of_state"),
        (InvoiceFilter(due_from=TODAY), "invoices_by_due_date"),
        (InvoiceFilter(updated_from=NOW), "invoices_by_change"),
    ],
)
def test_a_list_of_the_api_has_an_index(
    database: Database, wanted: InvoiceFilter, index: str
) -> None:
    found = plans(database, lambda uow: uow.invoices.page(wanted, after="01JB"))
    assert f" {index} " in found


def test_the_first_message_that_waits_is_found_among_those_that_wait(database: Database) -> None:
    found = plans(database, lambda _uow: database.outbox.due_since(NOW))
    assert "outbox USING INDEX outbox_waiting_in_order" in found
    assert "USE TEMP B-TREE" not in found


@pytest.mark.parametrize("look", [FINANCE, SAMS])
@pytest.mark.parametrize("section", [*DeskSection])
def test_a_section_of_the_desk_is_read_in_its_order(
    database: Database, look: DeskLook, section: DeskSection
) -> None:
    found = plans(database, lambda uow: uow.desk.entries(section, look))
    assert "desk_entries USING INDEX desk_entries_by_" in found
    assert "USE TEMP B-TREE FOR ORDER BY" not in found


@pytest.mark.parametrize("section", [DeskSection.OVERDUE, DeskSection.DUE_SOON])
def test_what_one_person_is_owed_is_found_among_theirs(
    database: Database, section: DeskSection
) -> None:
    found = plans(database, lambda uow: uow.desk.entries(section, SAMS))
    assert "desk_entries_by_due_of_drafter" in found
