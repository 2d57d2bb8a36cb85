"""Schemathesis' client of an application in the same process, without a thread between them.

Its own starts and stops the application for each request and crosses between threads a dozen times
for it. It sends one request after the other, so the thread that thinks them out answers them too.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from inspect import isawaitable
from typing import Any, Self

import pytest
from anyio import to_thread
from schemathesis.python import asgi


def in_one_thread(trying: Callable[[], None]) -> None:
    """Runs it in a thread that has no event loop yet, which answers whatever Schemathesis sends;
    raises what it raises."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_answered_here, trying).result()


def _answered_here(trying: Callable[[], None]) -> None:
    with asyncio.Runner() as loop, pytest.MonkeyPatch.context() as patch:
        patch.setattr(asgi, "_get_portal", lambda: _Here(loop))
        patch.setattr(asgi, "get_client", _Client)
        patch.setattr(to_thread, "run_sync", _at_once)
        trying()


class _Client(asgi.ASGIClient):
    """Of an application that needs no start, in no need of proxies or of passwords in files."""

    def __init__(self, app: asgi.ASGIApp, *, max_stream_events: int) -> None:
        super().__init__(app, max_stream_events=max_stream_events)
        self.trust_env = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


class _Here:
    """In place of a portal to the thread of an event loop."""

    def __init__(self, loop: asyncio.Runner) -> None:
        self._loop = loop

    def call(self, work: Callable[..., Any], *args: Any) -> Any:
        async def done() -> Any:
            came = work(*args)
            return await came if isawaitable(came) else came

        return self._loop.run(done())


async def _at_once(work: Callable[..., Any], *args: Any, **_: Any) -> Any:
    """A route that is no coroutine has the loop to itself: nobody else asks for anything."""
    return work(*args)
