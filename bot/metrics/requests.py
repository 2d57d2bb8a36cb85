"""Around every HTTP request: it is counted by its route, and its log lines know it."""

import re
from collections.abc import Callable
from time import perf_counter
from typing import Any

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from bot.metrics.meters import Meters

_USABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_INVOICE = re.compile(r"/(?:api/v1/invoices|i)/([0-9A-Z]{26})(?![0-9A-Z])")
"""In a path; of a customer's link, what stands before the signature."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FAILED = 500

_log = structlog.get_logger(__name__)


class MeteredRequests:
    """Wraps the whole application. The request's id is the caller's own, where it is one."""

    def __init__(self, app: ASGIApp, meters: Meters, new_id: Callable[[], str]) -> None:
        self._app, self._meters, self._new_id = app, meters, new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = _FAILED

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        began = perf_counter()
        with bound_contextvars(**self._known(scope)):
            try:
                await self._app(scope, receive, noting)
            finally:
                self._note(scope, status, perf_counter() - began)

    def _known(self, scope: Scope) -> dict[str, Any]:
        offered = Headers(scope=scope).get("x-request-id", "")
        request_id = offered if _USABLE_ID.fullmatch(offered) else self._new_id()
        scope.setdefault("state", {})["request_id"] = request_id
        invoice = _INVOICE.match(scope["path"])
        return {"request_id": request_id, **({"invoice": invoice[1]} if invoice else {})}

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._meters.requests.labels(method, route, str(status)).inc()
        self._meters.request_seconds.labels(route).observe(seconds)
        if status >= _FAILED:
            _log.warning("request_failed", route=route, status=status, seldom=True)


def _route(scope: Scope) -> str:
    """As it was registered, such as `/api/v1/invoices/{invoice_id}`: never what somebody typed."""
    path = getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path', '')}{path}" if path is not None else "none"
