"""Writing the audit log: one entry a transaction, sealed to the one before."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from jupiter_core.domain.audit import AuditedRow, AuditEntry, AuditEntryKind
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.version import GENESIS
from jupiter_core.store.audit_rows import audited
from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.tables import TableRow

_MOST_ADOPTED = 500
"""Rows in one entry, where a database is adopted."""
_COLUMNS = [col(getattr(AuditEntryRow, name)) for name in AuditEntry._fields]


class AuditLog:
    """What one transaction of one workspace has to say. There is one writer in a workspace at a
    time, so the head that is read is the head that is followed."""

    def __init__(self, session: Session, workspace_id: str, now: datetime, signer: Signer) -> None:
        self._session = session
        self._workspace_id = workspace_id
        self._now = now
        self._signer = signer
        self._rows: dict[tuple[str, str], AuditedRow] = {}

    def note(self, table: type[TableRow], values: Mapping[str, Any]) -> None:
        """A row was written; the last word on each counts."""
        row = audited(table, values)
        if row is not None:
            self._rows[row.kind, row.id] = row

    def note_removed(self, table: type[TableRow], values: Mapping[str, Any]) -> None:
        """A row was removed: its empty digest says so."""
        row = audited(table, values)
        if row is not None:
            self._rows[row.kind, row.id] = row._replace(digest="")

    def mark(self) -> dict[tuple[str, str], AuditedRow]:
        """What was said so far, to return to with `undo`."""
        return dict(self._rows)

    def undo(self, mark: dict[tuple[str, str], AuditedRow]) -> None:
        """Forgets what was said after `mark` was taken."""
        self._rows = mark

    def keep(self) -> None:
        """Writes the entry, where there is anything to say."""
        if self._rows:
            self._add(AuditEntryKind.WRITTEN, list(self._rows.values()), self.head())
            self._rows = {}

    def adopt(self, rows: Iterable[AuditedRow]) -> None:
        """The first entries, of what was there before."""
        rows, head = iter(rows), self.head()
        while some := list(islice(rows, _MOST_ADOPTED)):
            head = self._add(AuditEntryKind.ADOPTED, some, head)

    def head(self) -> AuditEntry | None:
        """The last entry; None before the first."""
        query = (
            select(*_COLUMNS)
            .where(col(AuditEntryRow.workspace_id) == self._workspace_id)
            .order_by(col(AuditEntryRow.sequence).desc())
            .limit(1)
        )
        row = self._session.connection().execute(query).first()
        return AuditEntry(*row) if row else None

    def _add(
        self, kind: AuditEntryKind, rows: list[AuditedRow], head: AuditEntry | None
    ) -> AuditEntry:
        entry = AuditEntry(
            workspace_id=self._workspace_id,
            sequence=head.sequence + 1 if head else 1,
            at=self._now,
            kind=kind.value,
            rows=json.dumps(rows, separators=(",", ":"), ensure_ascii=False),
            previous=head.seal if head else GENESIS,
        ).sealed(self._signer)
        self._session.connection().execute(insert(AuditEntryRow).values(**entry._asdict()))
        return entry
