"""A restored database: what waits is counted and held, and sent or forgotten by a person's word."""

from datetime import timedelta

from jupiter_core.ports import OutboxDepth
from jupiter_core.store import Database
from tests.factories import NOW, WORKSPACE
from tests.jupiter_core.store.histories import a_message
from tests.jupiter_core.store.test_outbox import claim, give_up, put, send


def depth(database: Database, **changes: object) -> bool:
    whole = {"destination": "slack", "kind": "card", "waiting": 0, "given_up": 0}
    return database.outbox_depths() == [OutboxDepth.model_validate({**whole, **changes})]


def test_what_waits_is_counted_by_kind_with_the_moment_since_when(database: Database) -> None:
    assert database.outbox_depths() == []
    put(database, a_message("sent", "a"), a_message("dead", "b"), a_message("tried", "c"))
    claim(database.outbox)
    send(database.outbox, "sent")
    give_up(database, "dead")
    later = NOW + timedelta(minutes=5)
    database.outbox.failed("tried", owner="w1", error="500", retry_at=later)
    assert depth(database, waiting=1, given_up=1, oldest=NOW)


def test_what_is_held_waits_for_a_person_and_not_for_the_clock(database: Database) -> None:
    put(database, a_message("one"), a_message("two"))
    assert database.hold_outbox() == 2
    assert database.unreleased() == {WORKSPACE}
    assert claim(database.outbox, now=NOW + timedelta(days=9999)) == []
    assert depth(database, waiting=2, held=2)
    with database.write(WORKSPACE) as uow:
        assert uow.outbox.release(discard=False) == 2
    assert claim(database.outbox) == ["one"]
    assert database.unreleased() == frozenset()


def test_what_is_discarded_holds_its_stream_up_no_longer(database: Database) -> None:
    put(database, a_message("one"))
    database.hold_outbox()
    put(database, a_message("two"))
    with database.write(WORKSPACE) as uow:
        assert uow.outbox.release(discard=True) == 1
        assert uow.outbox.given_up() == []
    assert claim(database.outbox) == ["two"]
