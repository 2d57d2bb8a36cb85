"""A copy of a SQLite database in use, and putting one back in its place."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import make_url

from jupiter_core.store.private_file import MODE

WAIT_SECONDS = 10
ALL_AT_ONCE = -1
"""Pages of one step: a copy in several would begin anew whenever somebody writes."""


class BackupRefused(Exception):
    """Nothing was changed; says why, and what to do."""


def sqlite_file(url: str) -> Path:
    """Where the database at `url` is. Raises BackupRefused for one that is no file."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise BackupRefused(
            "This is for SQLite. PostgreSQL has pg_dump and pg_restore; after pg_restore, and "
            "before anything is started, run jupiter outbox hold."
        )
    if parsed.database in {None, "", ":memory:"}:
        raise BackupRefused("A database in memory has no file.")
    return Path(parsed.database or "")


def back_up(source: Path, to: Path) -> None:
    """One file, as of one moment, that needs no other beside it; others may go on writing.

    It is its owner's alone, appears whole or not at all, and takes no other's place. Raises
    BackupRefused, OSError.
    """
    if not source.exists():
        raise BackupRefused(f"There is no database at {source}.")
    with _made_beside(to) as part:
        _copied(source, part)
        _expect_whole(part)
        try:
            os.link(part, to)
        except FileExistsError:
            raise BackupRefused(f"{to} is there already. Name a new file.") from None


def restore(
    backup: Path, target: Path, prepare: Callable[[str], None], *, kept: Path | None
) -> None:
    """Puts the backup in the target's place, once `prepare` has done with it what has to be done,
    given its address. Until then nothing has changed, and there is no moment without a database.

    The database that was there goes to `kept`; without that, there may be none. Raises
    BackupRefused, OSError, and what `prepare` raises.
    """
    _expect_whole(backup)
    _expect_tables(backup)
    if target.exists():
        if kept is None:
            raise BackupRefused(
                f"{target} is there already. With --replace it is kept beside the restored one."
            )
        _expect_unused(target)
    with _made_beside(target) as part:
        _copied(backup, part)
        prepare(f"sqlite:///{part}")
        _without_journal(part)
        if kept and target.exists():
            os.link(target, kept)
        part.replace(target)


@contextmanager
def _made_beside(file: Path) -> Iterator[Path]:
    """An empty file of our own, gone afterwards; one that a killed run left is taken over."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, MODE))
        yield part
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{end}").unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> None:
    try:
        with closing(_read_only(source)) as ours, closing(sqlite3.connect(target)) as theirs:
            ours.backup(theirs, pages=ALL_AT_ONCE)
    except sqlite3.Error as error:
        raise BackupRefused(f"{source} cannot be copied: {error}.") from error
    _without_journal(target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _without_journal(file: Path) -> None:
    """All of it in the one file."""
    with closing(sqlite3.connect(file, timeout=WAIT_SECONDS)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _expect_whole(file: Path) -> None:
    if not file.is_file():
        raise BackupRefused(f"There is no file {file}.")
    try:
        with closing(_read_only(file)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupRefused(f"{file} is no whole SQLite database: {error}.") from error
    if said != "ok":
        raise BackupRefused(f"{file} is damaged: {said}.")


def _expect_tables(file: Path) -> None:
    """An empty file is a whole database, too."""
    with closing(_read_only(file)) as connection:
        query = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        if connection.execute(query).fetchone() == (0,):
            raise BackupRefused(f"{file} has no tables of JupiterInvoice.")


def _expect_unused(file: Path) -> None:
    """No process has it open: SQLite gives up the write-ahead log only then."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        raise BackupRefused(f"{file} is in use. Stop every web and worker process first.") from None
    except sqlite3.DatabaseError:
        return  # damaged, which may be why it is replaced


def _read_only(file: Path) -> sqlite3.Connection:
    uri = f"file:{quote(str(file.absolute()))}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS)
