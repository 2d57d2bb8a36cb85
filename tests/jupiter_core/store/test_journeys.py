"""How often an approval goes to PostgreSQL and back: each time, all who write after it wait."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import event

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.ports import UnitOfWork
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, FRANK
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.workspace import MemoryWorkspace
from tests.jupiter_core.store.test_together import Crowd

pytestmark = pytest.mark.postgres


class Journeys:
    """The driver waits for an answer once a journey; where it has asked nothing, it is idle."""

    def __init__(self, database: Database) -> None:
        self.count = 0
        event.listen(database.engine, "connect", self._opened)

    def of(self, act: Any) -> int:
        before = self.count
        act()
        return self.count - before

    def _opened(self, connection: Any, _entry: object) -> None:
        wait = connection.wait

        def waits(*given: Any, **named: Any) -> Any:
            self.count += connection.info.transaction_status == TransactionStatus.ACTIVE
            return wait(*given, **named)

        connection.wait = waits


@pytest.fixture
def database(request: pytest.FixtureRequest, clock: FixedClock) -> Iterator[Database]:
    url = fresh_url("postgresql", request)
    with closing(Database(url, clock, CountingIds(), A_SIGNER)) as database:
        yield database


def test_an_approval_that_issues_goes_there_six_times(
    database: Database, clock: FixedClock
) -> None:
    journeys = Journeys(database)
    desk = MemoryWorkspace(clock=clock, store=database)
    first, second = desk.submit(), desk.submit()
    desk.approve(first)  # a customer's first one asks who set the address that is mailed to

    assert journeys.of(lambda: desk.approve(second)) == 6
    with desk.reading() as uow:
        assert uow.invoices.get(second.id).state is State.ISSUED
        assert uow.invoices.get(second.id).number == "JUS-000002"


def test_who_approves_with_others_goes_there_four_times(
    database: Database, clock: FixedClock
) -> None:
    """Each writes a key first, which in Slack is one with what it reads. Which number was the last
    one is asked by the first of them alone."""
    journeys, crowd = Journeys(database), Crowd(database)
    desk = MemoryWorkspace(clock=clock, store=database)
    first, *asked = [desk.submit() for _ in range(5)]
    desk.approve(first)

    def approves(seen: Invoice) -> Callable[[UnitOfWork], object]:
        command = Approve(by=FIONA, subject_id=seen.id, expected_version=seen.sequence)
        return lambda uow: approve(command, uow)

    def together() -> None:
        with crowd.behind_somebody():
            for each in asked:
                crowd.comes(each.id, approves(each))

    begun_and_kept, asked_for_the_number = 3, 1
    assert journeys.of(together) == begun_and_kept + asked_for_the_number + 4 * 4
    assert not crowd.raised
    with desk.reading() as uow:
        numbers = [uow.invoices.get(each.id).number for each in asked]
    assert numbers == ["JUS-000002", "JUS-000003", "JUS-000004", "JUS-000005"]


def test_the_first_of_two_approvals_goes_there_four_times(
    database: Database, clock: FixedClock
) -> None:
    journeys = Journeys(database)
    desk = MemoryWorkspace(
        ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=2), clock=clock, store=database
    )
    asked = desk.submit()

    assert journeys.of(lambda: desk.approve(asked)) == 4
    with desk.reading() as uow:
        assert uow.invoices.get(asked.id).state is State.PENDING_APPROVAL
