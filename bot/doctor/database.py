"""The database: that it answers, has the tables of this program, finds words, and takes writes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial

from bot.doctor.checks import NotNeeded, Wrong
from bot.main import Application, NotConfigured, opened_to_verify
from bot.settings import Settings
from jupiter_core.ports import StoreTrouble

_KEY = "doctor"
IN_TABLES = "not checked; see Tables"
_BY_THREE = "CREATE VIRTUAL TABLE grams USING fts5 (words, tokenize = 'trigram case_sensitive 1')"
_in_memory = partial(sqlite3.connect, ":memory:")


class _Undone(Exception):
    """Rolls back what was written only to see whether it can be."""


def schema(application: Application) -> str:
    """Nothing is migrated."""
    try:
        settings = application.settings.model_copy(update={"extra_fonts": ()})
        database = opened_to_verify(settings)
        database.close()
    except NotConfigured as error:
        said = str(error).rstrip(".")
        raise Wrong(f"{said}. Start the database, or run jupiter migrate.") from None
    except StoreTrouble as trouble:
        raise Wrong(f"{trouble} See DATABASE_URL.") from None
    return "it answers, and its tables are those of this program"


def expect_tables(application: Application) -> None:
    """Raises NotNeeded where they are not there, which their own check tells."""
    try:
        schema(application)
    except Wrong:
        raise NotNeeded(IN_TABLES) from None


def word_index(settings: Settings, opened: Callable[[], sqlite3.Connection] = _in_memory) -> str:
    """Whether SQLite can index words by three characters."""
    if not settings.database_url.get_secret_value().startswith("sqlite"):
        raise NotNeeded("PostgreSQL has what it needs")
    try:
        with closing(opened()) as connection:
            connection.execute(_BY_THREE)
    except sqlite3.Error as error:
        raise Wrong(
            f"The SQLite of this Python, {sqlite3.sqlite_version}, cannot index words ({error}). "
            "It has to be 3.34 or later, with FTS5: take a newer Python, or PostgreSQL."
        ) from None
    return f"SQLite {sqlite3.sqlite_version} indexes words"


def writable(application: Application) -> str:
    """Writes a row and takes it back."""
    expect_tables(application)
    try:
        with application.database.write(_KEY) as uow:
            uow.once(_KEY)
            raise _Undone
    except _Undone:
        return "it takes writes"
    except StoreTrouble as trouble:
        raise Wrong(
            f"{trouble} Give the user of DATABASE_URL the right to write, and see its disk."
        ) from None
    except NotConfigured:
        raise NotNeeded("not checked; see Settings") from None
