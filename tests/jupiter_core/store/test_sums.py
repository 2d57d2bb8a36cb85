"""The sums that are kept by day follow each change of an invoice, in every store."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from jupiter_core.domain.aging import AgingLook, Figure
from jupiter_core.domain.desk import DeskLook, DeskSection, LocalDays, Owed
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.ports import Store, UnitOfWork
from jupiter_core.store import Database
from tests.factories import NOW, SAM, WORKSPACE, a_content, a_line
from tests.jupiter_core.store.histories import a_draft_of, save

TODAY = date(2026, 11, 22)
DAYS = LocalDays(usual=TODAY)
LOOK = DeskLook(person="U0FIONA", whose="", days=DAYS, at=NOW)
SAMS = LOOK.model_copy(update={"whose": SAM.id})


def issued(
    uow: UnitOfWork, name: str, price: str = "100.00", late: int = 1, **more: Any
) -> Invoice:
    """Due at once, so many days ago."""
    said = {"issue_date": TODAY - timedelta(days=late), "net_terms": 0, "po_number": "1"}
    content = a_content(lines=(a_line(price=price),), **said)
    given = {"state": State.ISSUED, "number": name, "paid": Money.of("0", "USD"), **more}
    return a_draft_of(uow, name, content=content, **given)


def changed(uow: UnitOfWork, invoice: Invoice, **to: Any) -> None:
    save(uow, invoice.model_copy(update={"sequence": invoice.sequence + 1, **to}))


def owed_in(store: Store, look: DeskLook = LOOK) -> list[Owed]:
    with store.read(WORKSPACE) as uow:
        return uow.desk.owed(look)


def test_what_is_paid_in_part_and_then_whole_leaves_what_is_owed(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        first = issued(uow, "a")
        issued(uow, "b", "50.00")
    with store.write(WORKSPACE) as uow:
        part = {"paid": Money.of("30.00", "USD"), "state": State.PARTIALLY_PAID}
        changed(uow, first, **part)
    assert [(each.open_minor, each.open_count) for each in owed_in(store)] == [(120_00, 2)]
    with store.write(WORKSPACE) as uow:
        whole = {"paid": Money.of("100.00", "USD"), "state": State.PAID, "settled_at": NOW}
        changed(uow, uow.invoices.get("a"), **whole)
    assert [(each.open_minor, each.open_count) for each in owed_in(store)] == [(50_00, 1)]
    with store.read(WORKSPACE) as uow:
        (usd,) = uow.aging.by_currency(AgingLook(days=DAYS))
    assert (usd.paid, usd.billed) == (Figure(minor=100_00, count=1), Figure(minor=150_00, count=2))


def test_what_is_voided_is_owed_by_nobody_and_in_no_sum(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        invoice = issued(uow, "a")
    with store.write(WORKSPACE) as uow:
        changed(uow, invoice, state=State.VOID)
    with store.read(WORKSPACE) as uow:
        assert uow.desk.owed(LOOK) == []
        assert uow.aging.by_currency(AgingLook(days=DAYS)) == []


def test_everybodys_and_each_drafters_sums_are_kept_apart(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        issued(uow, "a")
        other = SAM.model_copy(update={"id": "U0WANDA", "name": "Wanda"})
        issued(uow, "b", "7.00", drafted_by=other)
    assert [each.open_minor for each in owed_in(store)] == [107_00]
    assert [each.open_minor for each in owed_in(store, SAMS)] == [100_00]


def test_what_is_erased_leaves_the_sums_and_what_is_found(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        issued(uow, "a")
        issued(uow, "b", "50.00")
    with database.write(WORKSPACE) as uow:
        uow.erasure.subject("a")
    assert [(each.open_minor, each.open_count) for each in owed_in(database)] == [(50_00, 1)]
    with database.engine.connect() as connection:
        left = connection.execute(text("SELECT subject_id FROM search_words")).scalars().all()
    assert left == ["b"]


def test_no_sum_of_nothing_is_left(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        issued(uow, "a")
    with database.write(WORKSPACE) as uow:
        uow.erasure.subject("a")
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM desk_sums")).scalar_one() == 0


@pytest.mark.parametrize(
    ("section", "count"),
    [(DeskSection.OVERDUE, 3), (DeskSection.SUBMITTED, 2), (DeskSection.WAITING_FOR_PO, 0)],
)
def test_what_is_owed_is_counted_to_the_end_and_all_else_up_to_a_limit(
    database: Database, section: DeskSection, count: int
) -> None:
    with database.write(WORKSPACE) as uow:
        for n in range(3):
            issued(uow, f"late-{n}")
            a_draft_of(uow, f"asked-{n}", state=State.PENDING_APPROVAL)
    look = LOOK.model_copy(update={"person": SAM.id})
    with database.read(WORKSPACE) as uow:
        assert uow.desk.count(section, look, most=2) == count
