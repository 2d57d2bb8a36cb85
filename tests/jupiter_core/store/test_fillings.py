"""What follows from documents is made once, a few at a time, and not looked for again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text

from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.search import Sight, Term, Wanted
from jupiter_core.ports import PaymentFilter, UnitOfWork
from jupiter_core.store import Database
from jupiter_core.store.prepared import table_of
from jupiter_core.store.tables import InvoiceRow, TableRow, VersionRow
from tests.factories import NOW, WORKSPACE
from tests.jupiter_core.store.histories import a_draft_of
from tests.jupiter_core.store.test_migrating_old_rows import (
    as_of_before,
    fill,
    old,
    rows_of_the_present,
    upgrade,
    writer,
)

__all__ = ["old"]
MANY = 101
"""One more than the invoices whose payments are made at once."""
COPIES = 501
"""One more than the entries that are made at once."""


def paid(uow: UnitOfWork, name: str) -> None:
    whole = Money.of("1345000.00", "USD")
    a_draft_of(uow, name, number=name, state=State.PAID, revision=1, paid=whole)


def copy(connection: Connection, table: type[TableRow], column: str, count: int) -> None:
    """So many copies of what is there of the invoice `paid`."""
    own = {
        column: "'copy-' || n",
        "number_key": "NULL",
        "document": """replace(document, '"id":"paid"', '"id":"copy-' || n || '"')""",
    }
    names = [each.name for each in table_of(table).c]
    connection.execute(
        text(
            f"INSERT INTO {table_of(table).name} ({', '.join(names)}) "
            "WITH RECURSIVE numbers(n) AS "
            f"(SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) "
            f"SELECT {', '.join(own.get(each, each) for each in names)} "
            f"FROM {table_of(table).name}, numbers WHERE {column} = 'paid'"
        )
    )


def read(database: Database, ask: Callable[[], object]) -> tuple[list[str], int]:
    """The statements that ask something, and how many rows they find."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _k: Any, said: str, given: Any, *_rest: Any) -> None:
        if said.startswith("SELECT"):
            seen.append((said, given))

    event.listen(database.engine, "before_cursor_execute", note)
    ask()
    event.remove(database.engine, "before_cursor_execute", note)
    with database.engine.connect() as connection:
        rows = [len(connection.exec_driver_sql(said, given).all()) for said, given in seen]
    return [said for said, _ in seen], sum(rows)


def test_a_start_where_nothing_has_to_be_made_reads_as_much_as_one_on_empty_tables(
    database: Database,
) -> None:
    empty = read(database, database.migrate)
    with database.write(WORKSPACE) as uow:
        for n in range(3):
            paid(uow, f"paid-{n}")
    assert read(database, database.migrate) == empty


def test_an_upgrade_of_tables_that_were_filled_looks_through_no_invoices(
    old: Database, tmp_path: Path
) -> None:
    upgrade(old, "0071")
    fill(old, rows_of_the_present(tmp_path, lambda uow: paid(uow, "paid")))
    statements, _ = read(old, old.migrate)
    asked = " ".join(statements)
    assert [each for each in ("payments", "versions", "audit_entries") if each in asked] == []
    with old.read(WORKSPACE) as uow:
        assert uow.payments.page(PaymentFilter()) == []


def test_payments_of_before_are_made_and_said_in_the_log_a_few_at_a_time(
    old: Database, tmp_path: Path
) -> None:
    fill(old, as_of_before(rows_of_the_present(tmp_path, lambda uow: paid(uow, "paid"))))
    upgrade(old, "0025")
    with writer(old) as connection:
        copy(connection, VersionRow, "subject_id", MANY)
        copy(connection, InvoiceRow, "id", MANY)
    old.migrate()
    with old.read(WORKSPACE) as uow:
        assert len(uow.payments.page(PaymentFilter(), limit=200)) == MANY + 1
        kinds = [[row.kind for row in each.audited()] for each in uow.audit.entries()]
    assert [each.count("payment") for each in kinds if "payment" in each] == [100, 2]


def test_more_entries_than_are_made_at_once_are_made_and_what_cannot_be_read_stays(
    database: Database,
) -> None:
    with database.write(WORKSPACE) as uow:
        paid(uow, "paid")
    with writer(database) as connection:
        copy(connection, InvoiceRow, "id", COPIES)
    database.migrate()
    assert len(corporations(database)) == COPIES + 1
    with writer(database) as connection:
        connection.execute(text("UPDATE invoices SET document = '{}' WHERE id = 'copy-7'"))
        other = "form = CASE WHEN subject_id < 'copy-3' THEN form - 1 ELSE form + 1 END"
        connection.execute(text(f"UPDATE search_entries SET words = '', {other}"))
    database.migrate()
    assert len(corporations(database)) == COPIES
    assert "copy-7" not in corporations(database)


def corporations(database: Database) -> list[str]:
    wanted = Wanted(
        sight=Sight(person="U", everything=True),
        today=NOW.date(),
        terms=(Term(text="corporation"),),
    )
    with database.read(WORKSPACE) as uow:
        return [each.subject_id for each in uow.search.page(wanted, limit=2 * COPIES)]
