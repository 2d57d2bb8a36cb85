"""The one place where queries are made: each is limited to its workspace here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, func, inspect, literal, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.refusals import NotFound, Refusal
from jupiter_core.store.guards import without_triggers
from jupiter_core.store.tables import Row

R = TypeVar("R", bound=Row)

_INSERTS: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Scope:
    """One transaction of one workspace. The rooms have nothing else to query with."""

    def __init__(self, session: Session, workspace_id: str, now: datetime, *, writes: bool) -> None:
        self.workspace_id = workspace_id
        self.now = now
        self._session = session
        self._writes = writes

    def select(self, table: type[R]) -> SelectOfScalar[R]:
        return select(table).where(self._ours(table))

    def all(self, query: SelectOfScalar[R]) -> Sequence[R]:
        return self._session.exec(query, execution_options={"populate_existing": True}).all()

    def first(self, query: SelectOfScalar[R]) -> R | None:
        return next(iter(self.all(query.limit(1))), None)

    def found(self, query: SelectOfScalar[R], what: str, name: str, *, lock: bool = False) -> R:
        """The row, locked for this transaction if that writes. Raises NotFound."""
        row = self.first(query.with_for_update() if lock and self._writes else query)
        if row is None:
            raise NotFound(what, name)
        return row

    def add(self, row: Row) -> None:
        self._session.connection().execute(self._insert(row))

    def add_unless_there(self, row: Row) -> bool:
        """Whether it was not there. Waits for another transaction that is adding the same."""
        statement = self._insert(row).on_conflict_do_nothing().returning(literal(True))
        return self._session.connection().execute(statement).first() is not None

    def put(self, row: Row) -> None:
        """Adds the row, or replaces the one with its primary key."""
        statement = self._insert(row)
        keys = {key.name for key in inspect(type(row)).primary_key}
        new = {column.name: column for column in statement.excluded if column.name not in keys}
        self._session.connection().execute(
            statement.on_conflict_do_update(index_elements=sorted(keys), set_=new)
        )

    def update(self, table: type[Row], *where: ColumnElement[bool], **values: Any) -> int:
        """How many rows it changed."""
        statement = update(_table(table)).where(self._ours(table), *where).values(**values)
        return self._session.connection().execute(statement).rowcount

    def delete(self, table: type[Row], *where: ColumnElement[bool]) -> int:
        """How many rows it removed."""
        statement = delete(_table(table)).where(self._ours(table), *where)
        return self._session.connection().execute(statement).rowcount

    def remove(self, row: Row) -> None:
        """This one row."""
        table = type(row)
        values = row.model_dump()
        keys = (
            col(getattr(table, each.name)) == values[each.name]
            for each in inspect(table).primary_key
        )
        self.delete(table, *keys)

    def count(self, query: SelectOfScalar[R]) -> int:
        """How many rows it finds."""
        counted = select(func.count()).select_from(query.subquery())
        return int(self._session.exec(counted).one())

    def connection(self) -> Connection:
        """For what is kept past the rooms' own queries: the caller says whose rows."""
        return self._session.connection()

    @contextmanager
    def unguarded(self, table: type[Row]) -> Iterator[None]:
        """Without the table's triggers, which refuse every removal; they are back afterwards."""
        with without_triggers(self._session.connection(), str(_table(table).name)):
            yield

    @contextmanager
    def refusing(self, refusals: Mapping[str, Refusal]) -> Iterator[None]:
        """Turns the violation of a constraint, by its name, into its refusal.

        What was done inside is undone then, and the transaction can go on.
        """
        try:
            with self._session.begin_nested():
                yield
        except IntegrityError as error:
            raise refusals.get(_violated(error), error) from None

    def _ours(self, table: type[Row]) -> ColumnElement[bool]:
        return col(table.workspace_id) == self.workspace_id

    def _insert(self, row: Row) -> Any:
        if row.workspace_id != self.workspace_id:
            raise ValueError(f"a row of {row.workspace_id} in a transaction of {self.workspace_id}")
        values = {name: value for name, value in row.model_dump().items() if name != "position"}
        insert = _INSERTS[self._session.get_bind().dialect.name]
        return insert(_table(type(row))).values(**values)


def _table(row: type[Row]) -> Table:
    table = inspect(row).local_table
    assert isinstance(table, Table)
    return table


def _violated(error: IntegrityError) -> str:
    """The constraint's name: its table and its last column, which is all that SQLite tells."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name)
    return str(error.orig).rpartition(" ")[2].replace(".", "_")
