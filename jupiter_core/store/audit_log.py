"""Writing the audit log: one entry a transaction, sealed to the one before."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from jupiter_core.domain.audit import AuditedRow, AuditEntry, AuditEntryKind
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.version import GENESIS
from jupiter_core.store.audit_rows import audited
from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.batch import Batch
from jupiter_core.store.direct import Found
from jupiter_core.store.prepared import insert_of
from jupiter_core.store.tables import TableRow

_MOST_ADOPTED = 500
"""Rows in one entry, where a database is adopted."""
_LAST = (
    select(*(col(getattr(AuditEntryRow, name)) for name in AuditEntry._fields))
    .where(col(AuditEntryRow.workspace_id) == bindparam("ours"))
    .order_by(col(AuditEntryRow.sequence).desc())
    .limit(1)
)

_SEAL = (
    select(col(AuditEntryRow.seal))
    .where(col(AuditEntryRow.workspace_id) == bindparam("ours"))
    .order_by(col(AuditEntryRow.sequence).desc())
    .limit(1)
)


class AuditLog:
    """What one transaction of one workspace has to say. There is one writer in a workspace at a
    time, so the head that is read is the head that is followed."""

    def __init__(
        self,
        batch: Batch,
        workspace_id: str,
        now: datetime,
        signer: Signer,
        head: Callable[[], Found] | None = None,
    ) -> None:
        self._batch = batch
        self._workspace_id = workspace_id
        self._now = now
        self.signer = signer
        self._rows: dict[tuple[str, str], AuditedRow] = {}
        self._head = head

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
        # Known beforehand, it is so until this transaction follows it.
        found, self._head = self._head or self.head_soon(self._batch, self._workspace_id), None
        rows = found().rows
        return AuditEntry(*rows[0]) if rows else None

    @property
    def known(self) -> Callable[[], Found] | None:
        """The last entry, where this transaction has written it, or knew it and did not ask."""
        return self._head

    @staticmethod
    def head_soon(batch: Batch, workspace_id: str) -> Callable[[], Found]:
        """The last entry of a workspace, for who may write to it."""
        return batch.soon(_LAST, {"ours": workspace_id})

    def seal(self) -> str:
        """That of the last entry; empty before the first."""
        rows = self._batch.find(_SEAL, {"ours": self._workspace_id}).rows
        return str(rows[0][0]) if rows else ""

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
        ).sealed(self.signer)
        self._batch.later(insert_of(AuditEntryRow, self._batch.dialect), entry._asdict())
        self._head = lambda: Found(AuditEntry._fields, [entry])
        return entry
