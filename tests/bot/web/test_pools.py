"""A crowd before one door leaves the others open, and who waits too long is told so."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.web.pools import KINDS, Pools
from tests.harness.event_loop import run

Ask = Callable[..., Awaitable[int]]


class Held:
    """An application that answers when it may; `inside` are the paths that are being worked on."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.may_answer = asyncio.Event()
        self.changed = asyncio.Condition()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        assert not message.get("more_body")
        async with self.changed:
            self.inside.append(scope["path"])
            self.changed.notify_all()
        if not scope["path"].startswith(("/healthz", "/slack/")):
            await self.may_answer.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def until(self, count: int) -> None:
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.inside) >= count)


class Client:
    """Speaks ASGI; `bodies` are what it sends, and a disconnect follows them."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self.said: list[Any] = []

    async def ask(
        self, method: str, path: str, *bodies: bytes, address: str = "192.0.2.1", more: bool = False
    ) -> int:
        """The status; 0 where nothing was answered."""
        scope = {"type": "http", "method": method, "path": path, "client": (address, 1)}
        parts = [{"type": "http.request", "body": each, "more_body": True} for each in bodies]
        parts.append({"type": "http.request", "body": b"", "more_body": more})
        sent: list[Any] = []

        async def receive() -> Any:
            return parts.pop(0) if parts else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._pools(scope, receive, send)
        self.said += sent
        return int(sent[0]["status"]) if sent else 0


def test_a_crowd_at_the_builder_leaves_every_other_door_open() -> None:
    async def play() -> None:
        app = Held()
        client = Client(Pools(app, seconds=5))
        crowd = [
            asyncio.create_task(client.ask("POST", "/new/preview", address=f"192.0.2.{n}"))
            for n in range(100)
        ]
        await app.until(4)
        others = ("/i/token", "/api/v1/invoices", "/readyz", "/new", "/i/token/invoice.pdf")
        waiting = [asyncio.create_task(client.ask("GET", path)) for path in others]
        assert await client.ask("GET", "/healthz") == 200
        assert await client.ask("POST", "/slack/events") == 200
        await app.until(4 + 2 + len(others))
        assert app.inside.count("/new/preview") == 4
        app.may_answer.set()
        assert [await each for each in waiting] == [200] * len(others)
        statuses = [await each for each in crowd]
        assert (statuses.count(200), statuses.count(503)) == (36, 64)

    run(play())


def test_waiting_writers_of_the_api_leave_its_readers_a_place() -> None:
    async def play() -> None:
        app = Held()
        client = Client(Pools(app))
        writers = [asyncio.create_task(client.ask("POST", "/api/v1/invoices")) for _ in range(40)]
        await app.until(12)
        reader = asyncio.create_task(client.ask("GET", "/api/v1/invoices"))
        await app.until(13)
        app.may_answer.set()
        assert await reader == 200
        assert 200 in [await each for each in writers]

    run(play())


def test_one_address_has_half_of_the_places() -> None:
    async def play() -> None:
        app = Held()
        client = Client(Pools(app))
        one = [asyncio.create_task(client.ask("POST", "/new/preview")) for _ in range(36)]
        await app.until(4)
        other = asyncio.create_task(client.ask("POST", "/new/preview", address="192.0.2.2"))
        await asyncio.sleep(0)
        app.may_answer.set()
        assert await other == 200
        assert [await each for each in one].count(503) == 18

    run(play())


def test_who_waits_too_long_is_sent_away_and_the_place_is_free_again() -> None:
    async def play() -> None:
        app = Held()
        client = Client(Pools(app, seconds=0.01))
        first = [asyncio.create_task(client.ask("POST", "/new/preview")) for _ in range(4)]
        await app.until(4)
        assert await client.ask("POST", "/new/preview") == 503
        assert (b"retry-after", b"2") in client.said[-2]["headers"]
        app.may_answer.set()
        assert [await each for each in first] == [200] * 4
        assert await client.ask("POST", "/new/preview") == 200

    run(play())


def test_a_program_is_refused_as_the_api_refuses() -> None:
    async def play() -> None:
        app = Held()
        client = Client(Pools(app, seconds=0.01))
        first = [asyncio.create_task(client.ask("POST", "/api/v1/invoices")) for _ in range(12)]
        await app.until(12)
        assert await client.ask("POST", "/api/v1/invoices") == 503
        assert (b"content-type", b"application/problem+json") in client.said[-2]["headers"]
        assert b"service_unavailable" in client.said[-1]["body"]
        app.may_answer.set()
        await asyncio.gather(*first)

    run(play())


@pytest.mark.parametrize("path", ["/new/save", "/i/token", "/api/v1/invoices"])
def test_a_form_that_is_cut_off_is_not_read(path: str) -> None:
    async def play() -> None:
        app = Held()
        client = Client(Pools(app))
        assert await client.ask("POST", path, b"po_number=4500", more=True) == 0
        assert app.inside == []

    run(play())


def test_the_threads_of_all_kinds_are_few() -> None:
    assert sum(kind.at_once for kind in KINDS) <= 64
