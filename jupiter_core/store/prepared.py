"""Statements that are made once a process: making one takes longer than the database takes."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Table, Update, bindparam, func, inspect, literal, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.store.tables import TableRow

R = TypeVar("R", bound=TableRow)

_INSERTS: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@cache
def table_of(row: type[TableRow]) -> Table:
    """Of the rows of a class."""
    table = inspect(row).local_table
    assert isinstance(table, Table)
    return table


@cache
def select_by(table: type[R], names: tuple[str, ...], *, lock: bool) -> SelectOfScalar[R]:
    """One row by these columns, each a parameter of its name, and by `ours`, the workspace."""
    here = (col(getattr(table, name)) == bindparam(name) for name in names)
    query = select(table).where(col(table.workspace_id) == bindparam("ours"), *here).limit(1)
    return query.with_for_update() if lock else query


@cache
def select_all(table: type[R], names: tuple[str, ...], order: tuple[str, ...]) -> SelectOfScalar[R]:
    """All rows by these columns, in the order of others; one with `-` before it goes backwards."""
    here = (col(getattr(table, name)) == bindparam(name) for name in names)
    ways = (
        col(getattr(table, each[1:])).desc() if each[0] == "-" else col(getattr(table, each))
        for each in order
    )
    return select(table).where(col(table.workspace_id) == bindparam("ours"), *here).order_by(*ways)


@cache
def insert_of(table: type[TableRow], dialect: str) -> Any:
    """Its parameters are the columns that a row has values for."""
    return _INSERTS[dialect](table_of(table))


@cache
def insert_unless_there(table: type[TableRow], dialect: str) -> Any:
    """The same, which returns a row only where it added one."""
    return insert_of(table, dialect).on_conflict_do_nothing().returning(literal(True))


@cache
def insert_of_rows(insert: Any, names: tuple[str, ...], count: int) -> Any:
    """The same insert of so many rows at once, of which no two may be the same row: the parameters
    of each are the columns' names, with `row_of` before them."""
    columns = insert.table.c
    rows = [
        {name: bindparam(f"{row_of(n)}{name}", type_=columns[name].type) for name in names}
        for n in range(count)
    ]
    return insert.values(rows)


def row_of(n: int) -> str:
    """Begins the names of the n-th row's parameters; see `insert_of_rows`."""
    return f"row_{n}_"


OLD = "was_"
"""Begins the names of parameters that say what a row is found by."""


@cache
def keys_of(table: type[TableRow]) -> tuple[str, ...]:
    """The columns of its primary key."""
    return tuple(key.name for key in inspect(table).primary_key)


@cache
def replacement_of(table: type[TableRow], new: tuple[str, ...], was: tuple[str, ...]) -> Update:
    """Sets the columns `new` of the row with a primary key, where it has certain values: each is a
    parameter of a column's name, with `OLD` before it for what it is found by."""
    kept = table_of(table)
    found_by = dict.fromkeys(("workspace_id", *keys_of(table), *was))
    here = (kept.c[name] == bindparam(OLD + name) for name in found_by)
    return update(kept).where(*here).values({name: bindparam(name) for name in new})


@cache
def upsert_of(table: type[TableRow], dialect: str, keep: tuple[str, ...]) -> Any:
    """The same, which replaces the row with that primary key, but for the columns to `keep`."""
    statement = insert_of(table, dialect)
    keys = keys_of(table)
    old = {*keys, *keep}
    new = {column.name: column for column in statement.excluded if column.name not in old}
    return statement.on_conflict_do_update(index_elements=sorted(keys), set_=new)


def unindexed(column: Any) -> Any:
    """The same, as no index knows it: SQLite takes any index that begins with a workspace for one
    that finds ten rows."""
    return func.coalesce(column, column, type_=column.type)
