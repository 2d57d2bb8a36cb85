"""Trouble on demand: faults, redelivery, a lost connection, an uninstalled app, a reset."""

from typing import Literal

from pydantic import Field
from starlette.requests import Request
from starlette.routing import Route

from bot.simulator.control.answers import Body, read, route
from bot.simulator.delivery import Payload, Retry
from bot.simulator.faults import Fault
from bot.simulator.local_slack import LocalSlack
from bot.simulator.people.membership import uninstall
from bot.simulator.wire import Json, Refusal


class Trouble(Body):
    method: str
    kind: Literal["rate_limited", "server_error", "lost_answer", "slow", "error"]
    count: int = Field(default=1, ge=1)
    retry_after: int = Field(default=1, ge=0)
    seconds: float = Field(default=1.0, ge=0, le=60)
    error: str = "internal_error"


class Redelivery(Body):
    n: int
    reason: str = "http_timeout"


class Event(Body):
    """`event` must have a `type`."""

    event: Json


class Ignorance(Body):
    """Types of blocks that the workspace does not know; none, and it knows all again."""

    unknown: list[str]


class LateShares(Body):
    """The next `count` files are shared once `looks` calls of `files.info` asked for them; never,
    where that is negative."""

    looks: int
    count: int = Field(default=1, ge=1)


class Disconnection(Body):
    reason: Literal["warning", "refresh_requested", "link_disabled"] = "refresh_requested"


def trouble(slack: LocalSlack) -> list[Route]:
    """The calls under "Trouble on demand" in the README."""

    async def redeliver(request: Request) -> Json:
        return await _redeliver(slack, await read(request, Redelivery))

    async def event(request: Request) -> Json:
        ack = await slack.send_event((await read(request, Event)).event)
        return {"ok": ack is not None and ack.ok, "sent": ack is not None}

    async def blocks(request: Request) -> Json:
        slack.workspace.unknown_blocks = frozenset((await read(request, Ignorance)).unknown)
        return {"ok": True}

    async def shares(request: Request) -> Json:
        late = await read(request, LateShares)
        slack.workspace.late_shares.extend([late.looks] * late.count)
        return {"ok": True}

    async def disconnect(request: Request) -> Json:
        await slack.sockets.disconnect((await read(request, Disconnection)).reason)
        return {"ok": True}

    async def remove_app(_request: Request) -> Json:
        return await uninstall(slack)

    async def reset(_request: Request) -> Json:
        slack.reset()
        return {"ok": True}

    return [
        *_faults(slack),
        route("POST", "/redeliver", redeliver),
        route("POST", "/event", event),
        route("POST", "/blocks", blocks),
        route("POST", "/shares", shares),
        route("POST", "/disconnect", disconnect),
        route("POST", "/uninstall", remove_app),
        route("POST", "/reset", reset),
    ]


def _faults(slack: LocalSlack) -> list[Route]:
    async def add(request: Request) -> Json:
        slack.faults.add(Fault(**(await read(request, Trouble)).model_dump()))
        return {"faults": slack.faults.open()}

    async def look(_request: Request) -> Json:
        return {"faults": slack.faults.open()}

    async def clear(_request: Request) -> Json:
        slack.faults.clear()
        return {"faults": []}

    return [
        route("POST", "/faults", add),
        route("GET", "/faults", look),
        route("DELETE", "/faults", clear),
    ]


async def _redeliver(slack: LocalSlack, wanted: Redelivery) -> Json:
    entry = slack.journal.entry(wanted.n)
    if entry is None or entry.direction != "delivery":
        raise Refusal("no_such_delivery", f"Log entry {wanted.n} is no payload to the app.", 404)
    before = entry.request.get("retry", {}).get("num", 0)
    payload = Payload(entry.request["kind"], entry.name, entry.request["payload"])
    ack = await slack.delivery.send(payload, Retry(before + 1, wanted.reason))
    answer = {"ok": ack.ok, "ack": ack.body}
    return answer if ack.ok else {**answer, "error": ack.error}
