"""The server, with bounds on what clients may hold of it; or in a thread of its own, on a port
that is known to be free when it starts."""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.web.connections import Connections, protocol_of
from bot.web.open_files import most_connections, raised_limit
from bot.web.proxies import Network, TrustedProxies

BACKLOG = 128
"""Connections that may wait."""


def _nothing() -> None:
    """Nobody else ends with it."""


class EndingServer(uvicorn.Server):
    """Says when it is told to end, before it waits for what it is answering."""

    def __init__(self, config: uvicorn.Config, ends: Callable[[], object]) -> None:
        super().__init__(config)
        self._ends = ends

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See `Server`."""
        self._ends()
        await super().shutdown(sockets)


def server_of(
    app: ASGIApp,
    *,
    host: str,
    port: int,
    connections: int,
    proxies: Sequence[Network],
    ends: Callable[[], object] = _nothing,
) -> uvicorn.Server:
    """At most so many connections at once, and fewer where the system has not the files for them.
    `ends` hears that it takes no more.

    Paths hold the customers' tokens, so there is no access log.
    """
    most = most_connections(connections, raised_limit())
    config = uvicorn.Config(
        TrustedProxies(app, proxies),
        host=host,
        port=port,
        access_log=False,
        log_config=None,  # through our own handler, which quotes nothing
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
        http=protocol_of(Connections(most)),
        ws="none",
        backlog=BACKLOG,
        proxy_headers=False,  # TrustedProxies does, for those that are named
    )
    return EndingServer(config, ends)


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
