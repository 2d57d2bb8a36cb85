"""What needs no answer goes with what needs one, and what is kept is the same as ever."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlmodel import col

from jupiter_core.store import Database
from jupiter_core.store.batch import Batch, batch_of
from jupiter_core.store.direct import RowGone
from jupiter_core.store.engine import writing
from jupiter_core.store.prepared import insert_of, select_all, table_of
from jupiter_core.store.tables import ClaimedKeyRow
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer

_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_ALL = select_all(ClaimedKeyRow, (), ("key",))
_NAMED = table_of(ClaimedKeyRow)


@pytest.fixture
def batch(database: Database) -> Iterator[Batch]:
    with writing(database.engine).begin() as connection:
        yield batch_of(connection)


def _key(name: str) -> dict[str, Any]:
    return {"workspace_id": "T0", "key": name, "claimed_at": _AT}


def _add(batch: Batch, *names: str) -> None:
    batch.later(insert_of(ClaimedKeyRow, batch.dialect), *map(_key, names))


def _keys(batch: Batch) -> list[str]:
    found = batch.find(_ALL, {"ours": "T0"})
    return [row[found.names.index("key")] for row in found.rows]


def _kept(database: Database) -> list[str]:
    with writing(database.engine).begin() as connection:
        return _keys(batch_of(connection))


def test_what_was_said_before_a_question_is_done_when_it_is_answered(batch: Batch) -> None:
    _add(batch, "b", "a")
    _add(batch, "c")

    assert _keys(batch) == ["a", "b", "c"]


def test_who_changes_rows_hears_how_many_when_all_before_is_done(batch: Batch) -> None:
    _add(batch, "a", "b")

    assert batch.do(update(_NAMED).values(workspace_id="T1"), {}) == 2
    assert _keys(batch) == []


def test_what_is_asked_ahead_is_answered_as_it_was_when_the_next_was_asked(batch: Batch) -> None:
    _add(batch, "a")
    soon = batch.soon(_ALL, {"ours": "T0"})
    assert _keys(batch) == ["a"]

    assert [row[soon().names.index("key")] for row in soon().rows] == ["a"]


def test_what_is_asked_ahead_is_asked_at_the_latest_when_it_is_wanted(batch: Batch) -> None:
    _add(batch, "a")
    soon = batch.soon(_ALL, {"ours": "T0"})

    assert len(soon().rows) == 1


def test_what_is_asked_ahead_in_what_is_undone_is_asked_again(batch: Batch) -> None:
    _add(batch, "before")
    with pytest.raises(IntegrityError), batch.savepoint():
        soon = batch.soon(_ALL, {"ours": "T0"})
        _add(batch, "before")

    assert len(soon().rows) == 1
    assert _keys(batch) == ["before"]


@pytest.mark.parametrize("count", [1, 2, 16, 17, 70])
def test_any_number_of_rows_is_there_as_it_was_given(batch: Batch, count: int) -> None:
    names = [f"n{n:03}" for n in range(count)]

    _add(batch, *names)

    assert _keys(batch) == names


def test_of_many_rows_of_which_one_is_there_already_none_is_added(batch: Batch) -> None:
    _add(batch, "n040")
    with pytest.raises(IntegrityError), batch.savepoint():
        _add(batch, *(f"n{n:03}" for n in range(70)))

    assert _keys(batch) == ["n040"]


def test_what_still_waits_in_the_end_is_kept(database: Database) -> None:
    with writing(database.engine).begin() as connection:
        _add(batch_of(connection), "a")
        _add(batch_of(connection), "b")

    assert _kept(database) == ["a", "b"]


def test_what_waits_where_a_transaction_is_undone_is_never_sent(database: Database) -> None:
    with database.engine.connect() as connection:
        with pytest.raises(ZeroDivisionError), connection.begin():
            _add(batch_of(connection), "undone")
            raise ZeroDivisionError
        with connection.begin():
            _add(batch_of(connection), "kept")

    assert _kept(database) == ["kept"]


def test_of_what_cannot_be_kept_in_the_end_nothing_is(database: Database) -> None:
    with (
        pytest.raises(IntegrityError),
        writing(database.engine).begin() as connection,
    ):
        _add(batch_of(connection), "a", "twice")
        _add(batch_of(connection), "twice")

    assert _kept(database) == []
    with writing(database.engine).begin() as connection:
        _add(batch_of(connection), "after")
    assert _kept(database) == ["after"]


def test_who_asks_past_it_finds_what_waited(batch: Batch) -> None:
    _add(batch, "a")

    assert batch.connection.execute(select(func.count()).select_from(_NAMED)).scalar() == 1


def test_what_is_refused_in_a_savepoint_is_told_there_and_leaves_what_was_before(
    batch: Batch,
) -> None:
    _add(batch, "before")
    with batch.savepoint():
        _add(batch, "kept")
    with pytest.raises(IntegrityError), batch.savepoint():
        _add(batch, "undone")
        _add(batch, "before")
    with pytest.raises(ZeroDivisionError), batch.savepoint():
        _add(batch, "never sent")
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), batch.savepoint():
        _add(batch, "sent")
        assert "sent" in _keys(batch)
        _add(batch, "never sent")
        raise ZeroDivisionError
    _add(batch, "after")

    assert _keys(batch) == ["after", "before", "kept"]


def test_a_refusal_within_a_savepoint_within_another_undoes_the_inner_one_alone(
    batch: Batch,
) -> None:
    with batch.savepoint():
        _add(batch, "outer")
        with pytest.raises(IntegrityError), batch.savepoint():
            _add(batch, "inner", "inner")
        _add(batch, "outer too")

    assert _keys(batch) == ["outer", "outer too"]


def test_what_was_refused_before_a_savepoint_is_no_fault_of_its_own(batch: Batch) -> None:
    entered = False
    with pytest.raises(IntegrityError):
        _add(batch, "twice")
        _add(batch, "twice")
        with batch.savepoint():
            entered = True

    assert not entered


@pytest.mark.parametrize("then", ["asked", "ended"])
def test_a_row_that_was_read_and_is_not_there_undoes_all(database: Database, then: str) -> None:
    gone = update(_NAMED).where(col(ClaimedKeyRow.key) == "gone").values(claimed_at=_AT)
    with pytest.raises(RowGone), writing(database.engine).begin() as connection:
        batch = batch_of(connection)
        _add(batch, "a")
        batch.later(gone, {}, changes=1)
        if then == "asked":
            _keys(batch)

    assert _kept(database) == []


def test_a_value_that_cannot_be_kept_undoes_its_savepoint_alone(batch: Batch) -> None:
    _add(batch, "before")
    with pytest.raises(SQLAlchemyError) as told, batch.savepoint():
        _add(batch, "fine")
        _add(batch, "secret\udcff")

    assert "secret" not in str(told.value)
    assert _keys(batch) == ["before"]


@pytest.mark.postgres
def test_a_connection_that_is_lost_with_what_waits_goes_no_more_into_the_pool(
    postgres_server: PostgresServer, migrated_database: str
) -> None:
    url = postgres_server.new_database(migrated_database)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        with (
            pytest.raises(DBAPIError) as told,
            writing(database.engine).begin() as connection,
        ):
            batch = batch_of(connection)
            _add(batch, "lost")
            [(pid,)] = batch.find(select(func.pg_backend_pid()), {}).rows
            _add(batch, "lost too")
            postgres_server.run(f"SELECT pg_terminate_backend({int(pid)}, 5000)")

        assert told.value.connection_invalidated
        assert _kept(database) == []


def test_a_transaction_has_one_whoever_asks_and_the_next_one_another(database: Database) -> None:
    with database.engine.connect() as connection:
        with connection.begin():
            one = batch_of(connection)
            assert batch_of(connection) is one
        with connection.begin():
            assert batch_of(connection) is not one


def test_what_is_refused_may_be_refused_any_number_of_times(database: Database) -> None:
    for _ in range(2):
        with writing(database.engine).begin() as connection:
            batch = batch_of(connection)
            for n in range(10):
                with pytest.raises(IntegrityError), batch.savepoint():
                    _add(batch, "taken", "taken", f"never {n}")
            _add(batch, f"kept {len(_keys(batch))}")
    assert _kept(database) == ["kept 0", "kept 1"]
