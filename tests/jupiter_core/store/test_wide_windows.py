"""Of a window of days or moments the newest are found, whether it has a thousand or more."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from jupiter_core.ports import InvoiceFilter
from jupiter_core.store import Database
from jupiter_core.store.direct import do_each
from jupiter_core.store.invoice_pages import FEW
from jupiter_core.store.prepared import insert_of, table_of
from jupiter_core.store.tables import InvoiceRow
from tests.factories import NOW, WORKSPACE, a_draft
from tests.jupiter_core.store.histories import add

FIRST = "01JB000000"
WINDOWS = (InvoiceFilter(due_to=date(2999, 1, 1)), InvoiceFilter(updated_from=NOW - timedelta(1)))


def copies(database: Database, numbers: range) -> None:
    """Of the first one, as rows alone."""
    with database.engine.begin() as connection:
        (row,) = connection.execute(select(table_of(InvoiceRow)).where(col(InvoiceRow.id) == FIRST))
        rows = []
        for n in numbers:
            id_ = f"01JB{n:06}"
            document = row.document.replace(FIRST, id_)
            rows.append({**row._mapping, "id": id_, "document": document})
        do_each(connection, insert_of(InvoiceRow, connection.dialect.name), rows)


def test_the_newest_of_a_window_are_found_of_a_thousand_and_of_one_more(
    database: Database,
) -> None:
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft(id=FIRST))
    for numbers in (range(1, FEW), range(FEW, FEW + 1)):
        copies(database, numbers)
        for window in WINDOWS:
            with database.read(WORKSPACE) as uow:
                newest = uow.invoices.page(window, limit=2)
                behind = uow.invoices.page(window, after="01JB000002", limit=5)
            found = [[each.id for each in page] for page in (newest, behind)]
            last = numbers[-1]
            assert found == [
                [f"01JB{last:06}", f"01JB{last - 1:06}"],
                ["01JB000001", "01JB000000"],
            ]
