"""What is read of the database for one desk, however much is owed."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.slack.desk_view import desk_view
from bot.slack.people import Person
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.desk import DeskSection
from jupiter_core.domain.invoice import State
from jupiter_core.domain.workspace import Workspace
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, FRANK, WORKSPACE, a_sender_profile
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.histories import a_draft_of
from tests.jupiter_core.store.test_desk import TODAY, due, issued

MOST_STATEMENTS = 45
PERSON = Person(id=FIONA.id, name="Fiona", is_admin=False, is_guest=False, time_zone="UTC")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/desk.db"
    tables_at(tmp_path / "desk.db")
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        with database.write(WORKSPACE) as uow:
            uow.sender_profiles.save(a_sender_profile())
            policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
        yield database


def more(database: Database, name: str, count: int) -> None:
    """So many that are overdue, that many due soon, that many to approve."""
    with database.write(WORKSPACE) as uow:
        for n in range(count):
            issued(uow, f"{name}{n}-late", due(TODAY - timedelta(days=1)))
            issued(uow, f"{name}{n}-soon", due(TODAY + timedelta(days=1)))
            a_draft_of(uow, f"{name}{n}-waits", state=State.PENDING_APPROVAL)


def statements(database: Database) -> list[str]:
    """Of one desk."""
    found: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(database.engine, "before_cursor_execute", heard)
    with database.read(WORKSPACE) as uow:
        view, _ = desk_view(uow, PERSON)
    event.remove(database.engine, "before_cursor_execute", heard)
    parts = {each.section: len(each.entries) for each in view.parts}
    assert parts[DeskSection.TO_APPROVE] == parts[DeskSection.OVERDUE] == 10
    return found


def test_ten_times_as_much_takes_no_more_queries_and_reads_no_invoice(database: Database) -> None:
    more(database, "a", 11)
    few = statements(database)
    more(database, "b", 100)
    many = statements(database)
    assert few == many
    assert len(many) <= MOST_STATEMENTS
    assert not any("FROM invoices" in each or "FROM contracts" in each for each in many)


def test_no_list_is_longer_than_what_is_shown(database: Database) -> None:
    more(database, "a", 11)
    lists = [each for each in statements(database) if "desk_entries.customer" in each]
    assert lists
    assert all("LIMIT" in each for each in lists)


def test_counts_and_lists_go_by_an_index(database: Database) -> None:
    more(database, "a", 11)
    asked = [each for each in statements(database) if "FROM desk_entries" in each]
    with database.engine.connect() as connection:
        for each in asked:
            bound = ("x",) * each.count("?")
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", bound)
            plan = [row[3] for row in rows]
            assert any("USING" in step and "INDEX" in step for step in plan), (each, plan)
