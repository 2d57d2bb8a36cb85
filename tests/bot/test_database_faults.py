"""A real database that is full, read-only or locked by somebody else: each door says so, keeps what
was typed, changes nothing, and works at once when that is over."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from httpx import Response
from sqlalchemy import Connection, event

from jupiter_core.store import Database
from tests.bot.test_database_away import kept_on
from tests.factories import A_SIGNER, SAM, WORKSPACE
from tests.harness.api_client import System, an_invoice
from tests.harness.builder_client import BuilderClient, line
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.link_client import LinkClient
from tests.harness.whole_bot import a_whole_bot

PATIENCE_SECONDS = 0.05
"""Instead of the ten for which a writer waits for the one before it."""
WRITTEN = ("invoices", "versions", "events", "outbox", "handovers", "held_changes")

Fault = Callable[[Database], Any]


@contextmanager
def full(database: Database) -> Iterator[None]:
    """SQLite may take no more pages. PostgreSQL says what it says of a disk without room."""
    if database.engine.dialect.name == "sqlite":
        with _at_each_begin(database, _take_no_more_pages):
            yield
        return
    with _refusing_each_write(database, "53100"):
        yield


@contextmanager
def read_only(database: Database) -> Iterator[None]:
    """As a file system that was mounted anew for reading; as a server that only reads."""
    if database.engine.dialect.name == "sqlite":
        with _at_each_begin(database, lambda each: each.exec_driver_sql("PRAGMA query_only = 1")):
            yield
        return
    with _refusing_each_write(database, "25006"):
        yield


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Somebody else writes, and takes their time."""
    if database.engine.dialect.name == "sqlite":
        file = str(database.engine.url.database)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(_url(database)) as other:
        other.execute(f"LOCK TABLE {', '.join(WRITTEN)} IN SHARE ROW EXCLUSIVE MODE")
        yield


def _take_no_more_pages(connection: Connection) -> None:
    size = connection.exec_driver_sql("PRAGMA page_count").scalar()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")


@contextmanager
def _at_each_begin(database: Database, do: Callable[[Connection], object]) -> Iterator[None]:
    event.listen(database.engine, "begin", do)
    yield
    event.remove(database.engine, "begin", do)
    database.engine.dispose()


@contextmanager
def _refusing_each_write(database: Database, code: str) -> Iterator[None]:
    """With that SQLSTATE, as PostgreSQL itself has it for what is wrong."""
    function = (
        "CREATE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '{code}'; END $$"
    )
    triggers = (
        f"CREATE TRIGGER refused BEFORE INSERT OR UPDATE ON {each} EXECUTE FUNCTION refused()"
        for each in WRITTEN
    )
    _run(database, function, *triggers)
    yield
    _run(database, "DROP FUNCTION refused CASCADE")


def _url(database: Database) -> str:
    url = database.engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def _run(database: Database, *statements: str) -> None:
    with psycopg.connect(_url(database), autocommit=True) as connection:
        for each in statements:
            connection.execute(each)


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    url = fresh_url(request.param, request)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as opened:
        yield opened


def rows(database: Database) -> list[Any]:
    return [each for each in database.rows(WORKSPACE) if each[0] != "api_key_uses"]


def more_lines() -> dict[str, str]:
    """So many that no page of a full file has room for them."""
    values = {"kind": "item", "description": "Support " * 9, "unit_price": "100.00"}
    return {name: text for n in range(10, 40) for name, text in line(n, **values).items()}


@pytest.mark.parametrize(
    ("fault", "wait"),
    [(full, "60"), (read_only, "60"), (locked, "2")],
    ids=["full", "read-only", "locked"],
)
def test_each_door_says_so_keeps_what_was_typed_and_works_when_it_is_over(
    database: Database, fault: Fault, wait: str
) -> None:
    hurried = database.within(PATIENCE_SECONDS)
    system = System(store=hurried)
    site = LinkClient(store=hurried).approve()
    builder = BuilderClient(store=hurried)
    draft = an_invoice(memo="memo " * 100)
    change = site.form(po_number="4500-1", street="One\nTwo")
    unsaved = builder.sent(memo="Do not lose me. " * 20) | more_lines()
    link, before = site.link, rows(database)

    def at_each_door() -> tuple[Response, Response, Response]:
        return (
            system.call("POST", "/invoices", draft),
            site.client.post(link, data=change),
            builder.post("/new/save", unsaved),
        )

    with fault(database):
        told = at_each_door()
        assert [each.status_code for each in told] == [503] * 3
        assert [each.headers["Retry-After"] for each in told] == [wait] * 3
        assert told[0].json()["code"] == ("busy" if wait == "2" else "out_of_order")
        assert kept_on(told[1].text) == change
        assert "Do not lose me" in told[2].text
        assert system.call("GET", "/invoices").status_code == 200
        assert site.client.get(link).status_code == 200
    assert rows(database) == before
    assert [each.status_code for each in at_each_door()] == [201, 303, 200]


def test_in_slack_a_full_and_a_read_only_file_are_said_in_the_form_which_stays_open() -> None:
    with a_whole_bot() as bot:
        bot.fill_builder()
        database = bot.application.database
        before = len(bot.invoices())
        for fault in (full, read_only):
            with fault(database):
                refused = bot.submit(SAM.id)
                assert "Nothing was saved" in next(iter(refused["errors"].values()))
            assert len(bot.invoices()) == before
        assert bot.submit(SAM.id)["stack"] == []
        assert len(bot.invoices()) == before + 1
