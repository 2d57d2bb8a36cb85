"""The local workspace as a server.

>>> simulator = Simulator(manifest, request_url="http://127.0.0.1:3000/slack/events",
...                       signing_secret="local")                       # doctest: +SKIP
>>> with running(simulator) as base_url:                                # doctest: +SKIP
...     client = WebClient("xoxb-local", base_url=f"{base_url}/api/")
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.simulator.control.acting import acting
from bot.simulator.control.looking import looking
from bot.simulator.control.stream import stream
from bot.simulator.control.trouble import trouble
from bot.simulator.doors import doors
from bot.simulator.local_slack import LocalSlack
from bot.simulator.seed import Seed
from bot.simulator.whole_page import whole_script, whole_sheet

__all__ = ["Seed", "Simulator", "running", "serve"]

PAGE = Path(__file__).parent / "page"
_FRESH = {"Cache-Control": "no-store"}
GRACE_SECONDS = 1
"""For answers under way when it stops."""
Address = tuple[str, int]


class Served(Protocol):
    """What a server here serves."""

    base_url: str

    @property
    def app(self) -> Starlette: ...

    @property
    def connections(self) -> dict[Address, asyncio.Transport]: ...

    async def close(self) -> None: ...


class Simulator(LocalSlack):
    """A local workspace with `app`, the ASGI application that serves it."""

    @cached_property
    def connections(self) -> dict[Address, asyncio.Transport]:
        """The open connections, by the client's address."""
        return {}

    @cached_property
    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", _page),
                Route("/archives/{rest:path}", _page),
                Route("/page/whole.js", _script),
                Route("/page/whole.css", _sheet),
                Mount("/page", _FreshFiles(directory=PAGE, check_dir=False)),
                *doors(self, self.drop),
                *looking(self),
                *acting(self),
                *trouble(self),
                stream(self.changes),
            ],
            exception_handlers={ClientDisconnect: _nobody_waits},
        )

    def drop(self, request: Request) -> None:
        """Cuts the connection of this request without an answer."""
        if request.client:
            transport = self.connections.get((request.client.host, request.client.port))
            if transport:
                transport.abort()


class _FreshFiles(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(_FRESH)
        return response


async def _nobody_waits(_request: Request, _gone: Exception) -> Response:
    """For whoever went away in the middle of a request, as a process that is killed does: nothing
    comes of it, and it is no fault."""
    return Response(status_code=400)


async def _page(_request: Request) -> Response:
    if not (PAGE / "index.html").is_file():
        return PlainTextResponse("The page is not here; the control API is.", 404)
    return FileResponse(PAGE / "index.html", headers=_FRESH)


async def _script(_request: Request) -> Response:
    return Response(whole_script(PAGE), media_type="text/javascript", headers=_FRESH)


async def _sheet(_request: Request) -> Response:
    return Response(whole_sheet(PAGE), media_type="text/css", headers=_FRESH)


class _Server(uvicorn.Server):
    """Ends open streams and WebSockets first, so that stopping takes no patience."""

    def __init__(self, simulator: Served, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._simulator = simulator

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._simulator.close()
        await super().shutdown(sockets)


def _server(simulator: Served) -> _Server:
    class Protocol(H11Protocol):
        """Knows the connection of each client, for faults that cut one."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if self.client:
                simulator.connections[self.client] = transport

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            if self.client:
                simulator.connections.pop(self.client, None)

    config = uvicorn.Config(
        simulator.app,
        http=Protocol,
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return _Server(simulator, config)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's delay off only for sockets that say they are TCP
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return bound


def _address(bound: socket.socket, host: str) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    host = everywhere.get(host, host)
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{bound.getsockname()[1]}"


def serve(simulator: Served, host: str = "127.0.0.1", port: int = 8401) -> None:
    """Serves in this thread until it is interrupted. Raises OSError when the port is taken."""
    with contextlib.closing(_bound(host, port)) as bound:
        simulator.base_url = _address(bound, host)
        _server(simulator).run([bound])


@contextlib.contextmanager
def running(simulator: Served, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serves in a thread of its own while the block runs; gives the base URL.

    Port 0 takes a free one. Raises OSError when the port is taken.
    """
    with contextlib.closing(_bound(host, port)) as bound:
        simulator.base_url = _address(bound, host)
        server = _server(simulator)
        thread = threading.Thread(target=server.run, args=([bound],), name="local workspace")
        thread.start()
        try:
            while not server.started and thread.is_alive():
                threading.Event().wait(0.005)
            if not thread.is_alive():
                raise OSError(f"nothing could be served at {simulator.base_url}")
            yield simulator.base_url
        finally:
            server.should_exit = True
            thread.join()
