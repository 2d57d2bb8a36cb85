"""Databases are asked by the grams that few texts have, and what is found stays the same."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import event, text

from jupiter_core.domain.grams import grams_of
from jupiter_core.store import Database
from jupiter_core.store.rare_grams import _COMMON, Term, looks, rare
from tests.factories import A_SIGNER
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock

COMMON, ALONE = "customer gmbh", "rare"
TERM, OTHER = [grams_of(f"{COMMON} {ALONE}")], [grams_of("gmbh")]
_FILL = """WITH RECURSIVE counted(n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :most)
    INSERT INTO search_words (workspace_id, subject_id, words)
    SELECT 'T0', n, CASE n WHEN 1 THEN :alone ELSE :common END FROM counted"""


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    opened = Database(fresh_url("sqlite", request), FixedClock(), CountingIds(), A_SIGNER)
    with opened.engine.begin() as connection:
        given = {"most": _COMMON + 2, "common": COMMON, "alone": f"{COMMON} {ALONE}"}
        connection.execute(text(_FILL), given)
    yield opened
    opened.close()


def test_what_every_text_has_chooses_nothing(database: Database) -> None:
    with database.engine.connect() as connection:
        chosen = rare(connection, [OTHER, TERM])
        found = connection.execute(
            text("SELECT rowid FROM search_grams WHERE search_grams MATCH :asked"),
            {"asked": looks(connection, [OTHER, TERM])[0]},
        ).all()
    assert len(chosen) == 1
    assert {*chosen[0][0]} <= {*TERM[0]} - {*grams_of(COMMON)}
    assert [rowid for (rowid,) in found] == [1]


def test_a_term_with_a_text_that_is_all_common_chooses_nothing(database: Database) -> None:
    with database.engine.connect() as connection:
        assert rare(connection, [[*TERM, *OTHER]]) == []


def test_what_is_common_is_found_out_once(database: Database) -> None:
    asked: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    with database.engine.connect() as connection:
        rare(connection, [OTHER])
        event.listen(database.engine, "before_cursor_execute", note)
        assert rare(connection, [OTHER]) == []
        event.remove(database.engine, "before_cursor_execute", note)
    assert asked == []


@pytest.mark.postgres
def test_postgresql_begins_with_the_rarest_once_it_has_analysed_the_texts(
    request: pytest.FixtureRequest,
) -> None:
    url = fresh_url("postgresql", request)

    def asked(*before: str) -> list[Term]:
        """By a process that begins."""
        given = {"most": 100, "common": COMMON, "alone": f"{COMMON} {ALONE}"}
        opened = Database(url, FixedClock(), CountingIds(), A_SIGNER)
        with closing(opened), opened.engine.begin() as connection:
            for each in before:
                connection.execute(text(each), given if ":most" in each else {})
            return rare(connection, [OTHER, TERM])

    assert asked(_FILL) == []
    terms = asked("ANALYZE search_words")
    rarest = {*TERM[0]} - {*grams_of(COMMON)}
    assert {*terms[0][0][: len(rarest)]} == rarest
    assert terms[1] == OTHER
