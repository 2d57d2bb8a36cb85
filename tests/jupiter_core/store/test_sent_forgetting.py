"""What was sent before an erasure is told to nobody from then on, and emptied in short steps."""

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from jupiter_core.commands.erasing import ErasePerson, EraseWorkspace, erase_person, erase_workspace
from jupiter_core.domain.actor import operator
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Message, StoreBusy, StoreTrouble
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database, back_up
from jupiter_core.store.engine import writing
from jupiter_core.store.sent_forgetting import CHARACTERS, MESSAGES, SqlSentForgetting
from jupiter_core.store.trouble import Patience
from tests.factories import A_SIGNER, NOW, WORKSPACE
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.opening import DatabaseAt
from tests.jupiter_core.store.systems import an_attempt

OPERATOR = operator("U0OLGA")
OTHER = "T0OTHER"
DANA = "dana.reyes@acme.example"
IDS = '{"endpoint_id":"e-1","event_id":"event-1"}'
"""What is left of each message here."""
LATER = NOW + timedelta(seconds=30)


def put(database: Database, *names: str, workspace: str = WORKSPACE, **more: Any) -> None:
    """Messages that name her, each in a stream of its own."""
    long = more.pop("long", 0)
    with database.write(workspace) as uow:
        for name in names:
            body = {"endpoint_id": "e-1", "event_id": "event-1", "payload": f"{DANA}{' ' * long}"}
            message = Message(
                id=name, workspace_id=workspace, stream=name, destination="webhook", kind="hook",
                body=body, **{"skippable": True, **more},
            )  # fmt: skip
            uow.outbox.put(message)


def send(database: Database, *names: str) -> None:
    """These, or all that can be."""
    outbox, lease = database.outbox, LATER
    claimed = outbox.claim(owner="one", now=LATER, lease_until=lease, limit=1000)
    wanted = {each.id for each in claimed if not names or each.id in names}
    outbox.claim(owner="one", now=NOW, lease_until=NOW, limit=1, sent={each: {} for each in wanted})


def give_up(database: Database, *names: str, error: str = f"No {DANA}") -> None:
    database.outbox.claim(owner="one", now=NOW, lease_until=LATER, limit=1000)
    with database.write(WORKSPACE) as uow:
        for name in names:
            assert uow.outbox.bury(name, owner="one", error=error)


def erase(database: Database, workspace: str = WORKSPACE) -> None:
    with database.write(workspace) as uow:
        erase_person(ErasePerson(by=OPERATOR, who=DANA), uow)


def bodies(database: Database) -> dict[str, str]:
    with database.engine.connect() as connection:
        query = text("SELECT id, body FROM outbox WHERE kind = 'hook'")
        return {row.id: row.body for row in connection.execute(query)}


def whole(database: Database) -> set[str]:
    return {name for name, body in bodies(database).items() if DANA in body}


def forgotten(database: Database) -> int:
    """In how many steps all of it is."""
    steps = 0
    while database.sent_forgetting.step():
        steps += 1
    assert not database.sent_forgetting.is_forgetting()
    return steps


def many(count: int) -> list[str]:
    return [f"m-{n:03}" for n in range(count)]


def test_nothing_is_to_be_forgotten_where_nothing_was_erased(database: Database) -> None:
    put(database, "one")
    send(database)
    assert not database.sent_forgetting.is_forgetting()
    assert not database.sent_forgetting.step()
    assert whole(database) == {"one"}


def test_what_was_sent_or_given_up_for_good_is_emptied_but_for_its_ids(database: Database) -> None:
    put(database, "sent", "given-up")
    send(database, "sent")
    give_up(database, "given-up")
    erase(database)
    assert database.sent_forgetting.is_forgetting()
    assert whole(database) == {"sent", "given-up"}
    forgotten(database)
    assert bodies(database) == {"sent": IDS, "given-up": IDS}
    with database.engine.connect() as connection:
        errors = connection.execute(text("SELECT error FROM outbox")).scalars()
        assert set(errors) == {None}


def test_what_waits_or_is_on_its_way_or_holds_others_up_stays_whole(database: Database) -> None:
    put(database, "waits", "on-its-way")
    put(database, "stuck", skippable=False)
    give_up(database, "stuck")
    erase(database)
    forgotten(database)
    assert whole(database) == {"waits", "on-its-way", "stuck"}
    with database.write(WORKSPACE) as uow:
        assert [each.message.id for each in uow.outbox.dead_letters()] == ["stuck"]
        uow.outbox.revive("stuck")


