"""What is in the file of SQLite's index of words, page by page, that it shows to nobody.

The format is described at the head of FTS5's `fts5_index.c`: a page begins with where its first
position is and where its text ends; behind that stands where its grams begin. Of an index without
details, a list has positions, each but the first of a page as a distance; a zero behind one says
that it was removed, and another zero that it came back.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupiter_core.store import Database

_FIRST_OF_A_PART = 1 << 37
_IS_NO_PAGE_OF_GRAMS = 1 << 36
_ONLY_NOTES = 10
_MAIN = b"0"
"""Before each gram."""


class Noted(NamedTuple):
    """That a text has a gram, or no longer."""

    gram: str
    position: int
    is_removed: bool


class Level(NamedTuple):
    """Its parts: how many of them are being merged, and how many pages each has."""

    merging: int
    pages: tuple[int, ...]


def levels(database: Database) -> Sequence[Level]:
    """The newest first: what comes is a part of the first, and those of a level are merged into one
    of the next."""
    with database.engine.connect() as connection:
        query = "SELECT block FROM search_grams_data WHERE id = ?"
        block = connection.exec_driver_sql(query, (_ONLY_NOTES,)).scalar_one()
    numbers = _numbers(block[4:])
    count, _parts, _ever_written = next(numbers), next(numbers), next(numbers)
    return [_level(numbers) for _ in range(count)]


def noted(database: Database) -> set[Noted]:
    """All of it, what is marked as removed as well."""
    with database.engine.connect() as connection:
        query = "SELECT id, block FROM search_grams_data WHERE id > ? ORDER BY id"
        rows = connection.exec_driver_sql(query, (_ONLY_NOTES,)).all()
    found, part, last = set[Noted](), -1, b""
    for number, block in rows:
        if number & _IS_NO_PAGE_OF_GRAMS:
            continue
        if number // _FIRST_OF_A_PART != part:
            part, last = number // _FIRST_OF_A_PART, b""
        for gram, position, is_removed in _of_page(block, last):
            found.add(Noted(gram.removeprefix(_MAIN).decode(), position, is_removed))
            last = gram
    return found


def beginnings(database: Database) -> set[str]:
    """With which letters pages begin: of each a few, in a table of their own."""
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT term FROM search_grams_idx").scalars()
        return {bytes(each).removeprefix(_MAIN).decode() for each in rows}


def _level(numbers: Iterator[int]) -> Level:
    merging, count = next(numbers), next(numbers)
    parts = [(next(numbers), next(numbers), next(numbers)) for _ in range(count)]
    return Level(merging, tuple(last - first + 1 for _name, first, last in parts))


def _numbers(block: bytes) -> Iterator[int]:
    at = 0
    while at < len(block):
        number, at = _number(block, at)
        yield number


def _of_page(block: bytes, gram: bytes) -> Iterator[tuple[bytes, int, bool]]:
    """`gram` is that of which the page before had the list."""
    end = int.from_bytes(block[2:4], "big")
    begins = _begins(block, end)
    at, position, is_first = 4, 0, True
    while at < end:
        if at in begins:
            is_first_gram = at == min(begins)
            shared, at = (0, at) if is_first_gram else _number(block, at)
            size, at = _number(block, at)
            gram, at, position, is_first = (
                *(gram[:shared] + block[at : at + size], at + size, 0, True),
            )
        more, at = _number(block, at)
        position = more if is_first else position + more
        is_first, zeros = False, 0
        while at < end and at not in begins and zeros < 2 and block[at] == 0:
            zeros, at = zeros + 1, at + 1
        if zeros:
            yield gram, position, True
        if zeros != 1:
            yield gram, position, False


def _begins(block: bytes, end: int) -> set[int]:
    found, at, last = set[int](), end, 0
    while at < len(block):
        more, at = _number(block, at)
        last += more
        found.add(last)
    return found


def _number(block: bytes, at: int) -> tuple[int, int]:
    """That begins there, and where it ends."""
    number = 0
    while True:
        number, at = number << 7 | block[at] & 0x7F, at + 1
        if block[at - 1] < 0x80:
            return number, at
