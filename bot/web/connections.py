"""Connections that are bounded in number and in time, so that clients who only hold them open, or
send byte by byte, keep nobody else out."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n"
    b"Connection: close\r\nContent-Length: 0\r\n\r\n"
)


class ClientWait(StrEnum):
    """What a connection waits for its client to do."""

    HEAD = "send a request"
    BODY = "send the rest of a body"
    READ = "read the answer"


@dataclass(frozen=True)
class Patience:
    """Seconds in all for each; a client that sends a byte now and then gains nothing."""

    head: float = 10
    body: float = 30
    read: float = 30

    def seconds(self, waiting: ClientWait) -> float:
        """How long a client may take for it."""
        return {ClientWait.HEAD: self.head, ClientWait.BODY: self.body, ClientWait.READ: self.read}[
            waiting
        ]


class Connections:
    """At most `most` are open, and bodies that are still coming in hold at most `most_bytes`.

    One too many takes the place of one that waits for its client: the oldest one of the address
    that has most of them. A connection whose request is being answered is never cut; where all
    are of that kind, the new one is refused.
    """

    def __init__(
        self, most: int, patience: Patience | None = None, most_bytes: int = 64 * 1024 * 1024
    ) -> None:
        self.patience = patience or Patience()
        self._most, self._most_bytes = most, most_bytes
        self._open: set[BoundedProtocol] = set()
        self._waiting: dict[str, dict[BoundedProtocol, None]] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._open)

    def opened(self, connection: "BoundedProtocol") -> None:
        """Counts it in; where it is one too many, another one is cut, or it is refused."""
        self._open.add(connection)
        if len(self._open) <= self._most:
            return
        victim = next(self._oldest_first(), None)
        if victim is None:
            self.closed(connection)
            connection.cut(_FULL)
        else:
            self.closed(victim)
            victim.cut()

    def closed(self, connection: "BoundedProtocol") -> None:
        """May be called twice."""
        self._open.discard(connection)
        self.answering(connection)
        self.hold(connection, 0)

    def waits(self, connection: "BoundedProtocol") -> None:
        """From now on, behind all others of its address."""
        self.answering(connection)
        if connection in self._open:
            self._waiting.setdefault(connection.address, {})[connection] = None

    def answering(self, connection: "BoundedProtocol") -> None:
        """It waits for its client no longer."""
        own = self._waiting.get(connection.address, {})
        own.pop(connection, None)
        if not own:
            self._waiting.pop(connection.address, None)

    def hold(self, connection: "BoundedProtocol", size: int) -> None:
        """Bytes of a body that is still coming in; others are cut where it is too much in all."""
        self._bytes += size - connection.held
        connection.held = size
        while self._bytes > self._most_bytes:
            victim = next((each for each in self._oldest_first() if each.held), None)
            if victim is None:
                return
            self.closed(victim)
            victim.cut()

    def _oldest_first(self) -> Iterator["BoundedProtocol"]:
        for own in sorted(self._waiting.values(), key=len, reverse=True):
            yield from own


class BoundedProtocol(H11Protocol):
    """uvicorn's own protocol, with a place among the connections and an end to each wait."""

    kept: ClassVar[Connections]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address, self.held = "", 0
        self._state: tuple[ClientWait | None, object] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self.kept.opened(self)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        self.kept.closed(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look(len(data))

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._look()

    def cut(self, answer: bytes = b"") -> None:
        """At once. `answer` goes out where the client still reads."""
        self._stop_timer()
        if answer and not self.transport.is_closing():
            self.transport.write(answer)
        self.transport.abort()

    def _look(self, received: int = 0) -> None:
        """Begins a wait, or ends it, where what the connection waits for has changed."""
        waiting = self._waits_for()
        self.kept.hold(self, self.held + received if waiting is ClientWait.BODY else 0)
        # A next request on the same connection is another cycle, whose wait begins anew.
        state = waiting, self.cycle
        if state == self._state:
            return
        self._state = state
        self._stop_timer()
        if waiting is None:
            self.kept.answering(self)
            return
        self.kept.waits(self)
        self._timer = self.loop.call_later(self.kept.patience.seconds(waiting), self._too_slow)

    def _waits_for(self) -> ClientWait | None:
        if self.flow.write_paused or self.transport.is_closing():
            return ClientWait.READ
        if self.cycle is None or self.cycle.response_complete:
            return ClientWait.HEAD
        return ClientWait.BODY if self.cycle.more_body else None

    def _too_slow(self) -> None:
        begun = self._waits_for() is ClientWait.BODY and not self.cycle.response_started
        partial = self._waits_for() is ClientWait.HEAD and bool(self.conn.trailing_data[0])
        self.cut(_TOO_SLOW if begun or partial else b"")

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def protocol_of(connections: Connections) -> type[asyncio.Protocol]:
    """What uvicorn makes of each connection that it takes."""
    return type("Protocol", (BoundedProtocol,), {"kept": connections})
