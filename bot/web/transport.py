"""Every answer tells browsers to come back by TLS only, where the pages are served by TLS."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER, VALUE = "Strict-Transport-Security", "max-age=31536000"
"""A year, for this host alone: what else runs beneath its name is not ours to decide."""


class StrictTransport:
    """Wraps the whole application, errors included. `always` is for a proxy that ends TLS before
    us; otherwise the request's own scheme decides."""

    def __init__(self, app: ASGIApp, *, always: bool) -> None:
        self._app = app
        self._always = always

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_header(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault(HEADER, VALUE)
            await send(message)

        secure = self._always or scope.get("scheme") == "https"
        await self._app(scope, receive, send_with_header if secure else send)
