"""A call by the app, done or spoilt by a fault, and logged either way."""

import asyncio
import copy
import json
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.simulator.faults import Fault
from bot.simulator.local_slack import LocalSlack
from bot.simulator.wire import Json

Work = Callable[[], Response]
Drop = Callable[[Request], None]
"""Cuts the connection that a request came over."""


async def troubled(
    slack: LocalSlack, name: str, args: Json, request: Request, work: Work, drop: Drop
) -> Response:
    """Does the work, or what a fault makes of it, and logs the call."""
    began, sent = time.monotonic(), copy.deepcopy(args)
    fault = slack.faults.take(name)
    if fault and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    response = _refused(fault) or _too_fast(slack, name, args) or work()
    lost = fault is not None and fault.kind == "lost_answer"
    body = bytes(response.body).decode()
    seen = json.loads(body) if body.startswith("{") else body
    shown, status = ({"lost": seen}, 0) if lost else (seen, response.status_code)
    slack.journal.write("api", name, sent, shown, status, time.monotonic() - began)
    if lost:
        drop(request)
        await asyncio.sleep(0.01)  # lets the server notice, so that it sends nothing after all
    return response


def _refused(fault: Fault | None) -> Response | None:
    if fault is None:
        return None
    if fault.kind == "rate_limited":
        return _rate_limited(fault.retry_after)
    if fault.kind == "server_error":
        return PlainTextResponse("Internal Server Error", 500)
    return JSONResponse({"ok": False, "error": fault.error}) if fault.kind == "error" else None


def _too_fast(slack: LocalSlack, name: str, args: Json) -> Response | None:
    seconds = slack.rates.seconds_to_wait(name, _conversation(slack, args))
    return _rate_limited(seconds) if seconds else None


def _conversation(slack: LocalSlack, args: Json) -> str:
    """Where a message goes: direct messages are named by their id or by the person's."""
    named = str(args.get("channel", ""))
    channel = slack.workspace.channels.get(named)
    return channel.user or named if channel else named


def _rate_limited(seconds: int) -> Response:
    headers = {"Retry-After": str(seconds)}
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)
