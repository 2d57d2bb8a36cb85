"""A receiver of webhooks on this machine that behaves as a test wants it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from types import SimpleNamespace
from typing import Any

import pytest

from bot.delivery.webhook import deadline


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Keeps the request, then does what comes next in the receiver's script."""

    protocol_version = "HTTP/1.1"
    receiver: "Receiver"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.receiver.received.append(Received(self.path, headers, body))
        self.receiver.next_behaviour()(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet."""

    def say(self, *parts: bytes) -> bool:
        """Whether the other side is still there to take it."""
        try:
            for part in parts:
                self.wfile.write(part)
        except OSError:
            self.close_connection = True
            return False
        return True


def answers(status: int, body: bytes = b"", **headers: str) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.say(body)

    return behave


def hangs(handler: Handler) -> None:
    """Takes it and says nothing, until the test is over."""
    handler.receiver.over.wait(30)
    handler.close_connection = True


def drips(beginning: bytes, drop: bytes = b"x") -> Behaviour:
    """Says its beginning at once and then a byte every hundredth of a second, without end. Each
    is counted before it is said."""

    def behave(handler: Handler) -> None:
        handler.close_connection = True
        going = handler.say(beginning)
        while going and not handler.receiver.over.wait(0.01):
            handler.receiver.dripped += 1
            going = handler.say(drop)

    return behave


def says(*parts: bytes) -> Behaviour:
    """Exactly this, and then closes the connection."""

    def behave(handler: Handler) -> None:
        handler.close_connection = True
        handler.say(*parts)

    return behave


def floods(handler: Handler) -> None:
    """A body of a gigabyte, as far as it is taken."""
    length = 1 << 30
    handler.close_connection = True
    going = handler.say(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % length)
    while going and not handler.receiver.over.is_set():
        going = handler.say(b"z" * 65536)
        handler.receiver.flooded += 65536


@dataclass
class Receiver:
    """What came, oldest first; `script` says how it behaves, and then it answers 204."""

    script: list[Behaviour] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    flooded: int = 0
    dripped: int = 0
    port: int = 0
    names: list[str | None] = field(default_factory=list)
    """The names that were asked for in TLS."""

    @property
    def ids(self) -> list[str]:
        return [each.headers["webhook-id"] for each in self.received]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/hook"

    def next_behaviour(self) -> Behaviour:
        return self.script.pop(0) if self.script else answers(204)


def a_second_a_drop(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines pass as it drips, and not while this machine has no time for either side."""
    clock = SimpleNamespace(monotonic=lambda: float(receiver.dripped))
    monkeypatch.setattr(deadline, "time", clock)


@contextmanager
def a_receiver(*script: Behaviour, tls: SSLContext | None = None) -> Iterator[Receiver]:
    """It listens on 127.0.0.1, for as long as the block lasts."""
    receiver = Receiver(list(script))
    handler = type("OurHandler", (Handler,), {"receiver": receiver})
    with _Server(("127.0.0.1", 0), handler) as server:
        receiver.port = server.server_address[1]
        server.tls = tls
        if tls:
            tls.sni_callback = lambda _socket, name, _context: receiver.names.append(name)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.over.set()
            server.shutdown()
            thread.join(60)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    tls: SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake is made in the request's own thread; one that fails ends it."""
        if self.tls is not None:
            try:
                request = self.tls.wrap_socket(request, server_side=True)
            except OSError:
                return
        super().finish_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever goes away in the middle is the point of some tests."""
