"""Bank statements, over every kind of store."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from jupiter_core.domain.bank_entry import EntryState, ImportedEntry, ImportedStatement
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.statement import StatementEntry, StatementFormat
from jupiter_core.domain.statement_columns import Column, ColumnMapping, DateOrder
from jupiter_core.ports import EntryFilter, Store
from tests.factories import NOW, SAM, WORKSPACE


def a_statement(statement_id: str = "statement-1") -> ImportedStatement:
    return ImportedStatement(
        id=statement_id,
        file_hash="hash",
        file_name="statement.xml",
        format=StatementFormat.CAMT_053,
        profile_id="sender-us",
        account="DE1",
        currency="USD",
        entries=2,
        added=2,
        by=SAM,
        at=NOW,
    )


def an_entry(
    entry_id: str = "entry-1", amount: str = "100.00", currency: str = "USD"
) -> ImportedEntry:
    return ImportedEntry(
        id=entry_id,
        statement_id="statement-1",
        profile_id="sender-us",
        account="DE1",
        identity=f"identity of {entry_id}",
        entry=StatementEntry(booked_on=date(2026, 11, 27), amount=Money.of(amount, currency)),
    )


def a_mapping(date_column: str = "Date") -> ColumnMapping:
    return ColumnMapping(
        header=(date_column, "Amount"),
        columns={Column.BOOKED_ON: date_column, Column.AMOUNT: "Amount"},
        decimal=".",
        dates=DateOrder.MONTH_FIRST,
    )


def test_a_statement_is_found_by_its_id_and_by_its_file(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.statements.add(a_statement())
    with store.read(WORKSPACE) as uow:
        assert uow.statements.get("statement-1") == a_statement()
        assert uow.statements.of_file("hash") == [a_statement()]
        assert uow.statements.of_file("another") == []


def test_an_entry_is_added_once_and_its_state_is_listed_latest_first(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        assert uow.statements.add_entry(an_entry("entry-1"))
        assert uow.statements.add_entry(an_entry("entry-2"))
        again = an_entry("entry-1").model_copy(update={"id": "entry-3"})
        assert not uow.statements.add_entry(again)
    with store.write(WORKSPACE) as uow:
        booked = uow.statements.entry("entry-1").model_copy(update={"state": EntryState.BOOKED})
        uow.statements.save_entry(booked)
    with store.read(WORKSPACE) as uow:
        ids = [each.id for each in uow.statements.entries(EntryFilter())]
        assert ids == ["entry-2", "entry-1"]
        only = uow.statements.entries(EntryFilter(states=(EntryState.BOOKED,)))
        assert only == [booked]
        rest = uow.statements.entries(EntryFilter(statement_id="statement-1"), after="entry-2")
        assert rest == [booked]
        assert uow.statements.known(["identity of entry-1", "x"]) == {"identity of entry-1"}
        with pytest.raises(NotFound):
            uow.statements.entry("entry-3")


def test_what_waits_is_counted_and_summed_by_currency(store: Store) -> None:
    settled = an_entry("entry-4", "9.00").model_copy(update={"state": EntryState.IGNORED})
    with store.write(WORKSPACE) as uow:
        for each in (an_entry(), an_entry("entry-2", "0.50"), an_entry("entry-3", "7", "JPY")):
            uow.statements.add_entry(each)
        uow.statements.add_entry(settled)
    with store.read(WORKSPACE) as uow:
        assert [(each.count, str(each.total)) for each in uow.statements.waiting()] == [
            (1, "7"),
            (2, "100.50"),
        ]


def test_a_payer_is_remembered_with_all_customers(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for customer in ("c-1", "c-2", "c-1"):
            uow.statements.note_payer("DE1", customer)
    with store.read(WORKSPACE) as uow:
        assert uow.statements.payers(["DE1", "DE2"]) == {"DE1": frozenset({"c-1", "c-2"})}


def test_how_a_file_is_read_is_remembered_for_its_account_and_header(store: Store) -> None:
    other = a_mapping("Day")
    with store.write(WORKSPACE) as uow:
        uow.statements.save_columns("DE1", a_mapping())
        uow.statements.save_columns("DE1", other)
        uow.statements.save_columns("DE1", a_mapping().model_copy(update={"decimal": ","}))
    with store.read(WORKSPACE) as uow:
        kept = uow.statements.columns("DE1")
        assert sorted((each.header[0], each.decimal) for each in kept) == [
            ("Date", ","),
            ("Day", "."),
        ]
        assert list(uow.statements.columns("DE2")) == []


def test_of_two_that_add_the_same_at_once_one_does(store: Store) -> None:
    def added(entry_id: str) -> bool:
        with store.write(WORKSPACE) as uow:
            return uow.statements.add_entry(an_entry().model_copy(update={"id": entry_id}))

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(added, ("entry-8", "entry-9"))) == [False, True]


def test_nothing_of_another_workspace_is_there(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.statements.add(a_statement())
        uow.statements.add_entry(an_entry())
        uow.statements.note_payer("DE1", "c-1")
        uow.statements.save_columns("DE1", a_mapping())
    with store.write("T0OTHER") as uow:
        assert uow.statements.add_entry(an_entry())
    with store.read("T0OTHER2") as uow:
        assert not uow.statements.of_file("hash")
        assert not uow.statements.entries(EntryFilter())
        assert not uow.statements.known(["identity of entry-1"])
        assert not uow.statements.waiting()
        assert not uow.statements.payers(["DE1"])
        assert not list(uow.statements.columns("DE1"))
        for find in (uow.statements.get, uow.statements.entry):
            with pytest.raises(NotFound):
                find("statement-1")


def test_entries_are_found_by_their_amount_in_their_currency(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for entry in (
            an_entry("entry-3"),
            an_entry("entry-1"),
            an_entry("entry-2", currency="EUR"),
            an_entry("entry-4", "7.00"),
        ):
            uow.statements.add_entry(entry)
    with store.read(WORKSPACE) as uow:
        found = uow.statements.of_amounts("USD", {100_00, 1})
        assert [each.id for each in found] == ["entry-1", "entry-3"]
        assert uow.statements.of_amounts("USD", set()) == []
    with store.read("T0OTHER") as uow:
        assert uow.statements.of_amounts("USD", {100_00}) == []


def test_parts_of_batches_are_found_by_their_day(store: Store) -> None:
    part = an_entry("part")
    in_batch = part.entry.model_copy(update={"batch": "B-77"})
    later = in_batch.model_copy(update={"booked_on": date(2026, 11, 28)})
    with store.write(WORKSPACE) as uow:
        uow.statements.add_entry(an_entry("alone"))
        uow.statements.add_entry(part.model_copy(update={"entry": in_batch}))
        uow.statements.add_entry(an_entry("later").model_copy(update={"entry": later}))
    with store.read(WORKSPACE) as uow:
        days = (date(2026, 11, 27), date(2026, 11, 29))
        assert [each.id for each in uow.statements.parts_on("USD", days)] == ["part"]
        assert uow.statements.parts_on("EUR", days) == []
        assert uow.statements.parts_on("USD", ()) == []
