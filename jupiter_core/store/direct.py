"""Statements that are made once, on their shortest way to SQLite: by its driver, as text.

SQLAlchemy spells each of them, and turns values there and back, by the same rules; but it decides
anew at each execution how, which takes ten times as long as SQLite does. On PostgreSQL, where the
network takes longer than that, and wherever somebody listens to the statements of an engine, all
go its ordinary way.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Given = Mapping[str, Any]
_Turn = Callable[[Any], Any]

_DIALECT = sqlite.dialect()
_MOST = 2048
"""Statements that are kept; those of this program are some hundreds."""
_LONGEST = 64
"""Of a list among the values: each length is a statement of its own."""


class Found(NamedTuple):
    """The names of the columns, and the values of each row in their order."""

    names: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


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

    def read(self, rows: list[Any]) -> Sequence[Sequence[Any]]:
        if not self.turned:
            return rows
        read = [[*row] for row in rows]
        for row in read:
            for n, turn in self.turned:
                row[n] = turn(row[n])
        return read


def find(connection: Connection, statement: Executable, given: Given) -> Found:
    """What a statement finds, or returns. Raises as `Connection.execute`."""
    straight, ready = _way(connection, statement, given)
    if straight is None or ready is None:
        found = connection.execute(statement, given)
        return Found(tuple(found.keys()), found.all())
    try:
        return Found(
            ready.names, ready.read(straight.execute(ready.text, ready.values(given)).fetchall())
        )
    except Exception as error:
        raise _told(ready, error) from error


def do(connection: Connection, statement: Executable, given: Given) -> int:
    """How many rows it changed. Raises as `Connection.execute`."""
    straight, ready = _way(connection, statement, given)
    if straight is None or ready is None:
        return int(connection.execute(statement, given).rowcount)
    try:
        return straight.execute(ready.text, ready.values(given)).rowcount
    except Exception as error:
        raise _told(ready, error) from error


def do_each(connection: Connection, statement: Executable, given: Sequence[Given]) -> None:
    """The same for each of these, which have the same names. Raises as `Connection.execute`."""
    if not given:
        return
    straight, ready = _way(connection, statement, given[0])
    if straight is None or ready is None:
        connection.execute(statement, [*given])
        return
    try:
        straight.executemany(ready.text, [ready.values(each) for each in given])
    except Exception as error:
        raise _told(ready, error) from error


def say(connection: Connection, text: str) -> None:
    """A word to the database that finds nothing, such as BEGIN. Raises as `exec_driver_sql`."""
    straight: Any = connection.connection.dbapi_connection
    if connection.dispatch.before_cursor_execute or not isinstance(straight, sqlite3.Connection):
        connection.exec_driver_sql(text)
        return
    try:
        straight.execute(text)
    except Exception as error:
        raise _error(text, error) from error


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What is done inside is undone where it raises, and the transaction can go on. Raises as
    `Connection.begin_nested`."""
    straight: Any = connection.connection.dbapi_connection
    if connection.dispatch.before_cursor_execute or not isinstance(straight, sqlite3.Connection):
        with connection.begin_nested():
            yield
        return
    say(connection, "SAVEPOINT undone")
    try:
        yield
    except BaseException:
        say(connection, "ROLLBACK TO undone")
        say(connection, "RELEASE undone")
        raise
    say(connection, "RELEASE undone")


def _way(
    connection: Connection, statement: Executable, given: Given
) -> tuple[sqlite3.Connection | None, _Ready | None]:
    """Nothing where it has to go the ordinary way: that begins the transaction too."""
    straight: Any = connection.connection.dbapi_connection
    ordinary = not connection.in_transaction() or connection.dispatch.before_cursor_execute
    if ordinary or not isinstance(straight, sqlite3.Connection):
        return None, None
    return straight, _ready(statement, tuple(given), _lengths(given))


def _lengths(given: Given) -> tuple[tuple[str, int], ...]:
    """Of those values that are lists."""
    return tuple((name, len(each)) for name, each in given.items() if isinstance(each, list))


@lru_cache(maxsize=_MOST)
def _ready(
    statement: Any, names: tuple[str, ...], lengths: tuple[tuple[str, int], ...]
) -> _Ready | None:
    """None for one whose text would be another each time."""
    compiled = statement.compile(dialect=_DIALECT, column_keys=names)
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
        _Place(name, n, bound[name].effective_value, _kept(bound[name].type))
        for name, n in (parts.get(each, (each, None)) for each in spelled.positiontup or ())
    )
    columns = [*statement.selected_columns] if isinstance(statement, Select) else []
    turns = [_read(each.type) for each in columns]
    turned = tuple((n, turn) for n, turn in enumerate(turns) if turn)
    return _Ready(spelled.statement, places, tuple(each.key for each in columns), turned)


def _kept(kind: TypeEngine[Any]) -> _Turn | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _read(kind: TypeEngine[Any]) -> _Turn | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


def _told(ready: _Ready, error: Exception) -> BaseException:
    """The error as SQLAlchemy tells it, without the values; of a value that cannot be kept too."""
    return _error(ready.text, error)


def _error(text: str, error: Exception) -> BaseException:
    return DBAPIError.instance(
        text, None, error, sqlite3.Error, hide_parameters=True, dialect=_DIALECT
    )
