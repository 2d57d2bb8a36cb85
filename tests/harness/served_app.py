"""A small application behind our own protocol, over real sockets, with a test's own patience."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from bot.web.connections import Connections, protocol_of


@contextmanager
def serving(app: Any, connections: Connections) -> Iterator[int]:
    """The port. Silent, and gone in the end."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        http=protocol_of(connections),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


def connected(port: int, said: bytes = b"") -> socket.socket:
    """A client that has sent so much."""
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    if said:
        client.sendall(said)
    return client


def ended(client: socket.socket) -> bytes:
    """All that comes until the server ends the connection."""
    read = b""
    try:
        while part := client.recv(65_536):
            read += part
    except ConnectionResetError:
        pass
    return read


def answer_to(client: socket.socket) -> bytes:
    """One answer whose body is `fine`."""
    read = b""
    while not read.endswith(b"fine") and (part := client.recv(65_536)):
        read += part
    return read
