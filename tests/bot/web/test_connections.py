"""Connections have an end: in number, in time, in bytes."""

import asyncio
import threading
from typing import Any

import pytest

from bot.web.connections import BoundedProtocol, Connections, Patience
from bot.web.open_files import most_connections, raised_limit
from tests.harness.served_app import answer_to, connected, ended, serving

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
SOON = Patience(head=0.2, body=0.2, read=0.2)


class Watched(Connections):
    """Says when one has ended."""

    def __init__(self, most: int, patience: Patience) -> None:
        super().__init__(most, patience)
        self.ended = threading.Event()

    def closed(self, connection: BoundedProtocol) -> None:
        super().closed(connection)
        self.ended.set()


class App:
    """Answers when `may_answer`; counts those who were cut off before their body was whole."""

    def __init__(self, answer: bytes = b"fine") -> None:
        self.may_answer, self.cut_off = threading.Event(), threading.Event()
        self.reading, self.begun = threading.Event(), threading.Event()
        self.may_answer.set()
        self._answer = answer

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        while message.get("more_body"):
            self.reading.set()
            message = await receive()
        if message["type"] == "http.disconnect":
            self.cut_off.set()
            return
        self.begun.set()
        while not self.may_answer.is_set():
            await asyncio.sleep(0.005)
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-length", b"%d" % len(self._answer))],
            }
        )
        await send({"type": "http.response.body", "body": self._answer})


def test_who_sends_nothing_is_cut_without_a_word() -> None:
    with serving(App(), Connections(10, SOON)) as port:
        assert ended(connected(port)) == b""


def test_a_head_that_never_ends_is_cut_with_a_408() -> None:
    with serving(App(), Connections(10, SOON)) as port:
        answer = ended(connected(port, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "))
        assert answer.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    "begun",
    [b"GET / HTTP/1.1\r\nX-Slow: ", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n"],
)
def test_a_byte_now_and_then_gains_no_time(begun: bytes) -> None:
    app = App()
    with serving(app, Connections(10, Patience(head=0.4, body=0.4))) as port:
        client = connected(port, begun)
        client.settimeout(0.02)
        read = b""
        for _ in range(500):
            try:
                client.sendall(b"x")
                read += client.recv(1_000)
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            pytest.fail("still open after ten seconds")
        assert b"408" in read
        assert not app.begun.is_set()


def test_a_body_that_is_cut_is_a_disconnect_and_not_the_whole() -> None:
    app = App()
    with serving(app, Connections(10, SOON)) as port:
        said = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\npo_number=4500"
        assert b" 408 " in ended(connected(port, said))
        assert app.cut_off.wait(60)
        assert not app.begun.is_set()


def test_who_does_not_read_the_answer_is_cut() -> None:
    connections = Watched(10, SOON)
    with serving(App(b"x" * 20_000_000), connections) as port:
        client = connected(port, GET)
        assert connections.ended.wait(10)
        assert len(ended(client)) < 20_000_000


def test_one_too_many_takes_the_place_of_the_one_that_has_waited_longest() -> None:
    with serving(App(), Connections(2)) as port:
        oldest, newer = connected(port), connected(port)
        newest = connected(port, GET)
        assert ended(oldest) == b""
        assert b" 200 " in answer_to(newest)
        newer.sendall(GET)
        assert b" 200 " in answer_to(newer)


def test_what_is_being_answered_is_never_cut_for_another() -> None:
    app = App()
    app.may_answer.clear()
    with serving(app, Connections(1)) as port:
        first = connected(port, GET)
        assert app.begun.wait(60)
        assert ended(connected(port)).startswith(b"HTTP/1.1 503 ")
        app.may_answer.set()
        assert b" 200 " in answer_to(first)


def test_bodies_that_are_coming_in_hold_so_much_memory_and_no_more() -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n"
    app = App()
    with serving(app, Connections(10, most_bytes=60_000)) as port:
        first = connected(port, head + b"x" * 40_000)
        assert app.reading.wait(60)
        second = connected(port, head + b"x" * 40_000)
        assert ended(first) == b""
        second.sendall(b"x" * 50_000)
        assert b" 200 " in answer_to(second)


def test_a_connection_may_be_used_again_and_again() -> None:
    connections = Connections(10, SOON)
    with serving(App(), connections) as port:
        client = connected(port)
        for _ in range(5):
            client.sendall(GET)
            assert b" 200 " in answer_to(client)
        assert len(connections) == 1
        assert ended(client) == b""


def test_there_are_always_files_left_for_the_database() -> None:
    assert raised_limit() > 0
    assert most_connections(1_000, 65_536) == 1_000
    assert most_connections(1_000, 1_024) == 384
    assert most_connections(1_000, 256) == 85
