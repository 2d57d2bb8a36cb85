"""Statements that are made once, on their shortest way to the database: by its driver, as text.

SQLAlchemy spells each of them, and turns values there and back, by the same rules; but it decides
anew at each execution how, which takes ten times as long as SQLite does, and as long as PostgreSQL.
Where somebody listens to the statements of an engine, all go its ordinary way.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Connection, Executable, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg as postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from jupiter_core.store.journey import Answer, Line, Said

Given = Mapping[str, Any]
_Turn = Callable[[Any], Any]

_POSTGRESQL: Callable[..., Dialect] = postgresql.dialect
_DIALECTS: dict[str, tuple[Dialect, type[Exception]]] = {
    "sqlite": (sqlite.dialect(), sqlite3.Error),
    "postgresql": (_POSTGRESQL(paramstyle="numeric_dollar"), psycopg.Error),
}
"""With values in the order of their places, and what the driver's errors are."""
_LINE = "line"
_MOST = 2048
"""Statements that are kept; those of this program are some hundreds."""
_LONGEST = 64
"""Of a list among the values: each length is a statement of its own."""


class Found(NamedTuple):
    """The names of the columns, and the values of each row in their order."""

    names: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


_NOTHING = Answer(0, ())


class RowGone(Exception):
    """A row that this transaction has read and locked is not there: somebody writes past it."""


class _Place(NamedTuple):
    """Of a value in a statement: its name, its place in it where it is a list, what it is where
    none is given, and how it is turned into what SQLite keeps."""

    name: str
    nth: int | None
    usual: Any
    turn: _Turn | None

    def value(self, given: Given) -> Any:
        value = given.get(self.name, self.usual)
        one = value if self.nth is None else value[self.nth]
        return self.turn(one) if self.turn else one


