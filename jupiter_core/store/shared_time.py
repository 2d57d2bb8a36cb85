"""One time for all processes of an installation: that of their database's server.

Leases, waits and days are written by one process and compared by another, on another machine: by
clocks of their own, one that is behind keeps a lease that the other one takes for over.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from jupiter_core.ports import Clock

ASKED_EVERY_SECONDS = 30.0
"""A server's clock may be set, and another server may take its place."""


class SharedTime:
    """See `Clock`: the machine's own until a server has told its time, then the server's, which
    goes on by a clock that nobody sets, also while the server is away."""

    def __init__(self, own: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._own, self._monotonic = own, monotonic
        self._told: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        if self._told is None:
            return self._own.now()
        moment, at = self._told
        return moment + timedelta(seconds=self._monotonic() - at)

    @property
    def is_due(self) -> bool:
        """Whether the server should be asked again."""
        return self._told is None or self._monotonic() - self._told[1] >= ASKED_EVERY_SECONDS

    def ask(self, server: Callable[[], datetime]) -> None:
        """It told its time half-way between question and answer, or at most half of that off."""
        asked = self._monotonic()
        moment = server()
        self._told = moment, (asked + self._monotonic()) / 2


def keep_time(engine: Engine, shared: SharedTime) -> None:
    """Whoever takes a connection asks, when it is time to. SQLite has no clock but the
    machine's."""
    if engine.dialect.name != "postgresql":
        return
    errors = engine.dialect.loaded_dbapi.Error

    def taken(connection: DBAPIConnection, _entry: ConnectionPoolEntry, _proxy: Any) -> None:
        if not shared.is_due:
            return
        try:
            shared.ask(lambda: _server_time(connection))
            connection.rollback()
        except errors:
            return  # whoever took it will be told so by what they ask

    event.listen(engine, "checkout", taken)


def _server_time(connection: DBAPIConnection) -> datetime:
    """Of this moment, whenever its transaction began."""
    cursor = connection.cursor()
    cursor.execute("SELECT clock_timestamp()")
    told = cursor.fetchone()
    cursor.close()
    moment: datetime = told[0]  # type: ignore[index]
    return moment
