"""Fills a database with as many invoices as are wanted: copies of a hundred, in their thousands."""

from collections.abc import Callable

from sqlalchemy import text

from jupiter_core.ports import InvoiceFilter
from jupiter_core.store import Database
from jupiter_core.store.migrations.versions.v0060_desk_sums import filling
from tests.bench.scale import templates as t
from tests.bench.scale.clones import Clones, customers
from tests.bench.scale.loading import joined, loading
from tests.bench.scale.naming import clone_of
from tests.factories import A_SIGNER, WORKSPACE

_AT_ONCE = 50
"""Rounds of a hundred invoices, or hundreds of customers, that are held in memory."""
Tell = Callable[[str], None]


def fill(database: Database, invoices: int, count: int, tell: Tell) -> None:
    """As many invoices, in hundreds, of as many customers; with what the planner knows of them."""
    with database.write(WORKSPACE) as uow:
        t.fill_templates(uow)
    t.send(database)
    rounds, whose = invoices // t.COUNT - 1, customers(count)
    with database.engine.connect() as connection:
        clones = Clones(connection, A_SIGNER, rounds, whose)
    with loading(database) as load:
        for begin in range(0, count, _AT_ONCE * t.COUNT):
            load(clones.of_customers(whose[begin : begin + _AT_ONCE * t.COUNT]))
        for begin in range(0, rounds, _AT_ONCE):
            tell(f"{begin * t.COUNT:,} of {invoices:,} invoices")
            some = range(begin, min(begin + _AT_ONCE, rounds))
            load(joined([clones.of_round(each) for each in some]))
        tell("indexes")
    tell("sums")
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM desk_sums"))
        for statement in filling(connection.dialect.name):
            connection.execute(text(statement))
    _look_after(database)


def is_filled(database: Database, rounds: int) -> bool:
    """Whether it was filled before. Raises NotFound for one whose filling was not finished."""
    with database.read(WORKSPACE) as uow:
        some = uow.invoices.page(InvoiceFilter(), limit=1)
        if some and rounds:
            uow.invoices.get(clone_of(t.COUNT - 1, rounds - 1))
    return bool(some)


def _look_after(database: Database) -> None:
    """As a worker does with SQLite's index of words, and PostgreSQL with all by itself."""
    while database.word_merging.step():
        pass
    if database.engine.dialect.name == "sqlite":
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