def test_what_is_sent_or_written_after_the_erasure_is_kept_whole(database: Database) -> None:
    """It is as if all had been forgotten in that moment."""
    put(database, "before", "waited", "given-up-later")
    send(database, "before")
    erase(database)
    put(database, "after")
    send(database, "waited", "after")
    give_up(database, "given-up-later")
    with database.read(WORKSPACE) as uow:
        assert uow.deliveries.get("waited").payload == uow.deliveries.get("after").payload == DANA
        assert [each.message.id for each in uow.outbox.given_up()] == ["given-up-later"]
    forgotten(database)
    assert whole(database) == {"waited", "after", "given-up-later"}


def test_from_the_erasure_on_nobody_is_told_what_was_sent(database: Database) -> None:
    put(database, "sent", "given-up")
    send(database, "sent")
    give_up(database, "given-up")
    with database.write(WORKSPACE) as uow:
        uow.deliveries.log(an_attempt("sent", 1, answer=DANA))
    erase(database)
    with database.write(WORKSPACE) as uow:
        told = [uow.deliveries.get("given-up"), *uow.deliveries.page("e-1")]
        assert {(each.payload, each.error) for each in told} == {("", "")}
        assert uow.outbox.given_up() == []
        assert uow.deliveries.attempts_of("sent") == []
        uow.deliveries.log(an_attempt("sent", 2))
        assert [each.number for each in uow.deliveries.attempts_of("sent")] == [2]
        with pytest.raises(NotFound):
            uow.outbox.revive("given-up")
    assert whole(database) == {"sent", "given-up"}


def test_an_export_meanwhile_has_what_is_left_and_no_more(database: Database) -> None:
    put(database, "sent")
    send(database)
    put(database, "waits")
    with database.write(WORKSPACE) as uow:
        uow.deliveries.log(an_attempt("sent", 1, answer=DANA))
    erase(database)
    rows = [(table, row) for table, row in database.rows(WORKSPACE)]
    told = {row["id"]: row["body"] for table, row in rows if table == "outbox"}
    assert told["sent"] == json.loads(IDS)
    assert told["waits"] == {**json.loads(IDS), "payload": DANA}
    assert not [row for table, row in rows if table in {"delivery_attempts", "sent_to_forget"}]


