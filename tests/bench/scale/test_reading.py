"""No list reads a document that it does not show: of whole papers, a page would be megabytes."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from jupiter_core.store import Database
from tests.bench.scale.asked import Asked, Place, all_asked
from tests.bench.scale.filling import fill
from tests.factories import A_SIGNER, WORKSPACE
from tests.harness.databases import KINDS, url_for_many
from tests.harness.fakes import CountingIds, FixedClock

DOCUMENTS = ("invoices", "customers", "contracts", "versions")
LISTS = [each for each in all_asked() if not each.writes]
INVOICES = 300


@pytest.fixture(scope="module", params=KINDS)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    url = url_for_many(request.param, request)
    opened = Database(url, FixedClock(), CountingIds("01K"), A_SIGNER)
    fill(opened, INVOICES, 30, lambda _: None)
    yield opened
    opened.close()


def read(database: Database, ask: Callable[[], object]) -> tuple[dict[str, int], object]:
    """How many documents of each table were selected, and the answer."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _k: Any, said: str, given: Any, *_rest: Any) -> None:
        seen.append((said, given))

    event.listen(database.engine, "before_cursor_execute", note)
    answer = ask()
    event.remove(database.engine, "before_cursor_execute", note)
    found = dict.fromkeys(DOCUMENTS, 0)
    with database.engine.connect() as connection:
        for said, given in seen:
            for table in DOCUMENTS:
                if re.search(rf"\b{table}\.document\b", said):
                    found[table] += len(connection.exec_driver_sql(said, given).all())
    return found, answer


@pytest.mark.parametrize("asked", LISTS, ids=[each.what for each in LISTS])
def test_a_list_reads_the_documents_of_its_page_at_most(database: Database, asked: Asked) -> None:
    place = Place(INVOICES // 100 - 1, 1, min(asked.most, 5))
    found, answer = read(database, lambda: asked.ask(database, place))
    shown = len(answer) if isinstance(answer, list) and asked.most else 0
    table = {"API": "invoices", "customers:": "customers"}.get(asked.what.split()[0])
    assert found == {each: shown if each == table else 0 for each in DOCUMENTS}


def test_what_is_counted_here_is_what_is_selected(database: Database) -> None:
    with database.read(WORKSPACE) as uow:
        ids = uow.invoices.ids()[:3]
        found, _ = read(database, lambda: [uow.invoices.head(each) for each in ids])
    assert found["invoices"] == len(ids)
