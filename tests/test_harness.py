"""The harness itself, where a test could pass for the wrong reason."""

import asyncio
import functools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Annotated, Any, LiteralString

import psycopg
import pytest
import uvicorn
from fastapi import FastAPI, Form, Query
from httpx import Client, get
from hypothesis.internal.charmap import query
from hypothesis.internal.conjecture.choice import choice_permitted
from hypothesis.internal.intervalsets import IntervalSet
from slack_bolt.util.utils import get_arg_names_of_callable

from bot.web.server import in_the_background
from tests.harness.bolt_arguments import remembered
from tests.harness.drawn_constants import are_drawn, is_permitted
from tests.harness.listener_commits import ListenerCommits
from tests.harness.ports import a_free_port, is_free, stretch_of
from tests.harness.postgres import CATALOGUE, PostgresServer
from tests.harness.web_client import web_client


def test_a_late_commit_of_an_earlier_action_is_not_taken_for_the_next_ones() -> None:
    commits, goes_on = ListenerCommits(), threading.Event()

    def held() -> None:
        goes_on.wait(60)
        commits.committed()

    commits.begin()
    late = commits.executor.submit(held)
    commits.begin()
    goes_on.set()
    late.result(60)
    assert not commits.wait(0)
    commits.executor.submit(commits.committed).result(60)
    assert commits.wait(0)


def test_two_commits_of_one_action_are_waited_for_one_by_one() -> None:
    commits = ListenerCommits()
    commits.begin()
    for _ in range(2):
        commits.executor.submit(commits.committed).result(60)
    assert [commits.wait(0) for _ in range(3)] == [True, True, False]


def test_a_port_is_handed_out_once_and_is_none_that_an_outgoing_connection_is_lent() -> None:
    ports = [a_free_port() for _ in range(50)]
    assert len(set(ports)) == 50
    assert max(ports) < 32_768


def test_a_port_on_which_somebody_listens_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", a_free_port()))
        taken.listen()
        assert not is_free(taken.getsockname()[1])


def test_two_workers_of_a_run_count_through_ports_of_their_own() -> None:
    stretches = [set(stretch_of(f"gw{number}")) for number in range(8)]
    assert len(set.union(*stretches)) == sum(len(ports) for ports in stretches)


def test_routes_of_one_code_each_answer_for_their_own_app_and_take_what_is_said_there() -> None:
    def an_app(says: str, most: int, count: Any) -> Client:
        app = FastAPI()

        @app.post("/{name}")
        def _answer(
            name: str,
            word: Annotated[str, Form(max_length=most)],
            times: Annotated[count, Form()] = None,
            *,
            end: Annotated[str, Query()] = says,
        ) -> list[Any]:
            return [says, name, word, times, end]

        return web_client(app)

    def asked(client: Client, **typed: str) -> Any:
        answer = client.post("/x", data=typed)
        return answer.json() if answer.status_code == 200 else answer.status_code

    one, two = an_app("one", 3, int), an_app("two", 5, str)
    again = an_app("one", 3, int)
    for client, says in ((one, "one"), (again, "one")):
        assert asked(client, word="abc", times="2") == [says, "x", "abc", 2, says]
        assert asked(client, word="abcd") == asked(client, word="abc", times="b") == 422
    assert asked(two, word="abcd", times="b") == ["two", "x", "abcd", "b", "two"]
    assert asked(two, word="abcdef") == asked(two) == 422


def test_what_listeners_take_is_remembered_as_bolt_finds_it() -> None:
    def listeners(word: str) -> list[Callable[..., Any]]:
        def plain(ack: object, body: object, *more: object, client: object = word) -> None:
            local = body
            del local, ack, more, client

        @functools.wraps(plain)
        def wrapping(*given: object) -> None:
            del given

        class Bound:
            def method(self, ack: object, say: object) -> None: ...

        return [plain, wrapping, Bound().method, functools.partial(plain, 1), lambda event: event]

    for _ in range(2):
        for each in listeners("a") + listeners("b"):
            assert remembered(each) == get_arg_names_of_callable(each)
    assert remembered(listeners("a")[0]) == ["ack", "body"]


_NAMED = "SELECT oid FROM pg_database WHERE datname = current_database()"
"""Which one it is, whatever it is called now."""
_CUSTOMER: LiteralString = (
    "INSERT INTO customers (workspace_id, id, name_key, place_key, document) "
    "VALUES ('T1', 'one', 'acme', '', '{}')"
)


