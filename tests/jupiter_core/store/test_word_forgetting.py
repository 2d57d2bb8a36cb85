"""Of what was erased nothing is left in SQLite's file, once its index of words was merged."""

import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from jupiter_core.commands.erasing import EraseCustomer, erase_customer
from jupiter_core.domain.actor import operator
from jupiter_core.ports import StoreBusy
from jupiter_core.store import Database
from jupiter_core.store.engine import reading, writing
from jupiter_core.store.word_forgetting import FEW_PAGES, forget_some, note_removed_words
from jupiter_core.store.word_index import put_words, words_row
from tests.factories import A_SIGNER, WORKSPACE, a_customer
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.opening import DatabaseAt
from tests.jupiter_core.store.test_word_merging import (
    FRAME,
    MOST_PAGES,
    PAGE,
    ask,
    expect_whole,
    merged,
    on_sqlite,
    parts,
    text_of,
)
from tests.jupiter_core.store.word_pages import Noted, beginnings, levels, noted

OPERATOR = operator("U0OLGA")
MANY = 1000
"""Texts: more than is made anew at once."""


_ADD = (
    "INSERT INTO search_words (workspace_id, subject_id, words) "
    "SELECT 'T0ACME', key, value FROM json_each(?)"
)
_REMOVE_TEN = "DELETE FROM search_words WHERE position <= ? + 10"
"""Each in one statement, which makes one part."""


def put(database: Database, numbers: Sequence[int], at_once: int = 300) -> None:
    for begin in range(0, len(numbers), at_once):
        some = numbers[begin : begin + at_once]
        rows = [words_row(WORKSPACE, "invoice", f"invoice-{n}", text_of(n)) for n in some]
        with writing(database.engine).begin() as connection:
            put_words(connection, rows)


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    for n in numbers:
        where = text("DELETE FROM search_words WHERE subject_id = :id")
        connection.execute(where, {"id": f"invoice-{n}"})


def erase(database: Database, numbers: Sequence[int]) -> None:
    with writing(database.engine).begin() as connection:
        remove(connection, numbers)
        note_removed_words(connection)


def live(database: Database) -> set[Noted]:
    """Each three characters of each text that is there."""
    with database.engine.connect() as connection:
        texts = connection.exec_driver_sql("SELECT position, words FROM search_words").all()
    return {
        Noted(words[k : k + 3], position, is_removed=False)
        for position, words in texts
        for k in range(len(words) - 2)
    }


def expect_forgotten(database: Database) -> None:
    assert not database.word_merging.is_forgetting()
    there = live(database)
    assert noted(database) == there
    grams = {each.gram for each in there}
    assert [
        each for each in beginnings(database) if not any(gram.startswith(each) for gram in grams)
    ] == []


def pages(database: Database) -> int:
    return sum(sum(level.pages) for level in levels(database))


def test_what_was_removed_is_there_until_it_is_merged_and_not_afterwards(
    database: Database,
) -> None:
    if not on_sqlite(database):
        return
    put(database, range(MANY))
    assert pages(database) > FEW_PAGES
    assert noted(database) == live(database)
    gone = {each for each in live(database) if each.position in {1, 2, 3}}
    erase(database, [0, 1, 2])
    assert gone <= noted(database)
    assert {each._replace(is_removed=True) for each in gone} <= noted(database)
    assert database.word_merging.is_forgetting()
    assert merged(database) > 3
    expect_forgotten(database)
    expect_whole(database)


