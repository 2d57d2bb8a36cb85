"""What is said to PostgreSQL on the shortest way means what it means on the driver's own."""

import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from jupiter_core.store.journey import Line, Said
from tests.harness.postgres import PostgresServer

pytestmark = pytest.mark.postgres
_PREPARED = Said("SELECT count(*) FROM pg_prepared_statements")


@pytest.fixture
def driver(postgres_server: PostgresServer) -> Iterator["psycopg.Connection[Any]"]:
    with closing(psycopg.connect(postgres_server.uri)) as connection:
        yield connection


@pytest.fixture
def line(driver: "psycopg.Connection[Any]") -> Line:
    return Line(driver)


def _status(driver: "psycopg.Connection[Any]") -> str:
    return driver.info.transaction_status.name


def _one(line: Line, text: str, *values: Any) -> Any:
    return line.say([Said(text, values)])[-1].rows[0][0]


def test_a_transaction_begins_with_its_first_word_and_ends_with_its_last(
    line: Line, driver: "psycopg.Connection[Any]"
) -> None:
    line.say([Said("CREATE TEMP TABLE kept (n integer)")])
    assert _status(driver) == "INTRANS"

    line.say([Said("INSERT INTO kept VALUES ($1)", [7])], commit=True)

    assert _status(driver) == "IDLE"
    assert driver.execute("SELECT n FROM kept").fetchall() == [(7,)]


def test_a_transaction_is_ended_though_nothing_more_is_said(
    line: Line, driver: "psycopg.Connection[Any]"
) -> None:
    assert line.say([], commit=True) == []
    assert _one(line, "SELECT 1") == 1

    line.say([], commit=True)

    assert _status(driver) == "IDLE"


def test_a_transaction_begins_as_the_connection_says(
    line: Line, driver: "psycopg.Connection[Any]"
) -> None:
    driver.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    driver.read_only = True

    assert _one(line, "SHOW transaction_isolation") == "repeatable read"
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        line.say([Said("CREATE TABLE never (n integer)")])


def test_where_each_word_is_kept_by_itself_no_transaction_begins(
    line: Line, driver: "psycopg.Connection[Any]"
) -> None:
    driver.autocommit = True

    assert _one(line, "SELECT 1") == 1
    assert _status(driver) == "IDLE"


@pytest.mark.parametrize("times", [1, 4, 5, 9])
def test_the_answer_is_the_same_however_often_it_was_asked(line: Line, times: int) -> None:
    asked = "SELECT $1::VARCHAR, $2::BIGINT, $3::BOOLEAN, $4::INTEGER"
    for n in range(times):
        [answer] = line.say([Said(asked, [f"grüß {n}", 2**n * 40_000, True, None])])

    assert answer.rows == [(f"grüß {times - 1}", 2 ** (times - 1) * 40_000, True, None)]


def test_a_text_is_prepared_once_whatever_the_size_of_its_numbers(line: Line) -> None:
    for number in (1, 70_000, 2**40) * 4:
        assert _one(line, "SELECT $1::BIGINT", number) == number

    [answer] = line.say([_PREPARED])

    assert answer.rows == [(1,)]


def test_what_was_asked_long_ago_is_prepared_no_more(line: Line) -> None:
    for n in range(230):
        for _ in range(5):
            line.say([Said(f"SELECT {n}")])
    line.say([], commit=True)

    line.say([Said("SELECT 'anew'")], commit=True)
    [answer] = line.say([_PREPARED])

    assert answer.rows == [(200,)]
    assert [_one(line, f"SELECT {n}") for n in (0, 229)] == [0, 229]


def test_what_goes_back_to_a_savepoint_goes_on_at_any_time(line: Line) -> None:
    back = [Said("ROLLBACK TO here"), Said("RELEASE here"), Said("SELECT 'on'")]
    for _ in range(12):
        line.say([Said("SAVEPOINT here")])
        with pytest.raises(psycopg.errors.DivisionByZero):
            line.say([Said("SELECT 1 / $1::INTEGER", [0])])

        assert line.say(back)[-1].rows == [("on",)]


