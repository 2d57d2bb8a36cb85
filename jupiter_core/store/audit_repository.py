"""The audit log as it is read, and all rows that it speaks of: streamed, never held at once."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from heapq import merge
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, inspect, select
from sqlmodel import col

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.audit import Anchor, AuditedRow, AuditEntry, Deviation
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.version import Version
from jupiter_core.ports import Head, KeptHead, KeptVersion, TakenNumbers
from jupiter_core.store.audit_rows import COVERED, audited
from jupiter_core.store.audit_tables import AnchorRow, AuditEntryRow
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import ContractRow, InvoiceRow, NumberSeriesRow, TableRow, VersionRow

_AT_ONCE = 500
"""Rows that are held while they are streamed."""


class AuditRepository:
    """See `Audit`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def seal(self) -> str:
        return self._scope.log.seal()

    def head(self) -> AuditEntry | None:
        return self._scope.log.head()

    def anchored(self) -> Anchor | None:
        row = self._scope.first(self._scope.select(AnchorRow))
        return Anchor.model_validate_json(row.document) if row else None

    def keep_anchor(self, anchor: Anchor) -> None:
        row = AnchorRow(workspace_id=anchor.workspace_id, document=canonical_json(anchor))
        self._scope.put(row)

    def entries(self) -> Iterator[AuditEntry]:
        for row in self._streamed(AuditEntryRow, "sequence"):
            yield AuditEntry(**row)

    def deviations(self, audited: Iterable[tuple[int, AuditedRow]]) -> Iterator[Deviation]:
        """Through a file of SQLite's own that is gone afterwards: the log may be long."""
        with closing(sqlite3.connect("")) as scratch:
            scratch.execute(
                "CREATE TABLE said (kind, id, digest, sequence, PRIMARY KEY (kind, id)) "
                "WITHOUT ROWID"
            )
            said = ((*row, sequence) for sequence, row in audited)
            scratch.executemany("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", said)
            yield from _deviations(scratch, rows_now(self._scope))

    def versions(self) -> Iterator[KeptVersion]:
        for row in self._streamed(VersionRow, "subject_id", "sequence"):
            yield KeptVersion(row["subject_id"], row["sequence"], _version(row))

    def heads(self) -> Iterator[KeptHead]:
        # Both come in the order of their ids, by code point, which `merge` relies on.
        both = (self._streamed(table, "id") for table in (InvoiceRow, ContractRow))
        yield from merge(*(map(_head, rows) for rows in both), key=attrgetter("subject_id"))

    def series(self) -> list[TakenNumbers]:
        rows = self._scope.all(self._scope.select(NumberSeriesRow))
        return [TakenNumbers(row.profile_id, row.series, row.taken, row.left_out) for row in rows]

    def numbers(self) -> Iterator[tuple[str, str]]:
        for row in self._streamed(InvoiceRow, "id", columns=("seller_id", "number")):
            if row["number"] is not None:
                yield row["seller_id"], row["number"]

    def _streamed(
        self, table: type[TableRow], *order: str, columns: tuple[str, ...] = ()
    ) -> Iterator[Mapping[str, Any]]:
        return streamed(
            self._scope.connection, self._scope.workspace_id, table, *order, columns=columns
        )


def streamed(
    connection: Connection,
    workspace_id: str,
    table: type[TableRow],
    *order: str,
    columns: tuple[str, ...] = (),
) -> Iterator[Mapping[str, Any]]:
    """The columns of a workspace's rows, without making objects of them."""
    kept = inspect(table).local_table
    assert isinstance(kept, Table)
    query = (
        select(*(kept.c[name] for name in columns or kept.c.keys()))
        .where(col(table.workspace_id) == workspace_id)
        .order_by(*(kept.c[name] for name in order))
    )
    found = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    for row in found.mappings():
        yield dict(row)


def rows_now(scope: TransactionScope) -> Iterator[tuple[AuditedRow, bool]]:
    """Every covered row as it is now, and whether only its being there counts any more: what a
    message said is of no use once it is sent."""
    for table in COVERED:
        for row in streamed(scope.connection, scope.workspace_id, table):
            now = audited(table, row)
            if now is not None:
                yield now, table is OutboxRow and _is_settled(row)


def _is_settled(message: Mapping[str, Any]) -> bool:
    """Sent, or given up and forgotten: its body may have been emptied since."""
    forgotten = message["dead_at"] is not None and message["purged_at"] is not None
    return message["sent_at"] is not None or forgotten


def _deviations(
    scratch: sqlite3.Connection, now: Iterable[tuple[AuditedRow, bool]]
) -> Iterator[Deviation]:
    for row, only_there in now:
        here = (row.kind, row.id)
        said = scratch.execute(
            "SELECT digest, sequence FROM said WHERE kind = ? AND id = ?", here
        ).fetchone()
        if said is None or not said[0]:
            yield Deviation(
                *here, said[1] if said else 0, "it is there, and the log does not know it"
            )
        elif not only_there and said[0] != row.digest:
            yield Deviation(*here, said[1], "it is not what was written last")
        scratch.execute("DELETE FROM said WHERE kind = ? AND id = ?", here)
    for kind, row_id, sequence in scratch.execute(
        "SELECT kind, id, sequence FROM said WHERE digest != '' ORDER BY kind, id"
    ):
        yield Deviation(kind, row_id, sequence, "it was removed")


def _version(row: Mapping[str, Any]) -> Version | None:
    try:
        by = Actor.model_validate_json(row["by"])
        return Version(**{**row, "by": by})
    except ValueError:
        return None


def _head(row: Mapping[str, Any]) -> KeptHead:
    head = Head(sequence=row["sequence"], hash=row["head_hash"], document=row["document"])
    return KeptHead(row["id"], head)
