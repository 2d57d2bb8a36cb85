"""A server of a test ends as soon as it is told to. uvicorn looks ten times a second whether it is,
and waits a tenth of one whoever is connected: a sixth of a second for each of a thousand tests.
"""

import asyncio
import socket
from contextlib import suppress

from uvicorn import Server

LOOKS_SECONDS = 0.002
"""Between looks at whether the last answers are out."""
_TICK_SECONDS, _TICKS = 1, 10
"""Once a second uvicorn writes the date of its answers; it counts tenths of one."""


def end_promptly() -> None:
    """From now on, in this process."""
    Server.should_exit = ToldToEnd()  # type: ignore[assignment]
    for ours in (main_loop, shutdown):
        setattr(Server, ours.__name__, ours)


class ToldToEnd:
    """Whether a server is to end. Any thread may say so, which wakes it."""

    def __get__(self, server: Server, _: type[Server]) -> bool:
        return bool(vars(server).get("told"))

    def __set__(self, server: Server, told: bool) -> None:
        vars(server)["told"] = told
        if told and (woken := vars(server).get("woken")):
            with suppress(RuntimeError):  # it has ended meanwhile
                woken[0].call_soon_threadsafe(woken[1].set)


async def main_loop(server: Server) -> None:
    """Until it is told."""
    told, counter = asyncio.Event(), 0
    vars(server)["woken"] = asyncio.get_running_loop(), told
    while not await server.on_tick(counter):
        counter += _TICKS
        with suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), _TICK_SECONDS)


async def shutdown(server: Server, sockets: list[socket.socket] | None = None) -> None:
    """Takes nothing more, and gives what is being answered as long as it is set to."""
    for listening in (*server.servers, *(sockets or ())):
        listening.close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    try:
        await asyncio.wait_for(_at_rest(server), server.config.timeout_graceful_shutdown)
    except TimeoutError:
        for task in server.server_state.tasks:
            task.cancel()
    if not server.force_exit:
        await server.lifespan.shutdown()


async def _at_rest(server: Server) -> None:
    state = server.server_state
    while (state.connections or state.tasks) and not server.force_exit:
        await asyncio.sleep(LOOKS_SECONDS)
    for listening in server.servers:
        await listening.wait_closed()
