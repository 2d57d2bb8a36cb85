"""The parts of the index of words are merged, a little at a time; what is found stays the same."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from jupiter_core.ports import StoreBusy
from jupiter_core.store import Database
from jupiter_core.store.engine import writing
from jupiter_core.store.word_forgetting import note_removed_words
from jupiter_core.store.word_index import put_words, words_row
from tests.factories import A_SIGNER, WORKSPACE, a_customer
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.opening import DatabaseAt

BUSY, AT_ONCE = 40, 50
"""Transactions of a busy time; texts that each of them adds."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PAGE, FRAME = 4096, 24
"""Bytes of a page of SQLite, and what its log says before each."""
LOOK = (
    "SELECT (SELECT block FROM search_grams_data WHERE id = 10), "
    "EXISTS (SELECT 1 FROM words_to_forget)"
)
MOST_PAGES = 60
"""Of a step: those that it writes, those that it no longer needs, and where each begins."""


def text_of(n: int) -> str:
    """Another one for each number, by a rule that anybody can follow: 7 words of 6 letters."""
    seven = ((n * 48271 + word * 7919) * 69621 % 2147483647 for word in range(7))
    return " ".join("".join(LETTERS[each // 26**k % 26] for k in range(6)) for each in seven)


TEXTS = {n: text_of(n) for n in range(BUSY * AT_ONCE)}
SOUGHT = sorted({text[k : k + 3] for text in (TEXTS[0], TEXTS[1999]) for k in range(len(text) - 2)})


def busy(database: Database, texts: dict[int, str] = TEXTS) -> None:
    """A busy time: each transaction leaves a part of its own."""
    numbers = list(texts)
    for begin in range(0, len(numbers), AT_ONCE):
        some = numbers[begin : begin + AT_ONCE]
        rows = [words_row(WORKSPACE, "invoice", f"invoice-{n}", texts[n]) for n in some]
        with writing(database.engine).begin() as connection:
            put_words(connection, rows)


def on_sqlite(database: Database) -> bool:
    return database.engine.dialect.name == "sqlite"


def ask(database: Database, query: str, *given: object) -> list[Any]:
    with database.engine.connect() as connection:
        return list(connection.exec_driver_sql(query, given).scalars())


def parts(database: Database) -> int:
    return len(ask(database, "SELECT DISTINCT segid FROM search_grams_idx"))


def found(database: Database, gram: str) -> set[str]:
    match = "SELECT rowid FROM search_grams WHERE search_grams MATCH ?"
    query = f"SELECT subject_id FROM search_words WHERE position IN ({match})"
    return set(ask(database, query, f'"{gram}"'))


def expect_all_found(database: Database, grams: Sequence[str] = SOUGHT) -> None:
    for gram in grams:
        assert found(database, gram) == {f"invoice-{n}" for n in TEXTS if gram in TEXTS[n]}


def expect_whole(database: Database) -> None:
    """By FTS5's own check, against the texts."""
    with writing(database.engine).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO search_grams (search_grams) VALUES ('integrity-check')"
        )


def merged(database: Database) -> int:
    """In how many steps."""
    steps = 0
    while database.word_merging.step():
        steps += 1
        assert steps < 1000
    return steps


def test_a_step_is_short_and_there_is_a_last_one(database: Database) -> None:
    busy(database)
    if not on_sqlite(database):
        return
    before, sizes = parts(database), list[int]()
    log = Path(f"{database.engine.url.database}-wal")
    while True:
        ask(database, "PRAGMA wal_checkpoint(TRUNCATE)")
        if not database.word_merging.step():
            break
        sizes.append(log.stat().st_size // (PAGE + FRAME))
    assert log.stat().st_size == 0
    assert 5 < len(sizes) < 100
    assert max(sizes) <= MOST_PAGES
    assert parts(database) <= 3 < before
    expect_whole(database)


def test_searches_find_the_same_between_two_steps_and_after_the_last(database: Database) -> None:
    if not on_sqlite(database):
        return
    busy(database)
    expect_all_found(database)
    while database.word_merging.step():
        expect_all_found(database, SOUGHT[::9])
    expect_all_found(database)


def test_what_is_changed_and_removed_meanwhile_is_found_as_it_is(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        for n in range(30):
            uow.customers.save(a_customer(id=f"customer-{n}", name=f"Northwind {n}"))
    database.word_merging.step()
    with database.write(WORKSPACE) as uow:
        for n in range(10):
            uow.customers.save(a_customer(id=f"customer-{n}", name=f"Southwind {n}"))
    merged(database)
    with database.read(WORKSPACE) as uow:
        assert len(uow.customers.search("northwind", limit=50)) == 20
        assert len(uow.customers.search("southwind", limit=50)) == 10


def test_where_nothing_was_written_a_look_writes_nothing(opened: DatabaseAt) -> None:
    database = opened()
    busy(database, dict(list(TEXTS.items())[:50]))
    merged(database)
    asked = statements(database)
    for _ in range(3):
        assert not database.word_merging.step()
    looks = [each for each in asked if not each.startswith("PRAGMA")]
    assert looks == (["BEGIN", LOOK] * 3 if on_sqlite(database) else [])
    busy(opened(), {-1: "of another process", -2: "and one more"})
    assert not database.word_merging.step() or on_sqlite(database)
    assert any("merge" in each for each in asked) == on_sqlite(database)


def statements(database: Database) -> list[str]:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    return asked


def test_postgresql_is_asked_nothing(database: Database) -> None:
    busy(database, dict(list(TEXTS.items())[:50]))
    asked = statements(database)
    has_merged = database.word_merging.step()
    assert (has_merged, bool(asked)) == ((True, True) if on_sqlite(database) else (False, False))


def test_one_that_is_killed_half_way_leaves_all_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    """Its file and its log are taken as they stand in the middle of a step."""
    if not on_sqlite(database):
        return
    busy(database)
    assert database.word_merging.step()
    file, copy = Path(str(database.engine.url.database)), tmp_path / "killed.db"
    log = Path(f"{file}-wal")
    ask(database, "PRAGMA wal_checkpoint(TRUNCATE)")
    size = log.stat().st_size
    with writing(database.engine).begin() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = 10")  # then the log has half of it
        connection.exec_driver_sql(
            "INSERT INTO search_grams (search_grams, rank) VALUES ('merge', 16)"
        )
        shutil.copy(file, copy)
        shutil.copy(log, f"{copy}-wal")
        assert log.stat().st_size > size
    again = Database(f"sqlite:///{copy}", FixedClock(), CountingIds(), A_SIGNER)
    expect_whole(again)
    assert merged(again) > 3
    assert parts(again) <= 3
    expect_all_found(again)
    again.close()


def test_what_is_erased_in_the_middle_of_a_merge_is_in_no_part(database: Database) -> None:
    if not on_sqlite(database):
        return
    busy(database)
    assert database.word_merging.step()
    with writing(database.engine).begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_words")
        note_removed_words(connection)
    merged(database)
    assert parts(database) == 0
    assert not database.word_merging.step()


def test_two_processes_may_merge_at_once_while_a_third_one_writes(opened: DatabaseAt) -> None:
    one, other, third = opened(), opened(), opened()
    numbers = list(TEXTS)
    for begin in range(0, len(numbers), 100):
        busy(third, {n: TEXTS[n] for n in numbers[begin : begin + 100]})
        for each in (one, other, one):
            each.word_merging.step()
    merged(one)
    assert not other.word_merging.step()
    if on_sqlite(one):
        assert parts(one) <= 6
        expect_whole(one)
        expect_all_found(one)


def test_who_writes_for_long_is_not_waited_for(opened: DatabaseAt) -> None:
    one, other = opened(), opened()
    busy(one, dict(list(TEXTS.items())[:50]))
    if not on_sqlite(one):
        return
    with one.write(WORKSPACE), pytest.raises(StoreBusy):
        other.word_merging.step()
    assert other.word_merging.step()
