"""Ports for servers that tests start, which nobody else is given meanwhile.

A port that the system chose and that was closed again may be lent to any outgoing connection
before the server binds it. These lie below what systems lend out (32768 on Linux, 49152 by
RFC 6335), and each worker of a parallel run counts through a stretch of its own.
"""

import os
import re
import socket
from collections.abc import Iterator
from functools import cache

FIRST = 10_240
"""Above the ports that services are known by on a developer's machine."""
STRETCH = 2_048
STRETCHES = 10
"""So all of them end at 30,720."""


def a_free_port() -> int:
    """One on which nobody listens, and which this run hands out once."""
    return next(port for port in _mine() if is_free(port))


def stretch_of(worker: str) -> range:
    """The ports of a worker of the run: `gw0`, `gw1`, or no name where there is only one."""
    number = int(re.sub(r"\D", "", worker) or 0) % STRETCHES
    return range(FIRST + number * STRETCH, FIRST + (number + 1) * STRETCH)


@cache
def _mine() -> Iterator[int]:
    """Begins at another place in each process: two runs on one machine seldom meet."""
    stretch = stretch_of(os.environ.get("PYTEST_XDIST_WORKER", ""))
    begin = os.getpid() * 37 % STRETCH
    return iter([*stretch[begin:], *stretch[:begin]])


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