def test_attempts_to_deliver_go_too_and_newer_ones_stay(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        for n in range(MESSAGES + 1):
            uow.deliveries.log(an_attempt("d-1", n))
    erase(database)
    with database.write(WORKSPACE) as uow:
        uow.deliveries.log(an_attempt("d-2", 1))
    assert forgotten(database) == 3  # two of attempts, and one that says that all is done
    with database.engine.connect() as connection:
        there = connection.execute(text("SELECT delivery_id FROM delivery_attempts")).scalars()
        assert list(there) == ["d-2"]


def test_other_workspaces_keep_theirs_and_each_has_its_own_to_forget(database: Database) -> None:
    put(database, "ours")
    put(database, "theirs", workspace=OTHER)
    send(database)
    erase(database)
    forgotten(database)
    assert whole(database) == {"theirs"}
    erase(database, OTHER)
    forgotten(database)
    assert whole(database) == set()


def test_each_step_empties_a_few(database: Database) -> None:
    put(database, *many(2 * MESSAGES + 1))
    send(database)
    erase(database)
    left = [2 * MESSAGES + 1]
    while database.sent_forgetting.step():
        left.append(len(whole(database)))
    assert left == [401, 201, 1, 0, 0]


def test_long_ones_are_emptied_by_fewer(database: Database) -> None:
    put(database, *many(4), long=CHARACTERS // 2)
    put(database, "longest", long=2 * CHARACTERS)
    send(database)
    erase(database)
    left = []
    while database.sent_forgetting.step():
        left.append(len(whole(database)))
    assert left == [3, 1, 0, 0]


def test_killed_between_two_steps_another_process_goes_on(opened: DatabaseAt) -> None:
    put(opened(), *many(2 * MESSAGES))
    send(opened())
    erase(opened())
    for left in (MESSAGES, 0):
        one = opened()
        assert one.sent_forgetting.is_forgetting()
        assert one.sent_forgetting.step()
        assert len(whole(one)) == left
    last = opened()
    assert last.sent_forgetting.is_forgetting()
    assert last.sent_forgetting.step()
    assert not last.sent_forgetting.is_forgetting()
    assert verify(last, WORKSPACE) == []


def test_a_step_for_which_there_was_no_time_is_done_the_next_time(opened: DatabaseAt) -> None:
    database, other = opened(), opened()
    put(database, *many(MESSAGES + 1))
    send(database)
    erase(database)
    assert database.sent_forgetting.step()
    if database.engine.dialect.name == "sqlite":
        with writing(other.engine).begin(), pytest.raises(StoreBusy):
            database.sent_forgetting.step()
        assert len(whole(database)) == 1
    forgotten(database)
    assert whole(database) == set()


def test_several_do_it_at_once_and_each_message_is_emptied_by_one(
    opened: DatabaseAt, clock: FixedClock
) -> None:
    one, other = opened(), opened()
    put(one, *many(2 * MESSAGES + 1))
    send(one)
    erase(one)
    assert one.sent_forgetting.step()
    clock.advance(minutes=1)
    assert other.sent_forgetting.step()
    clock.advance(minutes=1)
    while one.sent_forgetting.step() | other.sent_forgetting.step():
        pass
    assert whole(one) == set()
    with one.engine.connect() as connection:
        counted = text("SELECT count(*) FROM outbox WHERE kind = 'hook' GROUP BY purged_at")
        assert sorted(connection.execute(counted).scalars()) == [1, MESSAGES, MESSAGES]


def test_two_erasures_at_once_forget_what_was_sent_before_either(opened: DatabaseAt) -> None:
    one, other = opened(), opened()
    put(one, *many(MESSAGES + 1), "waited")
    send(one, *many(MESSAGES + 1))
    erase(one)
    assert one.sent_forgetting.step()
    put(one, "between")
    send(one, "between", "waited")
    erase(other)
    put(one, "after")
    assert one.sent_forgetting.step()
    assert other.sent_forgetting.step()
    forgotten(one)
    assert whole(other) == {"after"}
    assert not other.sent_forgetting.is_forgetting()


@dataclass
class Meanwhile:
    """A StoreWatch: does something once, when it hears of the first transaction that is over."""

    work: Callable[[], None] | None = None

    def trouble(self, trouble: StoreTrouble) -> None:
        raise trouble

    def fine(self, *, wrote: bool) -> None:
        work, self.work = self.work, None
        if work:
            work()


def test_whoever_has_found_nothing_left_does_not_end_an_erasure_of_that_moment(
    opened: DatabaseAt, clock: FixedClock
) -> None:
    """Between what it read and what it writes, the same messages may have come to an end."""
    one, other, meanwhile = opened(), opened(), Meanwhile()
    put(one, "waited")
    erase(one)

    def ended() -> None:
        send(other, "waited")
        erase(other)

    meanwhile.work = ended
    late = SqlSentForgetting(one.engine, Patience(meanwhile), clock)
    assert late.step()
    assert other.sent_forgetting.is_forgetting()
    assert whole(other) == {"waited"}
    forgotten(other)
    assert whole(other) == set()


def test_an_erasure_of_the_whole_workspace_leaves_nothing_to_be_forgotten(
    database: Database,
) -> None:
    put(database, "sent")
    send(database)
    erase(database)
    with database.write(WORKSPACE) as uow:
        erase_workspace(EraseWorkspace(by=OPERATOR), uow)
    assert not database.sent_forgetting.is_forgetting()
    assert bodies(database) == {}


def test_nothing_is_left_in_sqlites_file_and_its_log_once_all_is_forgotten(
    database: Database,
) -> None:
    """The log is emptied last, whoever is ahead."""
    if database.engine.dialect.name != "sqlite":
        return
    put(database, *many(MESSAGES + 1), long=3000)
    send(database)
    erase(database)
    while database.word_merging.step():
        pass
    assert database.word_merging.is_forgetting()
    assert DANA in in_files(database)
    forgotten(database)
    while database.word_merging.step():
        pass
    assert not database.word_merging.is_forgetting()
    assert DANA not in in_files(database)


def in_files(database: Database) -> str:
    file = Path(str(database.engine.url.database))
    files: Iterable[Path] = (file, file.with_name(f"{file.name}-wal"))
    return "".join(each.read_bytes().decode("latin-1") for each in files if each.exists())


def test_a_backup_that_was_made_meanwhile_goes_on_where_it_was(
    database: Database, tmp_path: Path
) -> None:
    if database.engine.dialect.name != "sqlite":
        return
    put(database, *many(MESSAGES + 1))
    send(database)
    erase(database)
    assert database.sent_forgetting.step()
    back_up(Path(str(database.engine.url.database)), tmp_path / "backup.db")
    given = (f"sqlite:///{tmp_path}/backup.db", FixedClock(), CountingIds(), A_SIGNER)
    with closing(Database(*given)) as restored:
        assert len(whole(restored)) == 1
        restored.hold_outbox()
        with restored.read(WORKSPACE) as uow:
            assert {each.payload for each in uow.deliveries.page("e-1", limit=500)} == {""}
        forgotten(restored)
        assert whole(restored) == set()
        assert verify(restored, WORKSPACE) == []
