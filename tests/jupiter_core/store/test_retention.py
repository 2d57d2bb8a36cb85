"""What tells a repeat is kept as long as one may come."""

from datetime import timedelta

import pytest

from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.store import Database
from tests.factories import NOW, WORKSPACE
from tests.harness.fakes import FixedClock

CLICKS = ("click:1.2.abc", "trigger:3.4.def")
FOR_EVER = ("reminder:invoice-1:2026-12-01:due", "form:click:1", "talk:0f")


def test_the_keys_of_clicks_are_forgotten_after_thirty_days_and_no_others(
    database: Database, clock: FixedClock
) -> None:
    with database.write(WORKSPACE) as uow:
        for each in (*CLICKS, *FOR_EVER):
            uow.once(each)
    clock.advance(days=10)
    with database.write("T0OTHER") as uow:
        uow.once(CLICKS[0])
    assert purged(database, days=30) == 0
    assert purged(database, days=30, seconds=1) == len(CLICKS)
    assert not any(is_known(database, each) for each in CLICKS)
    assert all(is_known(database, each) for each in FOR_EVER)
    assert is_known(database, CLICKS[0], "T0OTHER")


def purged(database: Database, **later: int) -> int:
    now = NOW + timedelta(**later)
    before = dict.fromkeys(("messages_before", "attempts_before", "deliveries_before"), NOW)
    return database.retention.purge(now=now, **before, limit=100)


def is_known(database: Database, key: str, workspace_id: str = WORKSPACE) -> bool:
    """Found out without claiming it."""
    with (
        pytest.raises((AlreadyDone, ZeroDivisionError)) as ended,
        database.write(workspace_id) as uow,
    ):
        uow.once(key)
        raise ZeroDivisionError
    return ended.type is AlreadyDone