@pytest.fixture(scope="module")
def lent(postgres_server: PostgresServer, migrated_database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_server.lend(migrated_database)) as connection:
        yield connection


@pytest.mark.postgres
@pytest.mark.parametrize("shortest", [0, 3])
@pytest.mark.parametrize("longest", [2, 12, 10**9])
@pytest.mark.parametrize(
    "kind",
    [
        *(query(), query(categories=("Lu", "Nd")), query(min_codepoint=32, max_codepoint=126)),
        *(IntervalSet(), IntervalSet.from_string("EURUSD eur-")),
    ],
    ids=["any", "capitals and digits", "ascii", "none", "a few"],
)
def test_a_text_is_drawn_where_hypothesis_would_permit_it(
    kind: IntervalSet, shortest: int, longest: int
) -> None:
    wanted = {"intervals": kind, "min_size": shortest, "max_size": longest}
    texts = [*are_drawn(), "", "EUR", "a text that stands nowhere", "\N{SNOWMAN}"]
    assert len(texts) > 1000
    found = [is_permitted(each, wanted) for each in texts]
    assert found == [choice_permitted(each, wanted) for each in texts]  # type: ignore[arg-type]


def test_a_database_that_only_has_rows_is_emptied_and_lent_again(
    postgres_server: PostgresServer, migrated_database: str
) -> None:
    with closing(PostgresServer(postgres_server.uri, postgres_server._names)) as server:
        first = server.lend(migrated_database)
        with psycopg.connect(first, autocommit=True) as connection:
            connection.execute(_CUSTOMER)
            named = connection.execute(_NAMED).fetchone()
        server.take_back(first)
        with psycopg.connect(server.lend(migrated_database)) as connection:
            assert connection.execute(_NAMED).fetchone() == named
            assert connection.execute("SELECT id FROM customers").fetchall() == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    "done",
    [
        ("ALTER TABLE customers ADD COLUMN more text",),
        ("ALTER TABLE customers ALTER COLUMN place_key DROP NOT NULL",),
        ("ALTER TABLE customers DROP CONSTRAINT customers_place_key",),
        ("ALTER TABLE versions DISABLE TRIGGER ALL",),
        ("CREATE TABLE others (id text)",),
        ("DROP INDEX customers_by_name",),
        ("CREATE INDEX more ON customers (document)",),
        ("CREATE FUNCTION more() RETURNS int LANGUAGE sql RETURN 1",),
        ("UPDATE alembic_version SET version_num = '0001'",),
        (_CUSTOMER, "ANALYZE customers"),
    ],
)
def test_one_in_which_anything_else_was_changed_is_not_as_it_was(
    lent: psycopg.Connection, done: tuple[LiteralString, ...]
) -> None:
    before = lent.execute(CATALOGUE).fetchone()
    for each in done:
        lent.execute(each)
    after = lent.execute(CATALOGUE).fetchone()
    lent.rollback()
    assert before != after
    assert lent.execute(CATALOGUE).fetchone() == before


class Thoughtful:
    """An application that answers once it may."""

    def __init__(self) -> None:
        self.asked, self.may_answer = threading.Event(), threading.Event()

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        self.asked.set()
        while not self.may_answer.is_set():
            await asyncio.sleep(0)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def told_to_end_while_it_answers(app: Thoughtful, grace: int, during: Callable[[], object]) -> int:
    """The status that somebody hears who has asked before the server was told."""
    heard: list[int] = []
    port = a_free_port()
    config = uvicorn.Config(
        app, port=port, lifespan="off", log_config=None, timeout_graceful_shutdown=grace
    )

    def ask() -> None:
        heard.append(get(f"http://127.0.0.1:{port}/", timeout=60).status_code)

    asking, server = threading.Thread(target=ask), uvicorn.Server(config)
    with in_the_background(server):
        asking.start()
        assert app.asked.wait(60)
        server.should_exit = True
        during()
    asking.join(60)
    return heard[0]


def test_a_server_that_is_told_to_end_gives_the_answer_that_it_has_begun() -> None:
    app = Thoughtful()
    assert told_to_end_while_it_answers(app, 60, app.may_answer.set) == 204


def test_a_server_that_is_told_to_end_gives_no_answer_more_time_than_it_was_set() -> None:
    assert told_to_end_while_it_answers(Thoughtful(), 0, lambda: None) == 500
