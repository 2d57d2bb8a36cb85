"""The server in a thread of its own."""

import asyncio
import socket
import threading
from typing import Any

import httpx
import uvicorn

from bot.web.server import in_the_background, server_of
from tests.harness.ports import a_free_port


def test_a_request_that_comes_before_the_server_has_started_waits_for_it() -> None:
    may_start = threading.Event()

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await asyncio.to_thread(may_start.wait, 30)
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    port = a_free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    with in_the_background(server):
        socket.create_connection(("127.0.0.1", port), timeout=60).close()
        may_start.set()
        assert httpx.get(f"http://127.0.0.1:{port}/", timeout=60).status_code == 204


def test_whoever_ends_with_the_server_hears_of_it_before_the_last_request_is_answered() -> None:
    asked, told, answers = threading.Event(), threading.Event(), list[int]()

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            asked.set()
            await asyncio.to_thread(told.wait, 30)
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    port = a_free_port()
    server = server_of(app, host="127.0.0.1", port=port, connections=10, proxies=(), ends=told.set)

    def ask() -> None:
        answers.append(httpx.get(f"http://127.0.0.1:{port}/", timeout=30).status_code)

    asking = threading.Thread(target=ask)
    with in_the_background(server):
        asking.start()
        assert asked.wait(30)
    asking.join(30)
    assert answers == [204]
