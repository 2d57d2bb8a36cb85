"""SQLite's index of words forgets what was removed: FTS5 notes a removal and keeps what it was of
until both are merged, which may be never. So all of it is merged into one part, in steps.

https://www.sqlite.org/fts5.html#the_merge_command. Its `secure-delete` would take what is removed
away at once; but SQLite has it since 3.42 only, and older ones cannot read a file that was used
with it.
"""

from typing import Any

from sqlalchemy import Connection
from sqlmodel import Field, SQLModel

from jupiter_core.store.columns import Position

PAGES = 8
"""That a step writes, about: it ends with the list of a gram, and the longest is a byte a text."""
FEW_PAGES = 16
"""An index of no more is made anew in the time of a step."""
MOST_LEVELS = 1000
"""Each time adds two to how often a part may be merged, and SQLite takes 2,000 of them, the newest
versions 64 by themselves: an index made anew begins with none."""
STATE = "SELECT block FROM search_grams_data WHERE id = 10"
"""Of which parts the index consists: another one after each change."""
_COOKIE = 4
_NO_WORK = 1
"""Change of a row: that of the command itself."""
_MERGE = "INSERT INTO search_grams (search_grams, rank) VALUES ('merge', ?)"
_MAKE_ANEW = "INSERT INTO search_grams (search_grams) VALUES ('rebuild')"


class WordsToForgetRow(SQLModel, table=True):
    """Of no workspace. Words were removed before all was merged, or before it `is_begun`; in SQLite
    only."""

    __tablename__ = "words_to_forget"
    __table_args__: Any = {"sqlite_autoincrement": True}

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    is_begun: bool


def note_removed_words(connection: Connection) -> None:
    """In the transaction in which they are removed. PostgreSQL's index keeps nothing that a vacuum
    finds."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO words_to_forget (is_begun) VALUES (0)")


def merge_some(connection: Connection, pages: int = PAGES) -> bool:
    """False where there was nothing to merge. Below zero, it begins to merge all into one part."""
    before = _changes(connection)
    connection.exec_driver_sql(_MERGE, (pages,))
    return _changes(connection) - before > _NO_WORK


def forget_some(connection: Connection, most_levels: int = MOST_LEVELS) -> bool:
    """A step on the way to forget all that is noted; False where what was begun is done."""
    if connection.exec_driver_sql("SELECT 1 FROM words_to_forget WHERE is_begun").first():
        return merge_some(connection)
    if _is_small(connection) or _levels(connection) > most_levels:
        connection.exec_driver_sql(_MAKE_ANEW)
    else:
        merge_some(connection, -PAGES)
    connection.exec_driver_sql("UPDATE words_to_forget SET is_begun = 1")
    return True


def has_forgotten(connection: Connection) -> None:
    """What was begun."""
    connection.exec_driver_sql("DELETE FROM words_to_forget WHERE is_begun")


def _is_small(connection: Connection) -> bool:
    some = "SELECT count(*) FROM (SELECT 1 FROM search_grams_data WHERE id > 10 LIMIT ?)"
    return int(connection.exec_driver_sql(some, (FEW_PAGES + 1,)).scalar_one()) <= FEW_PAGES


def _levels(connection: Connection) -> int:
    """The first number of the state, https://www.sqlite.org/fileformat2.html#varint."""
    first, second = connection.exec_driver_sql(STATE).scalar_one()[_COOKIE : _COOKIE + 2]
    return int(first if first < 0x80 else (first & 0x7F) << 7 | second)


def _changes(connection: Connection) -> int:
    """Of rows, by this connection since it was opened."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return int(driver.total_changes)
