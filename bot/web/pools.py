"""Own threads for each kind of request, so that a crowd of one kind does not stop the others.

`/healthz` needs no thread, and Slack's address has threads of its own: neither ever waits here.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from re import Pattern

from anyio import to_thread
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.security.rate_limits import group_of

LARGEST_BODY = 1024 * 1024
"""Bytes that are read ahead; what is larger, the doors themselves refuse."""
_UPLOAD = 6 * LARGEST_BODY
_AT_ALL_TIMES = re.compile(r"/healthz|/slack/events")
_TEXT = "We're busy right now. Please try again in a few seconds.\n"


class Full(Exception):
    """So many wait already that this request would wait too long."""


@dataclass(frozen=True)
class RequestKind:
    """Requests that share threads: `at_once` are worked on, `waiting` more may wait. `ahead`
    bytes of a body are read before it takes a place."""

    methods: Pattern[str]
    paths: Pattern[str]
    at_once: int
    waiting: int
    ahead: int = LARGEST_BODY


KINDS = (
    RequestKind(re.compile("GET|HEAD"), re.compile("/readyz"), at_once=2, waiting=8),
    RequestKind(re.compile("POST"), re.compile("/new.*"), at_once=4, waiting=32),
    RequestKind(re.compile("POST"), re.compile("/api/v1/contracts/preview"), at_once=2, waiting=16),
    RequestKind(
        re.compile("GET|HEAD"), re.compile(r"/(i|api/v1)/.*\.(pdf|xml)"), at_once=4, waiting=32
    ),
    RequestKind(
        re.compile("POST"), re.compile("/i/[^/]+/po-document"), at_once=2, waiting=8, ahead=_UPLOAD
    ),
    RequestKind(re.compile("POST"), re.compile("/i/.*"), at_once=8, waiting=32),
    RequestKind(re.compile("GET|HEAD"), re.compile("/api/v1/.*"), at_once=8, waiting=32),
    RequestKind(re.compile(".*"), re.compile("/api/v1/.*"), at_once=12, waiting=32),
    RequestKind(re.compile(".*"), re.compile(".*"), at_once=8, waiting=32),
)
"""The first that fits counts."""


class Pool:
    """The places of one kind. One address has half of them at most."""

    def __init__(self, kind: RequestKind, seconds: float) -> None:
        self.kind = kind
        self._seconds = seconds
        self._free = asyncio.Semaphore(kind.at_once)
        self._places = kind.at_once + kind.waiting
        self._share = max(1, self._places // 2)
        self._taken: Counter[str] = Counter()

    async def enter(self, group: str) -> None:
        """Raises Full, at once or after a while."""
        if self._taken.total() >= self._places or self._taken[group] >= self._share:
            raise Full()
        with self._counted(group):
            try:
                await asyncio.wait_for(self._free.acquire(), self._seconds)
            except TimeoutError:
                raise Full() from None
        self._taken[group] += 1

    def leave(self, group: str) -> None:
        """Gives back the place that `enter` gave to somebody of this group."""
        self._free.release()
        self._forget(group)

    @contextmanager
    def _counted(self, group: str) -> Iterator[None]:
        self._taken[group] += 1
        try:
            yield
        finally:
            self._forget(group)

    def _forget(self, group: str) -> None:
        self._taken[group] -= 1
        if not self._taken[group]:
            del self._taken[group]


class Pools:
    """Wraps the whole application. A request takes a place when all of it has arrived, so that
    one which comes slowly holds none."""

    def __init__(
        self, app: ASGIApp, kinds: Sequence[RequestKind] = KINDS, seconds: float = 8
    ) -> None:
        self._app = app
        self._pools = [Pool(kind, seconds) for kind in kinds]
        self._threads = sum(kind.at_once for kind in kinds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pool = self._pool_of(scope)
        if pool is None:
            await self._app(scope, receive, send)
            return
        # As many threads as places: by default there are 40 for all kinds together, and one kind
        # could wait for another. Set at each request, since it is the running loop's own.
        to_thread.current_default_thread_limiter().total_tokens = self._threads
        try:
            whole = await _read_ahead(receive, pool.kind.ahead)
        except ClientDisconnect:
            return  # nobody is there to be answered
        group = group_of(scope["client"][0] if scope.get("client") else "")
        try:
            await pool.enter(group)
        except Full:
            await _refusal(scope["path"])(scope, receive, send)
            return
        try:
            await self._app(scope, whole, send)
        finally:
            pool.leave(group)

    def _pool_of(self, scope: Scope) -> Pool | None:
        if scope["type"] != "http" or _AT_ALL_TIMES.fullmatch(scope["path"]):
            return None
        return next((pool for pool in self._pools if _is_of(pool.kind, scope)), None)


def _is_of(kind: RequestKind, scope: Scope) -> bool:
    return bool(kind.methods.fullmatch(scope["method"]) and kind.paths.fullmatch(scope["path"]))


async def _read_ahead(receive: Receive, most: int) -> Receive:
    """The request with its body there already. Raises ClientDisconnect where it was cut off."""
    read: list[Message] = []
    size, more = 0, True
    while more and size <= most:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect()
        read.append(message)
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    read.reverse()

    async def whole() -> Message:
        return read.pop() if read else await receive()

    return whole


def _refusal(path: str) -> Response:
    """As the API's own problems are, where it is the API's."""
    headers = {"Retry-After": "2", "Cache-Control": "no-store"}
    if not path.startswith("/api/"):
        return Response(_TEXT, 503, headers, "text/plain; charset=utf-8")
    problem = {
        "type": "/api/docs#service_unavailable",
        "title": "Service Unavailable",
        "status": 503,
        "code": "service_unavailable",
        "detail": "Too many requests at once. Nothing was done; try again in a moment.",
        "request_id": "",
    }
    return Response(json.dumps(problem), 503, headers, "application/problem+json")
