"""What the desk and a search find is written with what it is about, once a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from jupiter_core.domain.desk import DeskLook, DeskSection, LocalDays
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import AlreadyTaken, ChangedSinceSeen
from jupiter_core.domain.search import Sight, Wanted
from jupiter_core.ports import Store, UnitOfWork
from jupiter_core.store import Database
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.unit_of_work import SqlUnitOfWork
from tests.factories import NOW, SAM, WORKSPACE
from tests.jupiter_core.store.histories import ID, a_draft_of, a_message, edit, save

LOOK = DeskLook(person=SAM.id, whose="", days=LocalDays(usual=NOW.date()), at=NOW)
ALL = Wanted(sight=Sight(person=SAM.id, everything=True), today=NOW.date())


@contextmanager
def asked_of(database: Database) -> Iterator[list[str]]:
    """The statements of what is done inside."""
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def writes(asked: list[str], table: str) -> int:
    return sum(each.startswith((f"INSERT INTO {table} ", f"UPDATE {table} ")) for each in asked)


def pending(uow: UnitOfWork, invoice_id: str = ID) -> Invoice:
    return save(uow, uow.invoices.get(invoice_id)._next(state=State.PENDING_APPROVAL))


def drafts(uow: UnitOfWork) -> list[str]:
    return [each.subject_id for each in uow.desk.entries(DeskSection.DRAFTS, LOOK)]


def submitted(uow: UnitOfWork) -> list[str]:
    return [each.subject_id for each in uow.desk.entries(DeskSection.SUBMITTED, LOOK)]


def test_of_several_changes_in_one_transaction_the_last_is_written_once(database: Database) -> None:
    with asked_of(database) as asked, database.write(WORKSPACE) as uow:
        a_draft_of(uow, ID)
        edit(uow, "first")
        pending(uow)
    assert (writes(asked, "desk_entries"), writes(asked, "search_entries")) == (1, 1)
    assert writes(asked, "versions") == 3
    with database.read(WORKSPACE) as uow:
        assert (drafts(uow), submitted(uow)) == ([], [ID])
        assert [(each.state, each.subject_id) for each in uow.search.page(ALL)] == [
            (State.PENDING_APPROVAL, ID)
        ]


def test_who_looks_within_the_transaction_sees_what_was_changed_in_it(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, ID)
        assert (drafts(uow), submitted(uow)) == ([ID], [])
        pending(uow)
        assert (drafts(uow), submitted(uow)) == ([], [ID])
        assert [each.state for each in uow.search.page(ALL)] == [State.PENDING_APPROVAL]
        a_draft_of(uow, "another")
        assert uow.desk.count(DeskSection.DRAFTS, LOOK) == 1
        assert uow.search.count(ALL) == 2


def test_what_is_refused_leaves_what_was_changed_before_it(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        a_draft_of(uow, "taken", number="JUS-000001", state=State.ISSUED)
    with database.write(WORKSPACE) as uow:
        a_draft_of(uow, ID)
        pending(uow)
        with pytest.raises(AlreadyTaken):
            a_draft_of(uow, "refused", number="JUS-000001", state=State.ISSUED)
        with pytest.raises(AlreadyTaken):
            save(uow, uow.invoices.get(ID)._next(number="JUS-000001"))
        assert uow.invoices.get(ID).number is None
    with database.read(WORKSPACE) as uow:
        assert submitted(uow) == [ID]
        found = {each.subject_id: (each.state, each.number_plain) for each in uow.search.page(ALL)}
    assert found == {"taken": ("issued", "jus-1"), ID: ("pending_approval", "")}


def test_the_same_version_is_not_written_twice_in_one_transaction(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        draft = a_draft_of(uow, ID)
        edited = edit(uow, "once")
        with pytest.raises(ChangedSinceSeen):
            save(uow, edited)
        with pytest.raises(ChangedSinceSeen):
            save(uow, draft)
        assert uow.invoices.get(ID) == edited


def test_what_is_read_after_a_change_is_what_the_next_transaction_reads(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, ID)
        edit(uow, "Réf. €\u00a01")
        here, head = uow.invoices.get(ID), uow.invoices.head(ID)
    with store.read(WORKSPACE) as uow:
        assert (uow.invoices.get(ID), uow.invoices.head(ID)) == (here, head)


def test_a_change_writes_only_the_columns_that_are_other_now(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        a_draft_of(uow, ID)
    with asked_of(database) as asked, database.write(WORKSPACE) as uow:
        edit(uow, "for the gate")
    told = [each for each in asked if each.startswith(("UPDATE invoices", "UPDATE desk_entries"))]
    assert len(told) == 2
    for each in told:
        assert "sequence=" in each.replace(" = ", "=")
        assert "customer=" not in each.replace(" = ", "=")
        assert "drafted_by=" not in each.replace(" = ", "=")


def test_a_transaction_may_change_any_number_of_invoices(store: Store) -> None:
    names = [f"draft-{n:03}" for n in range(300)]
    with store.write(WORKSPACE) as uow:
        for each in names:
            a_draft_of(uow, each)
    with store.read(WORKSPACE) as uow:
        assert uow.desk.count(DeskSection.DRAFTS, LOOK) == uow.search.count(ALL) == len(names)


def test_what_is_undone_for_another_reason_leaves_what_was_changed_before_it(
    database: Database,
) -> None:
    with database.write(WORKSPACE) as uow:
        assert isinstance(uow, SqlUnitOfWork)
        a_draft_of(uow, ID)
        with pytest.raises(ZeroDivisionError), uow.scope.refusing({}):
            assert drafts(uow) == [ID]  # written within what is undone
            raise ZeroDivisionError
    with database.read(WORKSPACE) as uow:
        assert drafts(uow) == [ID]


def test_what_is_undone_takes_its_own_messages_with_it_and_none_of_before(
    database: Database,
) -> None:
    with database.write(WORKSPACE) as uow:
        assert isinstance(uow, SqlUnitOfWork)
        uow.outbox.put(a_message("before", "one"))
        with pytest.raises(ZeroDivisionError), uow.scope.refusing({}):
            assert uow.scope.count(uow.scope.select(OutboxRow)) == 1  # written in here
            uow.outbox.put(a_message("undone", "two"))
            raise ZeroDivisionError
        uow.outbox.put(a_message("after", "three"))
    claimed = database.outbox.claim(owner="me", now=NOW, lease_until=NOW, limit=9)
    assert [each.id for each in claimed] == ["before", "after"]
