"""Whether a connection that waited in the pool is one still: a server that was started anew leaves
dead ones there.

What was used a moment ago is asked nothing, unless something has come on it since: a server says
that it ends, and a system whose process is gone closes.
"""

import select
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

UNASKED_SECONDS = 1.0
"""A machine that is cut off says nothing."""
_USED = "used_at"


def expect_alive(
    engine: Engine,
    monotonic: Callable[[], float] = time.monotonic,
    ping: Callable[[DBAPIConnection], object] | None = None,
) -> None:
    """From now on a dead connection is given to nobody, and all that are as old go with it. `ping`
    raises the driver's errors; by default it is the dialect's."""
    asked, errors = ping or engine.dialect.do_ping, engine.dialect.loaded_dbapi.Error

    def used(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info[_USED] = monotonic()

    def taken(connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: Any) -> None:
        lately = monotonic() - entry.info[_USED] < UNASKED_SECONDS
        if lately and _is_quiet(connection):
            return
        try:
            asked(connection)
        except errors as error:
            raise InvalidatePoolError from error

    event.listen(engine, "connect", used)
    event.listen(engine, "checkin", used)
    event.listen(engine, "checkout", taken)


def _is_quiet(connection: Any) -> bool:
    """Nothing has come that nobody asked for."""
    if connection.closed:
        return False
    looked = select.poll()
    looked.register(connection.fileno(), select.POLLIN)
    return not looked.poll(0)
