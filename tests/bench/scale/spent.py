"""Processor time: of this process, and of the database's server where that is another one."""

import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text

from jupiter_core.store import Database

_SERVING = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")


def serving(database: Database) -> list[int]:
    """The processes of PostgreSQL on this machine that answer this database's connections."""
    if database.engine.dialect.name == "sqlite":
        return []
    with database.engine.connect() as connection:
        return [pid for pid in connection.execute(_SERVING).scalars() if _file_of(pid).exists()]


def spent(pids: Sequence[int]) -> float:
    """Seconds, of this process and of those; only Linux knows of others."""
    others = (int(_file_of(pid).read_text().split()[0]) for pid in pids if _file_of(pid).exists())
    return time.process_time() + sum(others) / 1e9


def _file_of(pid: int) -> Path:
    return Path(f"/proc/{pid}/schedstat")