@pytest.mark.parametrize("count", [250, MANY])
def test_each_step_of_it_is_short(database: Database, count: int) -> None:
    """Also where it is made anew."""
    if not on_sqlite(database):
        return
    put(database, range(count))
    merged(database)
    erase(database, [0, 1, 2])
    sizes, log = list[int](), Path(f"{database.engine.url.database}-wal")
    while True:
        ask(database, "PRAGMA wal_checkpoint(TRUNCATE)")
        if not database.word_merging.step():
            break
        sizes.append(log.stat().st_size // (PAGE + FRAME))
    assert max(sizes) <= MOST_PAGES
    assert (len(sizes) > 3) == (count == MANY)
    expect_forgotten(database)


def test_a_small_index_is_made_anew_in_one_step(database: Database) -> None:
    if not on_sqlite(database):
        return
    put(database, range(60), at_once=20)
    erase(database, [7, 8])
    assert database.word_merging.step()
    assert noted(database) == live(database)
    merged(database)
    expect_forgotten(database)


def test_postgresql_has_nothing_to_forget(database: Database) -> None:
    put(database, range(10))
    erase(database, [7, 8])
    assert database.word_merging.is_forgetting() == on_sqlite(database)


@pytest.mark.parametrize("seed", range(4))
def test_however_it_was_changed_and_merged_before_nothing_of_it_is_left(
    database: Database, seed: int
) -> None:
    """Parts on one level or on several, merges that are half done, empty levels above."""
    if not on_sqlite(database):
        return
    chosen, there = random.Random(seed), set[int]()
    for turn in range(3):
        new = range(turn * 1000, turn * 1000 + chosen.choice([1, 40, 300, 600]))
        put(database, new, chosen.choice([50, 200, 1000]))
        there |= set(new)
        for _ in range(chosen.choice([0, 1, 3, 200])):
            database.word_merging.step()
        sizes = [0, 1, 5, len(there)]
        gone = chosen.sample(sorted(there), min(len(there), chosen.choice(sizes)))
        with writing(database.engine).begin() as connection:
            remove(connection, gone)  # and nobody asked to forget
        there -= set(gone)
        for _ in range(chosen.choice([0, 2, 200])):
            database.word_merging.step()
        erased = chosen.sample(sorted(there), min(len(there), chosen.choice(sizes)))
        erase(database, erased)
        there -= set(erased)
        if chosen.random() < 0.8:
            merged(database)
            expect_forgotten(database)
    merged(database)
    expect_forgotten(database)
    expect_whole(database)


@pytest.mark.parametrize("steps", [0, 1, 2, 200])
def test_where_all_that_was_older_is_gone_removals_are_dropped_too(
    database: Database, steps: int
) -> None:
    """Levels stay when their parts go: of parts on the first one alone, of a merge that has begun,
    of one that is done."""
    if not on_sqlite(database):
        return
    put(database, range(MANY))
    erase(database, range(MANY))
    merged(database)
    assert len(levels(database)) > 2
    assert pages(database) == 0
    texts = json.dumps({f"invoice-{n}": text_of(n) for n in range(MANY // 2)})
    for statement, given in ((_ADD, texts), (_REMOVE_TEN, MANY)):
        with writing(database.engine).begin() as connection:
            connection.exec_driver_sql(statement, (given,))
    for _ in range(steps):
        database.word_merging.step()
    shape = [(n, each.merging, len(each.pages)) for n, each in enumerate(levels(database))]
    assert [each for each in shape if each[2]] == {
        0: [(0, 0, 2)],
        1: [(0, 2, 2), (1, 0, 1)],
        2: [(0, 2, 2), (1, 0, 1)],
        200: [(1, 0, 1)],
    }[steps]
    assert any(each.is_removed for each in noted(database)) == (steps < 200)
    erase(database, [])
    merged(database)
    expect_forgotten(database)


def test_an_index_that_was_merged_all_too_often_is_made_anew(database: Database) -> None:
    if not on_sqlite(database):
        return
    put(database, range(MANY))
    for n in range(3):
        erase(database, [n])
        merged(database)
    erase(database, [7])
    with writing(database.engine).begin() as connection:
        assert len(levels(database)) > 6
        assert forget_some(connection, most_levels=6)
    assert len(levels(database)) <= 3
    assert noted(database) == live(database)
    merged(database)
    expect_forgotten(database)


def test_what_is_erased_while_something_else_is_forgotten_is_forgotten_after_it(
    database: Database,
) -> None:
    if not on_sqlite(database):
        return
    put(database, range(MANY))
    erase(database, [0, 1, 2])
    for _ in range(2):
        assert database.word_merging.step()
    erase(database, [500, 501])
    put(database, range(MANY, MANY + 20))
    merged(database)
    expect_forgotten(database)


def test_one_that_is_killed_half_way_goes_on_at_the_next_start(
    database: Database, tmp_path: Path
) -> None:
    if not on_sqlite(database):
        return
    put(database, range(MANY))
    erase(database, [0, 1, 2])
    for steps in (0, 1, 1):
        for _ in range(steps):
            assert database.word_merging.step()
        file, copy = (
            Path(str(database.engine.url.database)),
            tmp_path / f"{len(list(tmp_path.iterdir()))}.db",
        )
        shutil.copy(file, copy)
        shutil.copy(f"{file}-wal", f"{copy}-wal")
        again = Database(f"sqlite:///{copy}", FixedClock(), CountingIds(), A_SIGNER)
        assert again.word_merging.is_forgetting()
        merged(again)
        expect_forgotten(again)
        again.close()


def test_two_processes_forget_together_while_a_third_one_writes(opened: DatabaseAt) -> None:
    one, other, third = opened(), opened(), opened()
    if not on_sqlite(one):
        return
    put(third, range(MANY))
    erase(third, [0, 1, 2])
    for n in range(MANY, MANY + 100, 10):
        put(third, range(n, n + 10))
        one.word_merging.step()
        other.word_merging.step()
    erase(third, [MANY + 5])
    while one.word_merging.step() | other.word_merging.step():
        pass
    expect_forgotten(third)
    assert parts(third) <= 3


def test_the_file_and_its_log_have_nothing_of_an_erased_name(database: Database) -> None:
    """While the database is open: an end would remove the log."""
    with database.write(WORKSPACE) as uow:
        for n in range(40):
            uow.customers.save(a_customer(id=f"customer-{n}", name=f"Northwind {n} Traders"))
        uow.customers.save(a_customer(id="gone", name="Zygmunt Quixote"))
    if not on_sqlite(database):
        return
    assert b"Zygmunt Quixote" in on_disk(database)
    with database.write(WORKSPACE) as uow:
        erase_customer(EraseCustomer(by=OPERATOR, customer_id="gone"), uow)
    assert b"Zygmunt Quixote" in on_disk(database)
    while database.sent_forgetting.step():
        pass
    merged(database)
    left = on_disk(database).lower()
    assert [each for each in (b"zygmunt", b"quixote") if each in left] == []
    assert b"northwind" in left
    expect_forgotten(database)


def on_disk(database: Database) -> bytes:
    file = Path(str(database.engine.url.database))
    return file.read_bytes() + Path(f"{file}-wal").read_bytes()


def test_who_reads_what_was_before_is_not_waited_for_and_the_log_is_emptied_later(
    database: Database,
) -> None:
    if not on_sqlite(database):
        return
    put(database, range(30))
    with reading(database.engine).connect() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM search_words").scalar_one() == 30
        erase(database, [1, 2])
        merged(database)
        assert database.word_merging.is_forgetting()
        assert noted(database) == live(database)
    merged(database)
    expect_forgotten(database)
    assert Path(f"{database.engine.url.database}-wal").stat().st_size < 20_000


def test_who_writes_for_long_keeps_it_noted(opened: DatabaseAt) -> None:
    one, other = opened(), opened()
    if not on_sqlite(one):
        return
    put(one, range(30))
    erase(one, [1, 2])
    with one.write(WORKSPACE), pytest.raises(StoreBusy):
        other.word_merging.step()
    merged(other)
    expect_forgotten(other)
