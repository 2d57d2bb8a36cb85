"""The one place where queries are made: each is limited to its workspace here."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    delete,
    func,
    inspect,
    update,
)
from sqlalchemy import select as sa_select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.refusals import NotFound, Refusal
from jupiter_core.domain.seal import Signer
from jupiter_core.store.audit_log import AuditLog
from jupiter_core.store.audit_rows import COVERED
from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.batch import batch_of
from jupiter_core.store.direct import Found
from jupiter_core.store.guards import violated, without_triggers
from jupiter_core.store.memory import ALL, Memory
from jupiter_core.store.prepared import (
    OLD,
    insert_of,
    insert_unless_there,
    keys_of,
    replacement_of,
    select_all,
    select_by,
    table_of,
    upsert_of,
)
from jupiter_core.store.rows import rows_in, table_in
from jupiter_core.store.tables import TableRow, WorkspaceRow

R = TypeVar("R", bound=TableRow)

_AT_ONCE = 500
_OF_WORKSPACE = select_by(WorkspaceRow, (), lock=False)
_HEAD = "head"


class Ahead(NamedTuple):
    """What nearly each transaction that writes to a workspace reads of it, known when its turn
    has come: its row, which is in the memory, and the last entry of its audit log."""

    memory: Memory
    head: Callable[[], Found]


def ahead_of(connection: Connection, workspace_id: str, memory: Memory) -> Ahead:
    """Asked with what is asked next, but for what whoever wrote before in the same transaction has
    left in the memory."""
    batch = batch_of(connection)
    if not memory.knows(WorkspaceRow, ALL):
        workspace = batch.soon(_OF_WORKSPACE, {"ours": workspace_id})
        memory.keep(WorkspaceRow, _asked_before(_OF_WORKSPACE, {}), workspace)
    head = memory.taken(AuditEntryRow, _HEAD)
    return Ahead(memory, head or AuditLog.head_soon(batch, workspace_id))


def _asked_before(query: Executable, values: Mapping[str, Any]) -> Hashable:
    """What an answer is kept under. A value may be a list, of states or ids."""
    given = (tuple(each) if isinstance(each, list) else each for each in values.values())
    return query, tuple(given)


class TransactionScope:
    """One transaction of one workspace. The repositories have nothing else to query with, so that
    nothing is written past the audit log."""

    def __init__(
        self,
        connection: Connection,
        workspace_id: str,
        now: datetime,
        signer: Signer,
        *,
        writes: bool,
        ahead: "Ahead | None" = None,
    ) -> None:
        self.workspace_id = workspace_id
        self.now = now
        self._batch = batch_of(connection)
        head = ahead.head if ahead else None
        self.log = AuditLog(self._batch, workspace_id, now, signer, head)
        self._writes = writes
        self.memory = ahead.memory if ahead else Memory()
        self._later: dict[type[TableRow], list[TableRow]] = {}
        self._derived: dict[Hashable, Callable[[], None]] = {}

    @property
    def connection(self) -> Connection:
        """For what is kept past the repositories' own queries: the caller says whose rows."""
        self.keep_derived()
        return self._batch.connection

    def of(self, workspace_id: str) -> "TransactionScope":
        """The same transaction, of another workspace."""
        given = (self.connection, workspace_id, self.now, self.log.signer)
        return TransactionScope(*given, writes=self._writes)

    def select(self, table: type[R]) -> SelectOfScalar[R]:
        """A query for rows of this workspace alone."""
        self._write_later(table)
        return select(table).where(self._ours(table))

    def select_part(self, table: type[TableRow], without: Collection[str]) -> Select[Any]:
        """The same without some of its columns, for lists that do not read them."""
        columns = (each for each in table_of(table).c if each.name not in without)
        return sa_select(*columns).where(self._ours(table))

    def select_ids(self, table: type[TableRow], column: Mapped[str]) -> Select[Any]:
        """A query for one column of this workspace's rows, to find others by."""
        return sa_select(column).where(self._ours(table))

    def all(self, query: SelectOfScalar[R]) -> Sequence[R]:
        """The rows as they are now."""
        found = self.connection.execute(query)
        return [*rows_in(table_in(query), tuple(found.keys()), found)]

    def each(self, query: SelectOfScalar[R]) -> Iterator[R]:
        """The same one by one, for queries that find more than memory should hold."""
        found = self.connection.execute(query, execution_options={"yield_per": _AT_ONCE})
        yield from rows_in(table_in(query), tuple(found.keys()), found)

    def first(self, query: SelectOfScalar[R]) -> R | None:
        """The first of them; None where there are none."""
        return next(iter(self.all(query.limit(1))), None)

    def by(self, table: type[R], *, lock: bool = False, **values: Any) -> R | None:
        """The row with these values of columns, locked for this transaction if that writes; None
        where there is none."""
        self._write_later(table)
        query = select_by(table, tuple(values), lock=lock and self._writes)
        return next(self._asked(table, query, values), None)

    def foresee(self, table: type[TableRow], *, lock: bool = False, **values: Any) -> None:
        """`by` these values is asked with what is asked next, unless somebody writes to the table
        before."""
        query = select_by(table, tuple(values), lock=lock and self._writes)
        self.foresee_asked(table, query, **values)

    def foresee_all(self, table: type[TableRow], *order: str, **values: Any) -> None:
        """The same of `all_by`."""
        self.foresee_asked(table, select_all(table, tuple(values), order), **values)

    def foresee_asked(self, table: type[R], query: SelectOfScalar[R], **given: Any) -> None:
        """The same of `asked`."""
        self.foresee_read(table, query, **given)

    def all_by(self, table: type[R], *order: str, **values: Any) -> Sequence[R]:
        """All rows with these values, in the order of these columns; see `select_all`."""
        self._write_later(table)
        return [*self._asked(table, select_all(table, tuple(values), order), values)]

    def asked(self, table: type[R], query: SelectOfScalar[R], **given: Any) -> Sequence[R]:
        """What a prepared query of this table alone finds with these parameters, and `ours` for the
        workspace."""
        self._write_later(table)
        return [*self._asked(table, query, given)]

    def read(
        self, table: type[TableRow], query: Executable, **given: Any
    ) -> Sequence[Sequence[Any]]:
        """The same of a query for some of its columns: their values, a row each."""
        self._write_later(table)
        return self._found(table, query, given).rows

    def foresee_read(self, table: type[TableRow], query: Executable, **given: Any) -> None:
        """`read` of the same is asked with what is asked next, as `foresee` has it."""
        asked = _asked_before(query, given)
        if not self.memory.knows(table, asked):
            soon = self._batch.soon(query, {"ours": self.workspace_id, **given})
            self.memory.keep(table, asked, soon)

    def _asked(
        self, table: type[R], query: SelectOfScalar[R], given: dict[str, Any]
    ) -> Iterator[R]:
        return rows_in(table, *self._found(table, query, given))

    def _found(self, table: type[TableRow], query: Executable, given: dict[str, Any]) -> Found:
        soon: Callable[[], Found] | None
        soon = self.memory.taken(table, _asked_before(query, given))
        return soon() if soon else self._batch.find(query, {"ours": self.workspace_id, **given})

    def with_id(self, table: type[R], what: str, id_: str, *, lock: bool = False) -> R:
        """The same by its id. Raises NotFound."""
        row = self.by(table, lock=lock, id=id_)
        if row is None:
            raise NotFound(what, id_)
        return row

    def count_and_sum(
        self, table: type[TableRow], summed: Mapped[int], *where: ColumnElement[bool]
    ) -> tuple[int, int]:
        """Of the rows for which all of `where` holds."""
        query = sa_select(func.count(), func.coalesce(func.sum(summed), 0))
        row = self.connection.execute(query.where(self._ours(table), *where)).one()
        return int(row[0]), int(row[1])

    def distinct(
        self, table: type[TableRow], column: Mapped[str], *where: ColumnElement[bool]
    ) -> list[str]:
        """The different values of a column in the rows for which all of `where` holds."""
        query = sa_select(column).where(self._ours(table), *where).distinct()
        return [str(value) for value in self.connection.execute(query).scalars()]

    def found(self, query: SelectOfScalar[R], what: str, name: str) -> R:
        """The first row. Raises NotFound."""
        row = self.first(query)
        if row is None:
            raise NotFound(what, name)
        return row

    def add(self, row: TableRow) -> None:
        """Raises IntegrityError where a key of it is taken, outside of `refusing`."""
        self.add_all([row])

    def add_later(self, row: TableRow) -> None:
        """With the others of its table, when that is asked for anything, or at the end."""
        self._expect_ours(row)
        self.memory.forget(type(row))
        self._later.setdefault(type(row), []).append(row)

    def replace_later(self, row: TableRow, **alike: Any) -> bool:
        """Whether it took the place of one with these values that is still to be written later."""
        self._expect_ours(row)
        waiting = self._later.get(type(row), [])
        for n, each in enumerate(waiting):
            if all(getattr(each, name) == value for name, value in alike.items()):
                waiting[n] = row
                return True
        return False

    def derive(self, key: Hashable, keep: Callable[[], None]) -> None:
        """Has `keep` write what is kept of something else, of `key`: before anything is asked but
        rows of other tables by themselves, or at the end. Where several changes of one thing make
        one transaction, the last word counts."""
        self._derived[key] = keep

    def finish(self) -> None:
        """Writes what was to be written later, and the audit log: the last thing before all is
        committed."""
        self.keep_derived()
        for table in [*self._later]:
            self._write_later(table)
        self.log.keep()
        self.memory.keep(AuditEntryRow, _HEAD, self.log.known)

    def write_each(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Of a table that is derived: the statement with the values of each of these rows, which
        say the workspace."""
        self.keep_derived()
        self._batch.later(statement, *rows)

    def add_all(self, rows: Sequence[R]) -> None:
        """Rows of one table, in one statement; raises as `add`."""
        if not rows:
            return
        values = [self._values(row) for row in rows]
        self._batch.later(insert_of(type(rows[0]), self.dialect), *values)
        for row, each in zip(rows, values, strict=True):
            self._noted(row, each)

    def add_unless_there(self, row: TableRow) -> bool:
        """Whether it was not there. Waits for another transaction that is adding the same."""
        statement = insert_unless_there(type(row), self.dialect)
        self.memory.forget(type(row))
        return bool(self._batch.find(statement, self._values(row)).rows)

    def put(
        self, row: TableRow, keep: Sequence[str] = (), *, before: TableRow | None = None
    ) -> None:
        """Adds the row, or replaces the one with its primary key, but for the columns to `keep`;
        see `replace` for what was there `before`, where that was read."""
        if before is not None and self.replace(row, before):
            return
        statement = upsert_of(type(row), self.dialect, tuple(keep))
        values = self._values(row)
        self._batch.later(statement, values)
        self._noted(row, values)

    def replace(self, row: TableRow, before: TableRow | None = None, **was: Any) -> bool:
        """Whether the row with its primary key was there, with the values that it `was` to have,
        and is this one now.

        Where it is known how it was `before`, only what is other is written: SQLite writes each
        index anew whose columns are named, whether they have other values or not.
        """
        self._expect_ours(row)
        if before is not None and any(getattr(before, name) != was[name] for name in was):
            return False
        values, table = row.model_dump(), type(row)
        given = {OLD + name: values[name] for name in ("workspace_id", *keys_of(table))}
        given |= {OLD + name: value for name, value in was.items()}
        new = {
            name: value
            for name, value in values.items()
            if (OLD + name not in given or name in was)
            and (before is None or value != getattr(before, name))
        }
        statement = replacement_of(table, tuple(new), tuple(was)) if new else None
        if statement is not None and before is not None:
            self._batch.later(statement, new | given, changes=1)
        elif statement is not None and not self._batch.do(statement, new | given):
            return False
        self._noted(row, values)
        return True

    def update(self, table: type[TableRow], *where: ColumnElement[bool], **values: Any) -> int:
        """How many rows it changed: in columns that the audit log does not cover."""
        covered = COVERED.get(table)
        if covered and not set(values) <= covered.apart:
            raise ValueError(f"a row of {table.__name__} is replaced as a whole")
        self._write_later(table)
        self.memory.forget(table)
        statement = update(table_of(table)).where(self._ours(table), *where).values(**values)
        return self._batch.connection.execute(statement).rowcount

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
        self._write_later(table)
        self.memory.forget(table)
        statement = delete(table_of(table)).where(self._ours(table), *where)
        return self._batch.connection.execute(statement).rowcount

    def count(self, query: SelectOfScalar[R]) -> int:
        """How many rows it finds."""
        counted = select(func.count()).select_from(query.subquery())
        return int(self.connection.execute(counted).scalar_one())

    @contextmanager
    def unguarded(self, table: type[TableRow]) -> Iterator[None]:
        """Without the table's triggers, which refuse every removal; they are back afterwards."""
        with without_triggers(self.connection, str(table_of(table).name)):
            yield
            self._batch.send()

    @contextmanager
    def refusing(self, refusals: Mapping[str, Refusal]) -> Iterator[None]:
        """Turns the violation of a constraint, by its name, into its refusal.

        What was done inside is undone then, and the transaction can go on.
        """
        mark, derived = self.log.mark(), dict(self._derived)
        later = {table: [*rows] for table, rows in self._later.items()}
        try:
            # PostgreSQL takes no statement after a failed one, unless it goes back to a savepoint.
            with self._batch.savepoint():
                yield
        except BaseException as error:
            self.log.undo(mark)
            self.memory.clear()
            self._derived, self._later = derived, later
            if isinstance(error, IntegrityError):
                raise refusals.get(violated(error), error) from None
            raise

    def _ours(self, table: type[TableRow]) -> ColumnElement[bool]:
        return col(table.workspace_id) == self.workspace_id

    def _expect_ours(self, row: TableRow) -> None:
        if row.workspace_id != self.workspace_id:
            raise ValueError(f"a row of {row.workspace_id} in a transaction of {self.workspace_id}")

    def _values(self, row: TableRow) -> dict[str, Any]:
        self._expect_ours(row)
        return {name: value for name, value in row.model_dump().items() if name != "position"}

    def _noted(self, row: TableRow, values: Mapping[str, Any]) -> None:
        self.memory.forget(type(row))
        self.log.note(type(row), values)

    def keep_derived(self) -> None:
        """Writes now what `derive` was told of."""
        while derived := self._derived:
            self._derived = {}  # what each of them asks for finds nothing more to be kept first
            for keep in derived.values():
                keep()

    def _write_later(self, table: type[TableRow]) -> None:
        if table.is_derived:
            self.keep_derived()
        self.add_all(self._later.pop(table, ()))

    @property
    def dialect(self) -> str:
        return self._batch.dialect
