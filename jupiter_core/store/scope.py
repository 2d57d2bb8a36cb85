"""The one place where queries are made: each is limited to its workspace here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, func, inspect, literal, update
from sqlalchemy import select as sa_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.refusals import NotFound, Refusal
from jupiter_core.domain.seal import Signer
from jupiter_core.store.audit_log import AuditLog
from jupiter_core.store.audit_rows import COVERED
from jupiter_core.store.guards import without_triggers
from jupiter_core.store.tables import TableRow

R = TypeVar("R", bound=TableRow)

_AT_ONCE = 500
_INSERTS: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class TransactionScope:
    """One transaction of one workspace. The repositories have nothing else to query with, so that
    nothing is written past the audit log."""

    def __init__(
        self, session: Session, workspace_id: str, now: datetime, signer: Signer, *, writes: bool
    ) -> None:
        self.workspace_id = workspace_id
        self.now = now
        self.session = session
        self.log = AuditLog(session, workspace_id, now, signer)
        self._writes = writes

    def select(self, table: type[R]) -> SelectOfScalar[R]:
        """A query for rows of this workspace alone."""
        return select(table).where(self._ours(table))

    def all(self, query: SelectOfScalar[R]) -> Sequence[R]:
        """The rows as they are now."""
        # Rows are written past the session, which by itself would show those that it knows as
        # before.
        return self.session.exec(query, execution_options={"populate_existing": True}).all()

    def each(self, query: SelectOfScalar[R]) -> Iterator[R]:
        """The same one by one, for queries that find more than memory should hold."""
        options = {"populate_existing": True, "yield_per": _AT_ONCE}
        yield from self.session.exec(query, execution_options=options)

    def first(self, query: SelectOfScalar[R]) -> R | None:
        """The first of them; None where there are none."""
        return next(iter(self.all(query.limit(1))), None)

    def count_and_sum(
        self, table: type[TableRow], summed: Mapped[int], *where: ColumnElement[bool]
    ) -> tuple[int, int]:
        """Of the rows for which all of `where` holds."""
        query = sa_select(func.count(), func.coalesce(func.sum(summed), 0))
        row = self.session.execute(query.where(self._ours(table), *where)).one()
        return int(row[0]), int(row[1])

    def distinct(
        self, table: type[TableRow], column: Mapped[str], *where: ColumnElement[bool]
    ) -> list[str]:
        """The different values of a column in the rows for which all of `where` holds."""
        query = sa_select(column).where(self._ours(table), *where).distinct()
        return [str(value) for value in self.session.execute(query).scalars()]

    def found(self, query: SelectOfScalar[R], what: str, name: str, *, lock: bool = False) -> R:
        """The row, locked for this transaction if that writes. Raises NotFound."""
        row = self.first(query.with_for_update() if lock and self._writes else query)
        if row is None:
            raise NotFound(what, name)
        return row

    def add(self, row: TableRow) -> None:
        """Raises IntegrityError where a key of it is taken, outside of `refusing`."""
        self.session.connection().execute(self._insert(row))
        self.log.note(type(row), row.model_dump())

    def add_unless_there(self, row: TableRow) -> bool:
        """Whether it was not there. Waits for another transaction that is adding the same."""
        statement = self._insert(row).on_conflict_do_nothing().returning(literal(True))
        return self.session.connection().execute(statement).first() is not None

    def put(self, row: TableRow, keep: Sequence[str] = ()) -> None:
        """Adds the row, or replaces the one with its primary key, but for the columns to `keep`."""
        statement = self._insert(row)
        keys = {key.name for key in inspect(type(row)).primary_key}
        old = {*keys, *keep}
        new = {column.name: column for column in statement.excluded if column.name not in old}
        self.session.connection().execute(
            statement.on_conflict_do_update(index_elements=sorted(keys), set_=new)
        )
        self.log.note(type(row), row.model_dump())

    def replace(self, row: TableRow, *where: ColumnElement[bool]) -> bool:
        """Whether the row with its primary key was there, as `where` says, and is this one now."""
        values = row.model_dump()
        keys = {key.name: values.pop(key.name) for key in inspect(type(row)).primary_key}
        table = _table(type(row))
        here = (table.c[name] == value for name, value in keys.items())
        statement = update(table).where(self._ours(type(row)), *here, *where).values(**values)
        if not self.session.connection().execute(statement).rowcount:
            return False
        self.log.note(type(row), row.model_dump())
        return True

    def update(self, table: type[TableRow], *where: ColumnElement[bool], **values: Any) -> int:
        """How many rows it changed: in columns that the audit log does not cover."""
        covered = COVERED.get(table)
        if covered and not set(values) <= covered.apart:
            raise ValueError(f"a row of {table.__name__} is replaced as a whole")
        statement = update(_table(table)).where(self._ours(table), *where).values(**values)
        return self.session.connection().execute(statement).rowcount

    def delete(self, table: type[TableRow], *where: ColumnElement[bool]) -> int:
        """How many rows it removed: of a table that the audit log does not cover."""
        if table in COVERED:
            raise ValueError(f"a row of {table.__name__} is removed by itself")
        return self._delete(table, *where)

    def remove(self, row: TableRow) -> None:
        """One row, by its primary key, with a word in the audit log."""
        table = type(row)
        values = row.model_dump()
        keys = (
            col(getattr(table, each.name)) == values[each.name]
            for each in inspect(table).primary_key
        )
        self._delete(table, *keys)
        self.log.note_removed(table, values)

    def _delete(self, table: type[TableRow], *where: ColumnElement[bool]) -> int:
        statement = delete(_table(table)).where(self._ours(table), *where)
        return self.session.connection().execute(statement).rowcount

    def count(self, query: SelectOfScalar[R]) -> int:
        """How many rows it finds."""
        counted = select(func.count()).select_from(query.subquery())
        return int(self.session.exec(counted).one())

    def connection(self) -> Connection:
        """For what is kept past the repositories' own queries: the caller says whose rows."""
        return self.session.connection()

    @contextmanager
    def unguarded(self, table: type[TableRow]) -> Iterator[None]:
        """Without the table's triggers, which refuse every removal; they are back afterwards."""
        with without_triggers(self.session.connection(), str(_table(table).name)):
            yield

    @contextmanager
    def refusing(self, refusals: Mapping[str, Refusal]) -> Iterator[None]:
        """Turns the violation of a constraint, by its name, into its refusal.

        What was done inside is undone then, and the transaction can go on.
        """
        mark = self.log.mark()
        try:
            # PostgreSQL takes no statement after a failed one, unless it goes back to a savepoint.
            with self.session.begin_nested():
                yield
        except IntegrityError as error:
            self.log.undo(mark)
            raise refusals.get(_violated(error), error) from None

    def _ours(self, table: type[TableRow]) -> ColumnElement[bool]:
        return col(table.workspace_id) == self.workspace_id

    def _insert(self, row: TableRow) -> Any:
        if row.workspace_id != self.workspace_id:
            raise ValueError(f"a row of {row.workspace_id} in a transaction of {self.workspace_id}")
        values = {name: value for name, value in row.model_dump().items() if name != "position"}
        insert = _INSERTS[self.session.get_bind().dialect.name]
        return insert(_table(type(row))).values(**values)


def _table(row: type[TableRow]) -> Table:
    table = inspect(row).local_table
    assert isinstance(table, Table)
    return table


def _violated(error: IntegrityError) -> str:
    """The constraint's name: its table and its last column, which is all that SQLite tells."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name)
    return str(error.orig).rpartition(" ")[2].replace(".", "_")
