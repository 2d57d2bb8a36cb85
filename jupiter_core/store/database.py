"""The database: opens transactions, brings its tables up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, union
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Clock, Ids, Outbox, Retention, StoreBusy, UnitOfWork
from jupiter_core.store.engine import engine_of, one_writer, reading, writing
from jupiter_core.store.export import rows_of
from jupiter_core.store.migrations import migrate
from jupiter_core.store.outbox import SqlOutbox
from jupiter_core.store.retention import SqlRetention
from jupiter_core.store.system_tables import ApiKeyRow
from jupiter_core.store.tables import InvoiceRow, WorkspaceRow
from jupiter_core.store.unit_of_work import SqlUnitOfWork


@contextmanager
def patient() -> Iterator[None]:
    """Where the database does not answer in time, StoreBusy is raised."""
    try:
        yield
    except OperationalError as error:
        raise StoreBusy("The database is busy or away") from error


class Database:
    """The Store and the Outbox at `url`: `sqlite:///jupiter.db` or `postgresql://…`."""

    outbox: Outbox
    retention: Retention

    def __init__(self, url: str, clock: Clock, ids: Ids) -> None:
        self.engine: Engine = engine_of(url)
        self.outbox = SqlOutbox(self.engine)
        self.retention = SqlRetention(self.engine)
        self._clock = clock
        self._ids = ids

    def migrate(self) -> None:
        """Makes or brings up to date all tables; several processes may do so at once."""
        migrate(self.engine)

    def close(self) -> None:
        """Gives back every connection."""
        self.engine.dispose()

    @contextmanager
    def write(self, workspace_id: str) -> Iterator[UnitOfWork]:
        """One at a time in a workspace, so that handlers cannot deadlock or miss each other."""
        with patient(), Session(writing(self.engine)) as session, session.begin():
            one_writer(session.connection(), f"workspace {workspace_id}")
            yield SqlUnitOfWork(session, workspace_id, self._clock, self._ids, writes=True)

    @contextmanager
    def read(self, workspace_id: str) -> Iterator[UnitOfWork]:
        with patient(), Session(reading(self.engine)) as session:
            yield SqlUnitOfWork(session, workspace_id, self._clock, self._ids, writes=False)

    def workspace_of(self, invoice_id: str) -> str:
        query = select(InvoiceRow.workspace_id).where(col(InvoiceRow.id) == invoice_id)
        with Session(reading(self.engine)) as session:
            workspace_id = session.exec(query).first()
        if workspace_id is None:
            raise NotFound("invoice", invoice_id)
        return workspace_id

    def workspace_of_key(self, secret_hash: str) -> tuple[str, ApiKey]:
        query = select(ApiKeyRow).where(col(ApiKeyRow.secret_hash) == secret_hash)
        with Session(reading(self.engine)) as session:
            row = session.exec(query).first()
            if row is None:
                raise NotFound("API key", "of that secret")
            return row.workspace_id, ApiKey.model_validate_json(row.document)

    def rows(self, workspace_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """All of a workspace, each with the name of its table, without what lets anybody in."""
        return rows_of(self.engine, workspace_id)

    def workspaces(self) -> list[str]:
        """Those that were saved and those that have invoices."""
        known = union(select(WorkspaceRow.workspace_id), select(InvoiceRow.workspace_id))
        with Session(reading(self.engine)) as session:
            return sorted(session.execute(known).scalars())
