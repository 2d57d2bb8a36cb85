from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, event, func
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlmodel import col, select

from jupiter_core.store import Database
from jupiter_core.store.direct import do, do_each, find, savepoint
from jupiter_core.store.engine import writing
from jupiter_core.store.guards import violated
from jupiter_core.store.prepared import insert_of, insert_unless_there, select_by, table_of
from jupiter_core.store.tables import ClaimedKeyRow
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer

_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_NAMED = (
    select(ClaimedKeyRow)
    .where(col(ClaimedKeyRow.key).in_(bindparam("keys", expanding=True)))
    .order_by(col(ClaimedKeyRow.key))
)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with writing(database.engine).begin() as connection:
        yield connection


def _key(name: str, at: datetime = _AT) -> dict[str, Any]:
    return {"workspace_id": "T0", "key": name, "claimed_at": at}


def _insert(connection: Connection) -> Any:
    return insert_of(ClaimedKeyRow, connection.dialect.name)


def test_a_moment_comes_back_in_utc_wherever_it_was_said(connection: Connection) -> None:
    in_berlin = _AT.astimezone(timezone(timedelta(hours=1)))
    do(connection, _insert(connection), _key("a", in_berlin))

    found = find(
        connection, select_by(ClaimedKeyRow, ("key",), lock=False), {"ours": "T0", "key": "a"}
    )

    [row] = found.rows
    assert dict(zip(found.names, row, strict=True)) == _key("a")
    assert dict(zip(found.names, row, strict=True))["claimed_at"].tzinfo is UTC


@pytest.mark.parametrize("asked", [["a"], ["c", "a"], [], [f"n{n}" for n in range(40)] + ["b"]])
def test_a_list_of_any_length_is_asked_for_by_the_same_statement(
    connection: Connection, asked: list[str]
) -> None:
    do_each(connection, _insert(connection), [_key(each) for each in ("a", "b", "c")])

    found = find(connection, _NAMED, {"keys": asked})

    assert [row[found.names.index("key")] for row in found.rows] == [
        each for each in ("a", "b", "c") if each in asked
    ]


def test_what_was_there_returns_nothing(connection: Connection) -> None:
    statement = insert_unless_there(ClaimedKeyRow, connection.dialect.name)

    assert find(connection, statement, _key("a")).rows
    assert not find(connection, statement, _key("a")).rows


def test_a_key_that_is_taken_is_told_as_ever(connection: Connection) -> None:
    do(connection, _insert(connection), _key("a"))

    with pytest.raises(IntegrityError) as told, connection.begin_nested():
        do(connection, _insert(connection), _key("a"))

    assert violated(told.value).startswith("claimed_keys")


def test_what_is_refused_undoes_what_stands_in_its_savepoint_and_nothing_before(
    connection: Connection,
) -> None:
    do(connection, _insert(connection), _key("before"))
    with savepoint(connection):
        do(connection, _insert(connection), _key("kept"))
    with pytest.raises(IntegrityError), savepoint(connection):
        do(connection, _insert(connection), _key("undone"))
        with pytest.raises(ZeroDivisionError), savepoint(connection):
            do(connection, _insert(connection), _key("within"))
            raise ZeroDivisionError
        do(connection, _insert(connection), _key("before"))
    do(connection, _insert(connection), _key("after"))

    found = find(connection, _NAMED, {"keys": ["before", "kept", "undone", "within", "after"]})

    keys = {row[found.names.index("key")] for row in found.rows}
    assert keys == {"before", "kept", "after"}


def test_how_many_rows_changed_is_told(connection: Connection) -> None:
    do_each(connection, _insert(connection), [_key(each) for each in ("a", "b")])
    gone = table_of(ClaimedKeyRow).delete().where(col(ClaimedKeyRow.key) == bindparam("named"))

    assert do(connection, gone, {"named": "a"}) == 1
    assert do(connection, gone, {"named": "a"}) == 0


def test_a_value_that_is_missing_is_no_empty_one(connection: Connection) -> None:
    with pytest.raises(Exception, match="key"), connection.begin_nested():
        find(connection, select_by(ClaimedKeyRow, ("key",), lock=False), {"ours": "T0"})


def test_whoever_listens_to_an_engine_hears_every_statement(database: Database) -> None:
    heard: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: heard.append(str(said[2])))

    with writing(database.engine).begin() as connection:
        do(connection, _insert(connection), _key("a"))

    assert any("claimed_keys" in each for each in heard)


@pytest.mark.postgres
def test_a_connection_that_is_lost_goes_no_more_into_the_pool(
    postgres_server: PostgresServer, migrated_database: str
) -> None:
    url = postgres_server.new_database(migrated_database)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        with pytest.raises(DBAPIError) as told:  # noqa: SIM117
            with writing(database.engine).begin() as connection:
                [row] = find(connection, select(func.pg_backend_pid()), {}).rows
                postgres_server.run(f"SELECT pg_terminate_backend({int(row[0])}, 5000)")
                do(connection, _insert(connection), _key("lost"))
        assert told.value.connection_invalidated
        with writing(database.engine).begin() as connection:
            do(connection, _insert(connection), _key("kept"))
        with writing(database.engine).begin() as connection:
            found = find(connection, _NAMED, {"keys": ["kept", "lost"]})
    assert [row[found.names.index("key")] for row in found.rows] == ["kept"]


def test_a_value_that_the_database_cannot_keep_is_told_without_it(connection: Connection) -> None:
    with pytest.raises(SQLAlchemyError) as told, savepoint(connection):
        do(connection, _insert(connection), _key("secret\udcff", _AT))
    assert "secret" not in str(told.value)


def test_of_several_rows_of_which_one_is_refused_none_is_there(connection: Connection) -> None:
    do(connection, _insert(connection), _key("taken"))
    with pytest.raises(IntegrityError), savepoint(connection):
        do_each(connection, _insert(connection), [_key(each) for each in ("new", "taken", "more")])
    do_each(connection, _insert(connection), [_key(each) for each in ("after", "that")])

    found = find(connection, _NAMED, {"keys": ["after", "more", "new", "taken", "that"]})

    keys = [row[found.names.index("key")] for row in found.rows]
    assert keys == ["after", "taken", "that"]
