"""What stands before the serving processes: each connection goes to one that takes it."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

_TRIES, _PAUSE_SECONDS = 40, 0.05
"""How long a connection waits for a process that listens."""


class Balancer:
    """`ports` says whom there is; nobody is asked whether they are well."""

    def __init__(self, ports: Callable[[], Sequence[int]]) -> None:
        self._ports, self._turn = ports, itertools.count()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind = await self._behind()
        if behind:
            theirs, ours = behind
            await asyncio.gather(_relayed(reader, ours), _relayed(theirs, writer))
        writer.close()

    async def _behind(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for _ in range(_TRIES):
            ports = self._ports()
            with suppress(OSError):
                return await asyncio.open_connection(
                    "127.0.0.1", ports[next(self._turn) % len(ports)]
                )
            await asyncio.sleep(_PAUSE_SECONDS)
        return None


async def _relayed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until one side ends, and then the other hears of it."""
    with suppress(OSError):
        while content := await reader.read(65_536):
            writer.write(content)
            await writer.drain()
    with suppress(OSError, RuntimeError):
        writer.close()


@contextmanager
def balancing(port: int, ports: Callable[[], Sequence[int]]) -> Iterator[None]:
    loop, ready = asyncio.new_event_loop(), threading.Event()
    balancer = Balancer(ports)

    async def serve() -> None:
        await asyncio.start_server(balancer.serve, "127.0.0.1", port)
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, name="balancer", daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
