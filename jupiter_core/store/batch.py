"""What one transaction says to its database: what needs no answer goes with what needs one.

PostgreSQL is a journey away, there and back, and a transaction of forty statements is forty of
them. What only writes waits here for the next question, or for the end, and travels with it, in the
order in which it was said; SQLite is told everything at once. An error of what waited is told by
what it travels with: whoever has to know of it uses a `savepoint`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Executable, Insert

from jupiter_core.store import direct
from jupiter_core.store.direct import Found, Given, RowGone, asked, find_after, send, spelled
from jupiter_core.store.journey import Said
from jupiter_core.store.prepared import insert_of_rows, row_of

_BATCH = "batch"
_VALUES = 50
"""In a statement of several rows: the driver reads the text of one that has more anew each time."""


class Batch:
    """Of the transaction that is open on a connection; see `batch_of`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._transaction = connection.get_transaction()
        self._waiting: list[Said] = []
        is_postgresql = connection.dialect.name == "postgresql"
        self._may_wait = is_postgresql and self._transaction is not None

    @property
    def connection(self) -> Connection:
        """For what is said past it, after all that waited."""
        self.send()
        return self._connection

    @property
    def dialect(self) -> str:
        return self._connection.dialect.name

    def is_of(self, connection: Connection) -> bool:
        """Whether that is its connection, and still in its transaction."""
        is_its = connection is self._connection
        return is_its and connection.get_transaction() is self._transaction

    def find(self, statement: Executable, given: Given) -> Found:
        """What it finds, or returns, when all that waits is done. Raises as
        `Connection.execute`."""
        return find_after(self._connection, self._taken(), statement, given)

    def do(self, statement: Executable, given: Given) -> int:
        """How many rows it changed. Raises as `find`."""
        return direct.do_after(self._connection, self._taken(), statement, given)

    def later(self, statement: Executable, *given: Given, changes: int | None = None) -> None:
        """With each of these, which have the same names and are different rows. Where each has to
        change so many and does not, RowGone is raised, and nothing of the transaction can be
        kept."""
        if self._may_wait and len(given) > 1 and isinstance(statement, Insert):
            most = max(1, _VALUES // len(given[0]))
            for n in range(0, len(given), most):
                self.later(*_of_rows(statement, given[n : n + most]))
            return
        said = [spelled(self._connection, statement, each) for each in given if self._may_wait]
        if self._may_wait and None not in said:
            self._waiting += [each._replace(changes=changes) for each in said if each]
        elif changes is None:
            direct.do_each(self.connection, statement, given)
        elif any(direct.do(self.connection, statement, each) != changes for each in given):
            raise RowGone

    def soon(self, statement: Executable, given: Given) -> Callable[[], Found]:
        """What it finds, asked with whatever is asked next: for who knows that nobody writes there
        until then."""
        heard: list[Found] = []
        connection = self._connection
        said = asked(connection, statement, given, heard.append) if self._may_wait else None
        self._waiting += [said] if said else []

        def found() -> Found:
            if said and not heard:
                self.send()
            # A savepoint may be undone in which it was asked.
            return heard[0] if heard else self.find(statement, given)

        return found

    def send(self) -> None:
        """What waits."""
        send(self._connection, self._taken())

    def end(self) -> None:
        """What waits, and on PostgreSQL the transaction ends with it: nobody can want to undo what
        it travels with."""
        said = self._taken()
        is_sure = all(each.changes is None for each in said)
        send(self._connection, said, commit=is_sure)
        if not is_sure:
            send(self._connection, (), commit=True)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is done inside is undone where it raises, and the transaction can go on. What is
        said inside is answered in the end. Raises as `Connection.begin_nested`."""
        self.send()
        if not self._may_wait or not direct.goes_straight(self._connection):
            with direct.savepoint(self._connection):
                yield
            return
        self._waiting.append(_BEGIN)
        try:
            yield
            self._waiting.append(_RELEASE)
            self.send()
        except BaseException:
            is_there = _BEGIN not in self._taken()
            if is_there and not self._connection.invalidated:
                send(self._connection, [_UNDO, _RELEASE])
            raise

    def _taken(self) -> Sequence[Said]:
        taken, self._waiting = self._waiting, []
        return taken


_BEGIN, _UNDO = Said("SAVEPOINT undone"), Said("ROLLBACK TO undone")
_RELEASE = Said("RELEASE undone")


def _of_rows(insert: Insert, given: Sequence[Given]) -> tuple[Insert, Given]:
    """One statement for all of them, which costs one round of all that a statement costs."""
    values = {f"{row_of(n)}{name}": each[name] for n, each in enumerate(given) for name in each}
    return insert_of_rows(insert, tuple(given[0]), len(given)), values


def batch_of(connection: Connection) -> Batch:
    """The one of its transaction, whoever asks."""
    there = connection.info.get(_BATCH)
    if isinstance(there, Batch) and there.is_of(connection):
        return there
    made = connection.info[_BATCH] = Batch(connection)
    return made


def send_what_waits(connection: Connection) -> None:
    """Before a transaction is committed, which it is with it."""
    batch = connection.info.pop(_BATCH, None)
    if isinstance(batch, Batch) and batch.is_of(connection):
        batch.end()
    else:
        send(connection, (), commit=True)
