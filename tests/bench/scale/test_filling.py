"""What is measured is what commands would have written."""

from typing import Any

import pytest
from sqlalchemy import select

from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from jupiter_core.store.desk_sums import DeskSumRow
from jupiter_core.store.desk_tables import DeskEntryRow
from jupiter_core.store.prepared import table_of
from jupiter_core.store.reminders import ReminderLookRow
from jupiter_core.store.search_tables import SearchEntryRow
from jupiter_core.store.tables import CustomerRow, InvoiceRow, TableRow, VersionRow
from jupiter_core.store.word_index import SearchWordsRow
from tests.bench.scale.filling import fill
from tests.bench.scale.naming import clone_of, name_of
from tests.factories import A_SIGNER, WORKSPACE, a_sender_profile
from tests.harness.databases import KINDS, fresh_url, url_for_many
from tests.harness.fakes import CountingIds, FixedClock

FOLLOWING = (CustomerRow, VersionRow, InvoiceRow, SearchEntryRow, SearchWordsRow, DeskSumRow)


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest) -> Database:
    database = opened(url_for_many(request.param, request), request)
    fill(database, 200, 7, lambda _: None)
    return database


def opened(url: str, request: pytest.FixtureRequest) -> Database:
    database = Database(url, FixedClock(), CountingIds("01K"), A_SIGNER)
    request.addfinalizer(database.close)
    return database


def rows(database: Database, table: type[TableRow], *without: str) -> list[tuple[Any, ...]]:
    kept = [each for each in table_of(table).c if each.name not in {"position", *without}]
    with database.engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(*kept))), key=repr)


def written_by_commands(filled: Database, request: pytest.FixtureRequest) -> Database:
    """The same customers and invoices, each saved by the store."""
    database = opened(fresh_url(filled.engine.dialect.name, request), request)
    with filled.read(WORKSPACE) as there, database.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        for customer in there.customers.page(limit=100):
            uow.customers.save(customer)
        for invoice_id in there.invoices.ids():
            (version,) = there.versions.of(invoice_id)
            uow.invoices.add(version.invoice(), version)
    return database


def test_a_filled_database_has_the_rows_that_the_store_would_have_written(
    filled: Database, request: pytest.FixtureRequest
) -> None:
    before = {each: rows(filled, each) for each in FOLLOWING}
    desk = rows(filled, DeskEntryRow, "look_at")
    looks = rows(filled, ReminderLookRow, "sequence", "looked_on", "next_on", "told")
    other = written_by_commands(filled, request)
    assert {each: rows(other, each) for each in FOLLOWING} == before
    assert rows(other, DeskEntryRow, "look_at") == desk
    assert rows(other, ReminderLookRow, "sequence", "looked_on", "next_on", "told") == looks
    assert len(before[InvoiceRow]) == 200


def test_a_filled_database_holds_and_finds_what_was_copied(filled: Database) -> None:
    assert verify(filled, WORKSPACE) == []
    assert filled.outbox_depths() == []
    with filled.read(WORKSPACE) as uow:
        copied = uow.invoices.get(clone_of(20, 0))
        assert copied.content.bill_to.legal_name == name_of(20 % 7)
        word = name_of(3).split()[0].casefold()
        assert [each.name for each in uow.customers.search(word)] == [name_of(3)]
