"""Rows of a table, made of what a connection read.

The ORM's own loading takes three times as long: it looks each row up in a map of those it knows, to
find out later what changed. Nothing here is changed in place.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import ClassManager
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.store.tables import TableRow

R = TypeVar("R", bound=TableRow)


def rows_in(table: type[R], names: Sequence[str], found: Iterable[Sequence[Any]]) -> Iterator[R]:
    """A row of the table for each that was found, with the columns of these names."""
    made = _manager(table).new_instance
    for values in found:
        row = made()
        row.__dict__.update(zip(names, values, strict=True))
        yield row


def table_in(query: SelectOfScalar[R]) -> type[R]:
    """Whose rows a query is for."""
    table: type[R] = query.column_descriptions[0]["entity"]
    return table


@cache
def _manager(table: type[R]) -> ClassManager[R]:
    manager: ClassManager[R] = inspect(table).class_manager
    return manager