class _Ready(NamedTuple):
    """A statement as text, the places of its values in it, the names of its columns, and how some
    of them are turned into what they mean."""

    text: str
    places: tuple[_Place, ...]
    names: tuple[str, ...]
    turned: tuple[tuple[int, _Turn], ...]

    def values(self, given: Given) -> list[Any]:
        return [each.value(given) for each in self.places]

    def read(self, rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        if not self.turned:
            return rows
        read = [[*row] for row in rows]
        for row in read:
            for n, turn in self.turned:
                row[n] = turn(row[n])
        return read


def find(connection: Connection, statement: Executable, given: Given) -> Found:
    """What a statement finds, or returns. Raises as `Connection.execute`."""
    return find_after(connection, (), statement, given)


def find_after(
    connection: Connection, before: Sequence[Said], statement: Executable, given: Given
) -> Found:
    """The same of a statement that goes to PostgreSQL in one journey with those `before` it."""
    straight, ready = _way(connection, statement, given)
    if straight is None or ready is None:
        send(connection, before)
        found = connection.execute(statement, given)
        return Found(tuple(found.keys()), found.all())
    answer = _answer(connection, straight, [*before, _said(connection, ready, given)])
    return Found(ready.names, ready.read(answer.rows))


def spelled(connection: Connection, statement: Executable, given: Given) -> Said | None:
    """What the driver would be told; None where it has to go the ordinary way."""
    straight, ready = _way(connection, statement, given)
    return None if straight is None or ready is None else _said(connection, ready, given)


def asked(
    connection: Connection, statement: Executable, given: Given, hear: Callable[[Found], object]
) -> Said | None:
    """The same of a question, of whose answer they hear."""
    straight, ready = _way(connection, statement, given)
    if not isinstance(straight, Line) or ready is None:
        return None
    names, read = ready.names, ready.read

    def heard(answer: Answer) -> None:
        hear(Found(names, read(answer.rows)))

    return _said(connection, ready, given)._replace(hear=heard)


def send(connection: Connection, said: Sequence[Said], *, commit: bool = False) -> None:
    """All of it to PostgreSQL in one journey. With `commit` the transaction ends with it. Raises as
    `Connection.execute`, or RowGone."""
    driver: Any = connection.connection.dbapi_connection
    if (said or commit) and isinstance(driver, psycopg.Connection):
        _answer(connection, _line(connection, driver), said, commit=commit)


def goes_straight(connection: Connection) -> bool:
    """Whether nobody listens to what is said in its transaction."""
    return _straight(connection) is not None and connection.in_transaction()


def can_go_on(connection: Connection) -> bool:
    """Whether its transaction stands, and takes another statement."""
    if connection.invalidated:
        return False
    driver: Any = connection.connection.dbapi_connection
    if isinstance(driver, psycopg.Connection):
        return driver.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS
    return bool(driver.in_transaction)


def do(connection: Connection, statement: Executable, given: Given) -> int:
    """How many rows it changed. Raises as `Connection.execute`."""
    return do_after(connection, (), statement, given)


def do_after(
    connection: Connection, before: Sequence[Said], statement: Executable, given: Given
) -> int:
    """The same of a statement that goes to PostgreSQL in one journey with those `before` it."""
    straight, ready = _way(connection, statement, given)
    if straight is None or ready is None:
        send(connection, before)
        return int(connection.execute(statement, given).rowcount)
    return _answer(connection, straight, [*before, _said(connection, ready, given)]).changed


def do_each(connection: Connection, statement: Executable, given: Sequence[Given]) -> None:
    """The same for each of these, which have the same names. Raises as `Connection.execute`."""
    if not given:
        return
    straight, ready = _way(connection, statement, given[0])
    if straight is None or ready is None:
        connection.execute(statement, given[0] if len(given) == 1 else [*given])
        return
    said = [_said(connection, ready, each) for each in given]
    if isinstance(straight, Line):
        _answer(connection, straight, said)
        return
    with _told(connection, ready.text):
        if len(given) == 1:
            straight.execute(ready.text, said[0].values)
        else:
            straight.cursor().executemany(ready.text, [each.values for each in said])


def say(connection: Connection, text: str) -> None:
    """A word to the database that finds nothing, such as BEGIN. Raises as `exec_driver_sql`."""
    straight = _straight(connection)
    if straight is None:
        connection.exec_driver_sql(text)
        return
    _answer(connection, straight, [Said(text)])


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What is done inside is undone where it raises, and the transaction can go on. Raises as
    `Connection.begin_nested`."""
    if _straight(connection) is None or not connection.in_transaction():
        with connection.begin_nested():
            yield
        return
    say(connection, "SAVEPOINT undone")
    try:
        yield
    except BaseException:
        if not connection.invalidated:
            say(connection, "ROLLBACK TO undone")
            say(connection, "RELEASE undone")
        raise
    say(connection, "RELEASE undone")


def _straight(connection: Connection) -> sqlite3.Connection | Line | None:
    """The driver's connection; None where somebody listens."""
    if connection.dispatch.before_cursor_execute:
        return None
    driver: Any = connection.connection.dbapi_connection
    if isinstance(driver, psycopg.Connection):
        return _line(connection, driver)
    return driver if isinstance(driver, sqlite3.Connection) else None


def _line(connection: Connection, driver: "psycopg.Connection[Any]") -> Line:
    """The one of the driver's connection, for as long as that is open."""
    there = connection.info.get(_LINE)
    if isinstance(there, Line) and there.driver is driver:
        return there
    made = connection.info[_LINE] = Line(driver)
    return made


def _answer(
    connection: Connection,
    straight: sqlite3.Connection | Line,
    said: Sequence[Said],
    *,
    commit: bool = False,
) -> Answer:
    """To what was said last; SQLite is told one thing at a time. Raises as `send`."""
    with _told(connection, said[-1].text if said else "COMMIT"):
        if isinstance(straight, Line):
            answers = straight.say(said, commit=commit)
        else:
            cursor = straight.execute(said[0].text, said[0].values)
            answers = [Answer(cursor.rowcount, cursor.fetchall())]
    for each, answer in zip(said, answers, strict=True):
        if each.changes not in {None, answer.changed}:
            raise RowGone
        if each.hear:
            each.hear(answer)
    return answers[-1] if answers else _NOTHING


def _way(
    connection: Connection, statement: Executable, given: Given
) -> tuple[sqlite3.Connection | Line | None, _Ready | None]:
    """Nothing where it has to go the ordinary way: that begins the transaction too."""
    straight = _straight(connection)
    if straight is None or not connection.in_transaction():
        return None, None
    return straight, _ready(connection.dialect.name, statement, tuple(given), _lengths(given))


def _lengths(given: Given) -> tuple[tuple[str, int], ...]:
    """Of those values that are lists."""
    return tuple((name, len(each)) for name, each in given.items() if isinstance(each, list))


@lru_cache(maxsize=_MOST)
def _ready(
    kind: str, statement: Any, names: tuple[str, ...], lengths: tuple[tuple[str, int], ...]
) -> _Ready | None:
    """None for one whose text would be another each time."""
    dialect, _ = _DIALECTS[kind]
    compiled = statement.compile(dialect=dialect, column_keys=names)
    assert isinstance(compiled, SQLCompiler)
    bound = {name: each for each, name in compiled.bind_names.items()}
    missing = any(each.required and name not in names for name, each in bound.items())
    odd = not all(0 < length <= _LONGEST for _, length in lengths)
    if missing or odd or compiled.literal_execute_params:
        return None
    lists = {name: [""] * length for name, length in lengths}
    spelled = compiled.construct_expanded_state({**dict.fromkeys(names, ""), **lists})
    parts = {
        part: (name, n)
        for name, each in spelled.parameter_expansion.items()
        for n, part in enumerate(each)
    }
    places = tuple(
        _Place(name, n, bound[name].effective_value, _kept(bound[name].type, dialect))
        for name, n in (parts.get(each, (each, None)) for each in spelled.positiontup or ())
    )
    columns = [*statement.selected_columns] if isinstance(statement, Select) else []
    turns = [_read(each.type, dialect) for each in columns]
    turned = tuple((n, turn) for n, turn in enumerate(turns) if turn)
    return _Ready(spelled.statement, places, tuple(each.key for each in columns), turned)


def _kept(kind: TypeEngine[Any], dialect: Dialect) -> _Turn | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _read(kind: TypeEngine[Any], dialect: Dialect) -> _Turn | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _said(connection: Connection, ready: _Ready, given: Given) -> Said:
    """Raises as SQLAlchemy does of a value that cannot be kept."""
    try:
        return Said(ready.text, ready.values(given))
    except Exception as error:
        raise _as_told(connection, ready.text, error) from error


@contextmanager
def _told(connection: Connection, text: str) -> Iterator[None]:
    """Errors are told as SQLAlchemy tells them. A connection that is lost goes no more into the
    pool."""
    try:
        yield
    except Exception as error:
        raise _as_told(connection, text, error) from error


def _as_told(connection: Connection, text: str, error: Exception) -> BaseException:
    """Without the values."""
    dialect, errors = _DIALECTS[connection.dialect.name]
    straight: Any = connection.connection.dbapi_connection
    lost = isinstance(error, psycopg.Error) and bool(straight.closed)
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        text,
        None,
        error,
        errors,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
