"""What surrounds every answer under `/i/`: a bounded request, and headers that keep the link
out of caches, referrers, search engines and frames."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024
"""Bytes. A form with every field at its limit in four-byte letters is well below."""

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
}


TOO_LARGE = "bot.too_large"
"""In the scope of an upload that was left out, since it is larger than one may be."""


@dataclass(frozen=True)
class Uploads:
    """The paths that take a file: of up to `largest` bytes, with its form. One of up to
    `passed_over` is let go by unread, so that the page itself can say that it is too large: a
    browser that cannot send to the end shows no answer."""

    paths: Pattern[str]
    largest: int
    passed_over: int


class Guard:
    """Wraps an application. A header that the application set itself is left as it is."""

    def __init__(
        self, app: ASGIApp, headers: Mapping[str, str] = HEADERS, uploads: Uploads | None = None
    ) -> None:
        self._app = app
        self._headers = headers
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            body = await self._whole(scope, receive)
        except ClientDisconnect:
            return  # nobody is there to be answered
        if body is None:
            refusal = PlainTextResponse("This is more than the form can hold.\n", status_code=413)
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, _replayed(body, receive), send_with_headers)

    async def _whole(self, scope: Scope, receive: Receive) -> bytes | None:
        """The body, or None when it is too large; empty and marked as TOO_LARGE where the page
        itself says so. Raises ClientDisconnect."""
        uploads = self._uploads
        if uploads is None or not uploads.paths.fullmatch(scope["path"]):
            return await _body(receive, LARGEST_BODY, LARGEST_BODY)
        body = await _body(receive, uploads.largest, uploads.passed_over)
        if body is None or len(body) <= uploads.largest:
            return body
        scope[TOO_LARGE] = True
        return b""


async def _body(receive: Receive, most: int, passed_over: int) -> bytes | None:
    """All of it; of more than `most` bytes just enough to tell, or None above `passed_over`.
    Raises ClientDisconnect for one that was cut off: the part that came may look like a whole
    form."""
    body, size = bytearray(), 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect()
        part = bytes(message.get("body", b""))
        size += len(part)
        if size > passed_over:
            return None
        if len(body) <= most:
            body += part[: most + 1 - len(body)]
        if not message.get("more_body", False):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
