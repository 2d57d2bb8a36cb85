"""The database: opens transactions, brings its tables up to date."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from datetime import timedelta
from typing import Any

from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, func, text, union
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.seal import Signer
from jupiter_core.ports import (
    Clock,
    Ids,
    Installations,
    InstallStates,
    Outbox,
    OutboxDepth,
    RateCounters,
    Retention,
    SentForgetting,
    SettingsLooks,
    StoreBusy,
    StoreFault,
    StoreUnusable,
    StoreWatch,
    UnitOfWork,
    WordMerging,
    Workers,
)
from jupiter_core.store.audit_migrated import say_what_migrations_wrote
from jupiter_core.store.audit_repository import rows_now
from jupiter_core.store.audit_rows import COVERED
from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.batch import batch_of
from jupiter_core.store.engine import (
    BUSY_SECONDS,
    engine_of,
    in_time,
    one_writer,
    one_writer_soon,
    reading,
    writing,
)
from jupiter_core.store.export import rows_of
from jupiter_core.store.installations import SqlInstallations, SqlInstallStates
from jupiter_core.store.limits import SqlRateCounters
from jupiter_core.store.memory import Memory
from jupiter_core.store.migrations import migrate, revisions
from jupiter_core.store.outbox import SqlOutbox
from jupiter_core.store.outbox_depth import outbox_depths
from jupiter_core.store.parking import parked
from jupiter_core.store.payment_filling import fill_payments
from jupiter_core.store.quarantine import LastNumber, hold_outbox, last_numbers, unreleased
from jupiter_core.store.retention import SqlRetention
from jupiter_core.store.scope import Ahead, TransactionScope, ahead_of
from jupiter_core.store.search_filling import fill_search
from jupiter_core.store.sent_forgetting import SqlSentForgetting
from jupiter_core.store.settings_looks import SqlSettingsLooks
from jupiter_core.store.shared_time import SharedTime, keep_time
from jupiter_core.store.system_tables import ApiKeyRow
from jupiter_core.store.tables import InvoiceRow, NumberSeriesRow, TableRow, WorkspaceRow
from jupiter_core.store.together import Together
from jupiter_core.store.trouble import Patience, Unwatched, trouble_of
from jupiter_core.store.turns import turn_of, turns_of
from jupiter_core.store.unit_of_work import SqlUnitOfWork
from jupiter_core.store.word_merging import SqlWordMerging
from jupiter_core.store.workers import SqlWorkers

_IN_USE = (
    "Its tables have to be changed, and another process uses them or changes them itself. Stop all "
    "others, or wait until they are done, and start again."
)
MIGRATING_SECONDS = 600.0
"""With many rows, migrating takes minutes."""
COUNTING_SECONDS, COUNTING_CONNECTIONS = 0.25, 4
_FILLINGS: Mapping[str, Callable[[TransactionScope], None]] = {
    "0037": fill_payments,
    "0071": say_what_migrations_wrote,
}
"""What an upgrade makes of the rows that it finds, by the first revision all of whose programs did
so: tables that have that one already are not looked through again."""


class OtherSchema(Exception):
    """The tables are not those of this program; says what to do."""


class Database:
    """The Store and the Outbox at `url`: `sqlite:///jupiter.db` or `postgresql://…`.

    `signer` seals what is written. With `only_read`, nothing is written, not even by opening it:
    a file that is write-protected can be read. `synchronous` is that of `engine_of`.
    """

    outbox: Outbox
    limits: RateCounters
    installations: Installations
    install_states: InstallStates
    retention: Retention
    workers: Workers
    word_merging: WordMerging
    sent_forgetting: SentForgetting
    settings_looks: SettingsLooks

    def __init__(
        self,
        url: str,
        clock: Clock,
        ids: Ids,
        signer: Signer,
        *,
        only_read: bool = False,
        watch: StoreWatch = Unwatched(),
        synchronous: str = "NORMAL",
    ) -> None:
        self.engine: Engine = engine_of(url, only_read=only_read, synchronous=synchronous)
        self._writing, self._reading = writing(self.engine), reading(self.engine)
        self._patience = Patience(watch, turns_of(self.engine, BUSY_SECONDS))
        self.outbox = SqlOutbox(self.engine, self._patience)
        self._counting = engine_of(
            url,
            seconds=COUNTING_SECONDS,
            connections=COUNTING_CONNECTIONS,
            only_read=only_read,
            synchronous=synchronous,
        )
        soon = Patience(Unwatched(), turns_of(self._counting, COUNTING_SECONDS))
        self.limits = SqlRateCounters(self._counting, clock, soon)
        self.retention = SqlRetention(self.engine, self._patience, signer)
        self.installations = SqlInstallations(self.engine, self._patience)
        self.install_states = SqlInstallStates(self.engine, self._patience)
        self.workers = SqlWorkers(self.engine, self._patience)
        hurried = in_time(self.engine, COUNTING_SECONDS)
        self.word_merging = SqlWordMerging(hurried, soon)
        self.sent_forgetting = SqlSentForgetting(hurried, soon, clock)
        self.settings_looks = SqlSettingsLooks(self.engine, self._patience, clock, ids, signer)
        self.together = Together()
        self._clock = clock
        self._ids = ids
        self._signer = signer

    def migrate(self, *, wait: float = MIGRATING_SECONDS, busy: float = BUSY_SECONDS) -> None:
        """Makes or brings up to date all tables; several processes may do so at once.

        What is there when the audit log is made is taken into it as it is. Raises OtherSchema for
        tables of a newer program, and StoreBusy while somebody else uses them, and leaves them as
        they are.
        """
        try:
            migrate(self.engine, self._adopt, self._fill, fill_search, wait=wait, busy=busy)
        except CommandError as unknown:
            raise OtherSchema(
                "Its tables are of a newer JupiterInvoice than this one, or of another program. "
                "Install that version, or restore a backup from before."
            ) from unknown
        except DBAPIError as error:
            if isinstance(trouble_of(error, writes=True), StoreBusy):
                raise StoreBusy(_IN_USE) from error
            raise

    def expect_present_schema(self) -> None:
        """Raises OtherSchema; changes nothing."""
        with self._reading.connect() as connection:
            there, known = revisions(connection)
        if there is None:
            raise OtherSchema("This database has no tables of JupiterInvoice.")
        if there != known:
            raise OtherSchema(
                f"The tables of this database have the form {there}, and this program knows "
                f"{known}. Verify with the program that wrote them, or run jupiter migrate first."
            )

    def keep_time(self, shared: SharedTime) -> None:
        """From now on `shared` tells the time of the database's server, where it has one."""
        keep_time(self.engine, shared)

    def close(self) -> None:
        """Gives back every connection."""
        self.engine.dispose()
        self._counting.dispose()

    @contextmanager
    def write(self, workspace_id: str, *, brief: bool = False) -> Iterator[UnitOfWork]:
        """One at a time in a workspace, so that handlers cannot deadlock or miss each other."""
        alone, together = self._written_alone, self._written_together
        with (together if brief else alone)(workspace_id, self._patience) as uow:
            yield uow

    @contextmanager
    def _written_alone(
        self,
        workspace_id: str,
        patience: Patience,
        hand_on: Callable[[Connection], None] = lambda _: None,
        memory: Memory | None = None,
    ) -> Iterator[UnitOfWork]:
        """Before it is kept, it is handed on to those who write with it, and have its memory."""
        name = turn_of(workspace_id)
        with patience(writes=True, to=name) as keeping, self._writing.begin() as connection:
            # Before anything is read, so that it is what the writer before has left.
            one_writer_soon(connection, name)
            ahead = ahead_of(connection, workspace_id, memory or Memory())
            batch_of(connection).send()
            with self._logged(connection, workspace_id, ahead) as uow:
                yield uow
            hand_on(connection)
            keeping.begun = True

    @contextmanager
    def _written_together(self, workspace_id: str, patience: Patience) -> Iterator[UnitOfWork]:
        """With the brief ones that wait for each other."""
        waiting = patience.without_turn()(writes=True)
        place = self.together.one(turn_of(workspace_id), patience.seconds)
        with waiting, place as (shared, left):
            if left is not None:
                mine = patience.within(left)
                hand_on, memory = shared.hand_on, shared.memory
                with self._written_alone(workspace_id, mine, hand_on, memory) as uow:
                    yield uow
                return
            with shared.part() as connection:
                ahead = ahead_of(connection, workspace_id, shared.memory)
                with self._logged(connection, workspace_id, ahead) as uow:
                    yield uow

    @contextmanager
    def _logged(
        self, connection: Connection, workspace_id: str, ahead: Ahead
    ) -> Iterator[UnitOfWork]:
        uow = self._unit_of_work(connection, workspace_id, writes=True, ahead=ahead)
        yield uow
        # Last, and not where the block raised: then nothing was written that it could speak of.
        uow.keep_log()

    @contextmanager
    def read(self, workspace_id: str) -> Iterator[UnitOfWork]:
        with self._patience(writes=False), self._reading.begin() as connection:
            yield self._unit_of_work(connection, workspace_id, writes=False)

    def _unit_of_work(
        self,
        connection: Connection,
        workspace_id: str,
        *,
        writes: bool,
        ahead: Ahead | None = None,
    ) -> SqlUnitOfWork:
        given = (connection, workspace_id, self._clock, self._ids, self._signer)
        return SqlUnitOfWork(*given, writes=writes, ahead=ahead)

    def _adopt(self, connection: Connection) -> None:
        for workspace_id in _all_workspaces(connection):
            scope = TransactionScope(
                connection, workspace_id, self._clock.now(), self._signer, writes=True
            )
            scope.log.adopt(row for row, _ in rows_now(scope))
            batch_of(connection).send()

    def _fill(self, connection: Connection, passed: Collection[str]) -> None:
        fillings = [filling for since, filling in _FILLINGS.items() if since in passed]
        if not fillings:
            return
        for workspace_id in _all_workspaces(connection):
            one_writer(connection, turn_of(workspace_id))
            scope = TransactionScope(
                connection, workspace_id, self._clock.now(), self._signer, writes=True
            )
            for filling in fillings:
                filling(scope)
                scope.log.keep()
            batch_of(connection).send()

    def workspace_of(self, invoice_id: str) -> str:
        query = select(InvoiceRow.workspace_id).where(col(InvoiceRow.id) == invoice_id)
        with self._patience(writes=False), self._reading.connect() as connection:
            workspace_id = connection.execute(query).scalars().first()
        if workspace_id is None:
            raise NotFound("invoice", invoice_id)
        return workspace_id

    def workspace_of_key(self, secret_hash: str) -> tuple[str, ApiKey]:
        query = select(ApiKeyRow).where(col(ApiKeyRow.secret_hash) == secret_hash)
        with self._patience(writes=False), self._reading.connect() as connection:
            row = connection.execute(query).first()
            if row is None:
                raise NotFound("API key", "of that secret")
            return row.workspace_id, ApiKey.model_validate_json(row.document)

    def expect_answer(self) -> None:
        """See `Store`."""
        with self._patience(writes=False), reading(self.engine).connect() as connection:
            connection.execute(text("SELECT 1"))

    def expect_usable(self) -> None:
        """Raises StoreTrouble unless its tables are this program's and something can be written:
        a full disk and a standby answer too. A writer at work is no trouble."""
        try:
            with self._patience(writes=False):
                self.expect_present_schema()
        except OtherSchema:
            raise StoreUnusable(StoreFault.OTHER_TABLES) from None
        minute = self._clock.now().replace(second=0, microsecond=0)
        with suppress(StoreBusy):
            self.limits.add("expect_usable", minute, 1, minute + timedelta(minutes=2))

    def within(self, seconds: float) -> "Database":
        """The same, for whoever waits for other writers no longer than that."""
        hurried = copy(self)
        hurried._writing = in_time(writing(self.engine), seconds)
        hurried._patience = self._patience.within(seconds)
        return hurried

    def rows(self, workspace_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """All of a workspace, each with the name of its table, without what lets anybody in."""
        with self._patience(writes=False):
            yield from rows_of(self.engine, workspace_id)

    def workspaces(self) -> list[str]:
        """Those that were saved and those that have invoices."""
        known = union(select(WorkspaceRow.workspace_id), select(InvoiceRow.workspace_id))
        with self._patience(writes=False), self._reading.connect() as connection:
            return sorted(connection.execute(known).scalars())

    def outbox_depths(self) -> list[OutboxDepth]:
        """What is unsent, by kind, over all workspaces."""
        with self._patience(writes=False):
            return outbox_depths(self.engine)

    def hold_outbox(self) -> int:
        """Once a backup was restored: nothing unsent is sent, and no timer runs, until a person
        releases it. How many messages it holds."""
        teams = self.traced_workspaces()
        with self._patience(writes=True):
            return hold_outbox(self.engine, teams)

    def unreleased(self) -> frozenset[str]:
        with self._patience(writes=False):
            return unreleased(self.engine)

    def resting(self) -> frozenset[str]:
        """See `Store`."""
        with self._patience(writes=False):
            return unreleased(self.engine) | parked(self.engine)

    def numbers_given(self) -> int:
        """How many invoices and credit notes have one, over all workspaces."""
        with self._patience(writes=False), self._reading.connect() as connection:
            taken = select(func.coalesce(func.sum(NumberSeriesRow.taken), 0))
            return int(connection.execute(taken).scalar_one())

    def last_numbers(self) -> list[LastNumber]:
        """Of every counter that has begun, over all workspaces."""
        with self._patience(writes=False):
            return last_numbers(self.engine)

    def traced_workspaces(self) -> list[str]:
        """All that anything is known of, also where their own rows are gone."""
        with self._patience(writes=False), self._reading.connect() as connection:
            return _all_workspaces(connection)


def _all_workspaces(connection: Connection) -> list[str]:
    tables: tuple[type[TableRow], ...] = (*COVERED, AuditEntryRow)
    known = union(*(select(table.workspace_id) for table in tables))
    return sorted(connection.execute(known).scalars())