def test_what_stands_behind_a_failure_is_neither_done_nor_taken_for_prepared(line: Line) -> None:
    line.say([Said("CREATE TEMP TABLE once (n integer PRIMARY KEY)")], commit=True)
    behind = Said("INSERT INTO once VALUES (2)")
    for _ in range(7):
        with pytest.raises(psycopg.errors.UniqueViolation):
            line.say([*[Said("INSERT INTO once VALUES ($1)", [1])] * 2, behind])
        line.driver.rollback()

    assert line.say([behind])[-1].changed == 1
    assert _one(line, "SELECT count(*) FROM once") == 1


def test_what_is_prepared_is_still_so_when_the_driver_has_undone_a_transaction(
    line: Line, driver: "psycopg.Connection[Any]"
) -> None:
    for _ in range(12):
        assert _one(line, "SELECT $1::INTEGER", 3) == 3
        assert driver.execute("SELECT %s::INTEGER", [4]).fetchone() == (4,)
        driver.execute("SAVEPOINT here")
        driver.execute("ROLLBACK TO here")
        driver.rollback()


@pytest.mark.parametrize("value", ["a\0b", "\udcff", object()])
def test_a_value_that_cannot_travel_is_refused_when_all_before_it_is_done(
    line: Line, value: object
) -> None:
    line.say([Said("CREATE TEMP TABLE words (word varchar)"), Said("SAVEPOINT here")])
    adds = "INSERT INTO words VALUES ($1)"

    with pytest.raises((psycopg.Error, UnicodeError)):
        line.say([Said(adds, ["fine"]), Said(adds, [value]), Said(adds, ["never"])], commit=True)

    assert _one(line, "SELECT string_agg(word, ' ') FROM words") == "fine"


def test_more_than_a_line_holds_goes_both_ways(line: Line) -> None:
    much = "x" * 1_000_000

    answers = line.say([Said("SELECT $1::VARCHAR", [much])] * 20)

    assert [each.rows == [(much,)] for each in answers] == [True] * 20


def test_who_waits_for_another_writer_lets_the_threads_of_the_process_go_on(
    line: Line, postgres_server: PostgresServer
) -> None:
    locked = Said("SELECT pg_advisory_xact_lock($1)", [line.driver.info.backend_pid])
    line.say([locked])
    with psycopg.connect(postgres_server.uri) as connection:
        waiting = threading.Thread(target=Line(connection).say, args=([locked],), daemon=True)
        waiting.start()
        line.say([], commit=True)
        waiting.join(60)

        assert not waiting.is_alive()


def test_a_server_that_ends_a_connection_in_between_is_told_by_what_it_said(
    line: Line, driver: "psycopg.Connection[Any]"
) -> None:
    with pytest.raises(psycopg.OperationalError):
        line.say([Said("SELECT pg_terminate_backend(pg_backend_pid())"), Said("SELECT 1")])

    assert driver.closed


def test_who_is_interrupted_leaves_no_connection_half_answered(
    line: Line, driver: "psycopg.Connection[Any]", monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_answers: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(driver, "wait", interrupted)

    with pytest.raises(KeyboardInterrupt):
        line.say([Said("SELECT 1"), Said("SELECT 2")])

    assert driver.closed


@pytest.mark.parametrize("change", ["ALTER TABLE kept ADD more integer", "DEALLOCATE ALL"])
def test_what_is_prepared_no_more_is_asked_again_by_the_next_transaction(
    line: Line, driver: "psycopg.Connection[Any]", change: str
) -> None:
    line.say([Said("CREATE TEMP TABLE kept (n integer)")], commit=True)
    for _ in range(6):
        line.say([Said("SELECT * FROM kept")], commit=True)
    line.say([Said(change)], commit=True)
    with pytest.raises(psycopg.Error):
        line.say([Said("SELECT * FROM kept")])
    driver.rollback()

    for _ in range(6):
        assert line.say([Said("SELECT * FROM kept")], commit=True)[0].rows == []
