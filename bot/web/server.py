"""A server in a thread of its own, on a port that is known to be free when it starts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

BACKLOG = 128
"""Connections that may wait."""


@contextmanager
def in_the_background(server: uvicorn.Server) -> Iterator[None]:
    """Serves in a thread until the block is left. Raises OSError when the port is taken."""
    sock = _listening_socket(server.config.host, server.config.port)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)


def _listening_socket(host: str, port: int) -> socket.socket:
    """Takes connections at once, which wait until the server in its thread has started.

    Names TCP outright: asyncio turns off Nagle's delay only where the protocol is named.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made
