"""Socket Mode: the app's WebSocket connections and the envelopes that travel over them."""

import asyncio
import itertools
from typing import Any, Protocol
from uuid import uuid4

from starlette.websockets import WebSocketDisconnect

from bot.simulator.ids import Clock, Ids
from bot.simulator.wire import Json, SlackError

MOST_CONNECTIONS = 10
TICKET_LIFETIME = 30.0
"""Seconds from apps.connections.open to connecting."""


class Line(Protocol):
    """One accepted WebSocket."""

    async def send_json(self, data: Any) -> None: ...

    async def close(self) -> None: ...


class Sockets:
    """Any one of the open connections gets the next envelope, in turn."""

    def __init__(self, clock: Clock, ids: Ids, app_id: str) -> None:
        self._clock, self._ids, self._app_id = clock, ids, app_id
        self._tickets: dict[str, float] = {}
        self._lines: list[Line] = []
        self._turn = itertools.count()
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    @property
    def count(self) -> int:
        return len(self._lines)

    def ticket(self) -> str:
        """A ticket for one connection. Raises `too_many_websockets`."""
        if self.count >= MOST_CONNECTIONS:
            raise SlackError("too_many_websockets")
        ticket = self._ids.secret()
        self._tickets[ticket] = self._clock()
        return ticket

    def admit(self, ticket: str) -> bool:
        """Whether this ticket opens a connection now; it does so once."""
        issued = self._tickets.pop(ticket, None)
        fresh = issued is not None and self._clock() - issued <= TICKET_LIFETIME
        return fresh and self.count < MOST_CONNECTIONS

    async def join(self, line: Line) -> None:
        self._lines.append(line)
        await line.send_json(
            {
                "type": "hello",
                "num_connections": self.count,
                "debug_info": {"host": "local", "approximate_connection_time": 18060},
                "connection_info": {"app_id": self._app_id},
            }
        )

    def leave(self, line: Line) -> None:
        if line in self._lines:
            self._lines.remove(line)

    def received(self, message: Json) -> None:
        """An ack from the app."""
        waiting = self._waiting.get(str(message.get("envelope_id")))
        if waiting and not waiting.done():
            waiting.set_result(message)

    async def send(self, envelope: Json, patience: float) -> Json:
        """Sends an envelope and waits for its ack, at most `patience` seconds.

        Raises TimeoutError when no ack came, ConnectionError when there is no connection.
        """
        envelope_id = str(uuid4())
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        try:
            await self._send({"envelope_id": envelope_id, **envelope})
            return await asyncio.wait_for(waiting, patience)
        finally:
            del self._waiting[envelope_id]

    async def _send(self, message: Json) -> None:
        """Over the next line that still takes it."""
        while self._lines:
            line = self._lines[next(self._turn) % self.count]
            try:
                await line.send_json(message)
            except (WebSocketDisconnect, RuntimeError):
                self.leave(line)
            else:
                return
        raise ConnectionError("The app has no open connection.")

    async def disconnect(self, reason: str) -> None:
        """Tells every connection to go, as Slack does before it refreshes one."""
        for line in list(self._lines):
            await line.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})

    async def close(self) -> None:
        for line in list(self._lines):
            self.leave(line)
            await line.close()
