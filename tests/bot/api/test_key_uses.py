"""When a key was last used, which people read before they revoke one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from structlog.testing import CapturingLogger

from bot.api.key_uses import KeyUses
from jupiter_core.ports import StoreBusy, UnitOfWork
from tests.factories import NOW, WORKSPACE
from tests.harness.fakes import CountingIds, FakeStore, FixedClock


class BusyStore(FakeStore):
    """`is_busy` lets no writer in; `asked` counts those who tried."""

    is_busy, asked = False, 0

    @contextmanager
    def write(self, workspace_id: str, *, brief: bool = False) -> Iterator[UnitOfWork]:
        self.asked += 1
        if self.is_busy:
            raise StoreBusy("The database is busy or away")
        with super().write(workspace_id, brief=brief) as uow:
            yield uow


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(clock: FixedClock) -> BusyStore:
    return BusyStore(clock, CountingIds())


@pytest.fixture
def uses(store: BusyStore, clock: FixedClock) -> KeyUses:
    return KeyUses(store, clock)


def last_used(store: BusyStore) -> datetime | None:
    with store.read(WORKSPACE) as uow:
        return uow.api_keys.last_used().get("key-1")


def test_of_many_uses_one_an_hour_is_written(
    store: BusyStore, uses: KeyUses, clock: FixedClock
) -> None:
    for _ in range(59):
        uses.note(WORKSPACE, "key-1")
        clock.advance(minutes=1)
    assert (store.asked, last_used(store)) == (1, NOW)
    clock.advance(minutes=1)
    uses.note(WORKSPACE, "key-1")
    assert (store.asked, last_used(store)) == (2, NOW + timedelta(hours=1))


def test_a_use_that_met_a_busy_store_is_noted_with_one_a_minute_later(
    store: BusyStore, uses: KeyUses, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged = CapturingLogger()
    monkeypatch.setattr("bot.api.key_uses.log", logged)
    store.is_busy = True
    uses.note(WORKSPACE, "key-1")
    assert [(each.method_name, each.args) for each in logged.calls] == [
        ("warning", ("key_use_not_noted",))
    ]
    store.is_busy = False
    clock.advance(minutes=1)
    uses.note(WORKSPACE, "key-1")
    assert last_used(store) == NOW + timedelta(minutes=1)


def test_a_busy_store_is_not_asked_with_every_request(
    store: BusyStore, uses: KeyUses, clock: FixedClock
) -> None:
    """Each of them would wait for it."""
    store.is_busy = True
    for _ in range(50):
        uses.note(WORKSPACE, "key-1")
        clock.advance(seconds=1)
    assert store.asked == 1
    uses.note(WORKSPACE, "key-2")
    assert store.asked == 2
