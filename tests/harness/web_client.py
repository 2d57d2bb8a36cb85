"""A client of a web application in the same process.

Starlette's own starts a thread and a loop for each request and crosses between threads ten times
for it, which is most of the time of a test that sends some. Here the thread of the tests answers
what it asks itself, and crosses to none; what several threads ask at once goes to one event loop,
which has threads for it, as a server does it.
"""

import asyncio
import atexit
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

import httpx
from anyio import Event, to_thread
from anyio.from_thread import BlockingPortal, BlockingPortalProvider
from starlette.types import ASGIApp, Message, Scope

HERE = "http://testserver"
SOMEBODY = ("testclient", 50000)
_PROVIDER = BlockingPortalProvider()


def web_client(
    app: ASGIApp,
    *,
    base_url: str = HERE,
    client: tuple[str, int] = SOMEBODY,
    raise_server_exceptions: bool = True,
    follow_redirects: bool = True,
) -> httpx.Client:
    """`client` is the address that the application sees. What the application raises reaches the
    test, or with `raise_server_exceptions` off is the answer 500."""
    return httpx.Client(
        transport=InProcess(app, client, raises=raise_server_exceptions),
        base_url=base_url,
        headers={"user-agent": "testclient"},
        follow_redirects=follow_redirects,
    )


class InProcess(httpx.BaseTransport):
    """Each request is one run of the application, until all of its answer is there."""

    def __init__(self, app: ASGIApp, client: tuple[str, int], *, raises: bool) -> None:
        self._app = app
        self._client = client
        self._raises = raises

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        if _may_answer_here():
            return _loop_here().run_until_complete(self._answer(request, body))
        return _portal().call(self._answer, request, body)

    async def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        given: list[Message] = [{"type": "http.request", "body": body}]
        said: list[Message] = []
        all_said = Event()

        async def receive() -> Message:
            if given:
                return given.pop()
            await all_said.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            said.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                all_said.set()

        try:
            await self._app(self._scope(request), receive, send)
        except Exception:
            if self._raises:
                raise
        if not said:
            return httpx.Response(500, request=request)
        return httpx.Response(
            said[0]["status"],
            headers=said[0].get("headers", []),
            stream=httpx.ByteStream(b"".join(each.get("body", b"") for each in said[1:])),
            request=request,
        )

    def _scope(self, request: httpx.Request) -> Scope:
        url = request.url
        port = url.port or {"http": 80, "https": 443}[url.scheme]
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": url.scheme,
            "path": url.path,
            "raw_path": url.raw_path.partition(b"?")[0],
            "query_string": url.query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "client": self._client,
            "server": (url.host, port),
            "state": {},
        }


def _may_answer_here() -> bool:
    """In the thread of the tests, unless a loop is running in it already: a browser has one."""
    if threading.current_thread() is not threading.main_thread():
        return False
    return asyncio._get_running_loop() is None


@cache
def _loop_here() -> asyncio.AbstractEventLoop:
    """For as long as the process lives. A runner would also see to Ctrl-C for each request, which
    takes longer than to run one."""
    runner = asyncio.Runner()
    atexit.register(runner.close)
    setattr(to_thread, _in_a_thread.__name__, _run_sync)
    return runner.get_loop()


_in_a_thread = to_thread.run_sync


async def _run_sync(work: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """A route that is no coroutine has the loop to itself where nobody else asks for anything."""
    if asyncio.get_running_loop() is _loop_here():
        return work(*args)
    return await _in_a_thread(work, *args, **named)


@cache
def _portal() -> BlockingPortal:
    """For as long as the process lives."""
    atexit.register(_PROVIDER.__exit__, None, None, None)
    return _PROVIDER.__enter__()
