"""What surrounds every answer of the API: a request id, the rate that is left, a bounded body."""

import re
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1024 * 1024
"""Bytes. A contract with every line and text at its limit is well below."""
_USABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class ResponseEnvelope:
    """Wraps the API. `state["rate"]` of a request holds headers that were found on the way in.

    HEAD is answered as GET is, with all of its headers and no body.
    """

    def __init__(self, app: ASGIApp, new_id: Callable[[], str]) -> None:
        self._app = app
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        offered = state.get("request_id") or headers.get("x-request-id", "")
        state["request_id"] = self._named(offered)

        without_body = scope["method"] == "HEAD"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["X-Request-Id"] = state["request_id"]
                for name, value in {**_HEADERS, **state.get("rate", {})}.items():
                    answer.setdefault(name, value)
            elif without_body:
                message = {**message, "body": b""}
            await send(message)

        if without_body:
            scope = {**scope, "method": "GET"}
        await self._app(scope, _bounded(receive), send_with_headers)

    def _named(self, offered: str) -> str:
        """The caller's own id where it is one, so that both logs can be laid side by side."""
        return offered if _USABLE_ID.fullmatch(offered) else self._new_id()


def _bounded(receive: Receive) -> Receive:
    """Raises a 413 to whoever reads more than any request needs, a 400 where the sender went away
    before the end: what came of it may look whole."""
    seen, ended = 0, False

    async def bounded() -> Message:
        nonlocal seen, ended
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            raise HTTPException(413)
        if message["type"] == "http.disconnect" and not ended:
            raise HTTPException(400)
        ended = ended or not message.get("more_body", False)
        return message

    return bounded
