"""Server-sent events: what to read again."""

import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.simulator.changes import Changes

PATIENCE = 15.0
"""Seconds of silence before a comment keeps the connection alive."""


def stream(changes: Changes) -> Route:
    """Follows from now on, or from the event after `Last-Event-ID`."""

    async def follow(request: Request) -> Response:
        last = request.headers.get("last-event-id", "")
        start = int(last) if last.isdecimal() else changes.last
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            _lines(changes, start), media_type="text/event-stream", headers=headers
        )

    return Route("/control/stream", follow, methods=["GET"])


async def _lines(changes: Changes, start: int) -> AsyncIterator[str]:
    yield ": following\n\n"
    async for change in changes.after(start, PATIENCE):
        if change is None:
            yield ": still here\n\n"
        else:
            yield f"id: {change.n}\ndata: {json.dumps(vars(change))}\n\n"
