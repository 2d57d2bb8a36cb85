"""A turn of the timer with nothing to do asks no more for many invoices than for few."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from jupiter_core.commands.timer import SCHEDULED_TASKS, tick
from jupiter_core.domain.invoice import State
from jupiter_core.store import Database
from tests.factories import A_SIGNER, NOW, WORKSPACE, a_sender_profile
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.histories import a_draft_of

MONTHS_LATER = FixedClock(NOW + timedelta(days=90))


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> Database:
    return Database(fresh_url(request.param, request), MONTHS_LATER, CountingIds(), A_SIGNER)


def overdue(database: Database, first: int, last: int) -> None:
    """Open invoices that are overdue, told to be so, and looked at today; as many that wait."""
    with database.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        for n in range(first, last):
            a_draft_of(uow, f"invoice-{n}", number=f"JUS-{n}", state=State.ISSUED, revision=1)
            a_draft_of(uow, f"waiting-{n}", state=State.PENDING_APPROVAL)
    with database.write(WORKSPACE) as uow:
        tick(uow)


def asked_in_a_turn(database: Database) -> list[str]:
    asked: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    for each in SCHEDULED_TASKS:
        with database.read(WORKSPACE) as uow:
            assert each.waiting(uow) == []
    event.remove(database.engine, "before_cursor_execute", note)
    return asked


def test_nothing_to_do_is_found_without_a_look_at_each_invoice_that_is_open_or_waits(
    database: Database,
) -> None:
    overdue(database, 0, 2)
    few = asked_in_a_turn(database)
    overdue(database, 2, 9)
    many = asked_in_a_turn(database)
    assert few == many
    assert not [each for each in many if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    database.close()
