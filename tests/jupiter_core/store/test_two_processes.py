"""Two Database objects on one database, as two processes have them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from threading import Barrier, Event

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from jupiter_core.domain.handover import code_hash_of
from jupiter_core.domain.refusals import AlreadyDone, AlreadyTaken
from jupiter_core.store import Database
from tests.factories import A_SIGNER, NOW, SAM, WORKSPACE, a_content, a_draft
from tests.harness.commits import before_commits
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer
from tests.jupiter_core.store.histories import ID, a_message, add, edit, save
from tests.jupiter_core.store.opening import DatabaseAt
from tests.jupiter_core.store.systems import CODE, a_delivery, a_handover, an_answer

STREAMS, LENGTH = 4, 6


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_its_work(opened: DatabaseAt) -> None:
    one, two = opened(), opened()
    with one.write(WORKSPACE) as writer:
        add(writer, a_draft())
        with two.read(WORKSPACE) as reader:
            assert reader.invoices.ids() == []
    with two.read(WORKSPACE) as reader:
        assert reader.invoices.ids() == [ID]


def test_a_reader_sees_one_moment(opened: DatabaseAt) -> None:
    one, two = opened(), opened()
    with one.write(WORKSPACE) as uow:
        add(uow, a_draft())
    with two.read(WORKSPACE) as reader:
        assert len(reader.versions.of(ID)) == 1
        with one.write(WORKSPACE) as uow:
            edit(uow, "meanwhile")
        assert len(reader.versions.of(ID)) == 1
        assert reader.invoices.get(ID) == a_draft()


def test_a_reader_cannot_write(database: Database) -> None:
    with database.read(WORKSPACE) as uow, pytest.raises(DBAPIError):
        uow.once("key")
    with database.write(WORKSPACE) as uow:
        uow.once("key")


def test_of_many_edits_at_once_none_is_lost(opened: DatabaseAt) -> None:
    databases = [opened(), opened()]
    with databases[0].write(WORKSPACE) as uow:
        add(uow, a_draft())

    def edit_some(n: int) -> None:
        for m in range(8):
            with databases[n].write(WORKSPACE) as uow:
                invoice = uow.invoices.get(ID)
                memo = f"{invoice.content.memo} {n}.{m}"
                save(uow, invoice.edited(a_content(memo=memo), SAM))

    _at_once(edit_some, 2)
    with databases[0].read(WORKSPACE) as uow:
        invoice = uow.invoices.get(ID)
    assert invoice.sequence == 17
    assert len(set(invoice.content.memo.split())) == len(a_content().memo.split()) + 16


def test_numbers_taken_at_once_have_no_gaps_and_no_doubles(opened: DatabaseAt) -> None:
    databases = [opened(), opened()]
    taken: list[int] = []

    def take_some(n: int) -> None:
        for m in range(10):
            try:
                with databases[n].write(WORKSPACE) as uow:
                    count = uow.numbers.take("sender-us", "JUS-")
                    if m % 3 == n:
                        raise ZeroDivisionError
                taken.append(count)
            except ZeroDivisionError:
                continue

    _at_once(take_some, 2)
    assert sorted(taken) == list(range(1, len(taken) + 1))


def test_a_key_claimed_at_once_is_given_to_one(opened: DatabaseAt) -> None:
    databases = [opened() for _ in range(3)]
    winners: list[int] = []

    def claim(n: int) -> None:
        try:
            with databases[n].write(WORKSPACE) as uow:
                uow.once("the same click")
            winners.append(n)
        except AlreadyDone:
            return

    _at_once(claim, 3)
    assert len(winners) == 1


def test_a_draft_taken_at_once_by_several_workspaces_is_given_to_one(opened: DatabaseAt) -> None:
    databases = [opened() for _ in range(3)]
    winners: list[int] = []
    with databases[0].write("") as uow:
        uow.handovers.leave(a_handover())

    def take(n: int) -> None:
        with databases[n].write(f"T{n}") as uow:
            if uow.handovers.take(code_hash_of(CODE)):
                winners.append(n)

    _at_once(take, 3)
    assert len(winners) == 1


def test_a_request_that_arrives_twice_at_once_is_carried_out_once(opened: DatabaseAt) -> None:
    databases = [opened() for _ in range(3)]
    done: list[int] = []

    def ask(n: int) -> None:
        with databases[n].write(WORKSPACE) as uow:
            if uow.answers.find("key-1", "deal 42 €") is None:
                uow.answers.keep(an_answer())
                done.append(n)

    _at_once(ask, 3)
    assert len(done) == 1


def test_an_external_id_wanted_at_once_is_given_to_one(opened: DatabaseAt) -> None:
    databases = [opened() for _ in range(2)]
    refused: list[int] = []

    def draft(n: int) -> None:
        try:
            with databases[n].write(WORKSPACE) as uow:
                add(uow, a_draft(id=f"invoice-{n}", external_id="deal-1"))
        except AlreadyTaken:
            refused.append(n)

    _at_once(draft, 2)
    with databases[0].read(WORKSPACE) as uow:
        assert len(uow.invoices.ids()) == len(refused) == 1


def test_two_drains_send_everything_once_and_in_order(opened: DatabaseAt) -> None:
    databases = [opened(), opened()]
    sent: list[tuple[str, int]] = []
    for n in range(LENGTH):
        with databases[0].write(WORKSPACE) as uow:
            for stream in range(STREAMS):
                uow.outbox.put(a_message(f"{stream}-{n}", f"thread-{stream}"))

    def drain(n: int) -> None:
        owner, lease = f"process {n}", NOW + timedelta(minutes=1)
        while len(sent) < STREAMS * LENGTH:
            outbox = databases[n].outbox
            for message in outbox.claim(owner=owner, now=NOW, lease_until=lease, limit=3):
                stream, _, count = message.id.partition("-")
                sent.append((stream, int(count)))
                outbox.sent(message.id, owner=owner, now=NOW, receipt={})

    _at_once(drain, 2)
    assert len(sent) == STREAMS * LENGTH
    for each in range(STREAMS):
        assert [count for stream, count in sent if stream == str(each)] == list(range(LENGTH))


def writes(connection: Connection) -> bool:
    """The look before whether there is something to claim does not."""
    options = connection.get_execution_options()
    return not (options.get("postgresql_readonly") or options.get("sqlite_query_only"))


def test_of_drains_that_claim_at_once_one_has_the_endpoint(opened: DatabaseAt) -> None:
    """While the first is about to commit its lease, nobody else can see that."""
    first, second = opened(), opened()
    with first.write(WORKSPACE) as uow:
        for n in range(2):
            uow.outbox.put(a_delivery(f"{n}", stream=f"webhook:endpoint-1:invoice-{n}"))
    leased, others_claimed = Event(), Event()

    def wait_for_others(connection: Connection) -> None:
        if not writes(connection):
            return
        leased.set()
        others_claimed.wait(0.3)

    def claimed(database: Database, owner: str) -> list[str]:
        lease = NOW + timedelta(minutes=1)
        messages = database.outbox.claim(owner=owner, now=NOW, lease_until=lease, limit=1)
        return [each.id for each in messages]

    with ThreadPoolExecutor(2) as drains, before_commits(first.engine, wait_for_others):
        one = drains.submit(claimed, first, "drain 1")
        assert leased.wait(10)
        other = drains.submit(claimed, second, "drain 2")
        other.add_done_callback(lambda _: others_claimed.set())
        assert [one.result(), other.result()] == [["0"], []]


def test_processes_that_start_at_once_migrate_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("new") / "jupiter.db"
    _migrate_at_once(f"sqlite:///{file}")


@pytest.mark.postgres
def test_processes_that_start_at_once_migrate_postgresql_once(
    postgres_server: PostgresServer,
) -> None:
    _migrate_at_once(postgres_server.new_database())


def _migrate_at_once(url: str) -> None:
    def migrate(_: int) -> None:
        with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
            database.migrate()

    _at_once(migrate, 3)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        assert database.workspaces() == []


def _at_once(work: Callable[[int], None], workers: int) -> None:
    barrier = Barrier(workers)

    def begin(n: int) -> None:
        barrier.wait()
        work(n)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(begin, range(workers)))
