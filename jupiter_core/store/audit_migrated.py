"""What a migration wrote into a covered column is said in the log once it is there.

Only of rows that are, but for that column, what the log said of them last: what somebody else has
changed stays as wrong as it was.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from jupiter_core.domain.audit import AuditedRow
from jupiter_core.store.audit_repository import streamed
from jupiter_core.store.audit_rows import COVERED, audited
from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import CustomerRow, TableRow

_WRITTEN: Mapping[type[TableRow], tuple[str, ...]] = {CustomerRow: ("place_key",)}
"""Columns that a migration filled where the log was there before them: 0009."""


def say_what_migrations_wrote(scope: TransactionScope) -> None:
    """For the transaction of an upgrade; nothing where it is said already."""
    for table, columns in _WRITTEN.items():
        last = _last_words(scope, COVERED[table].kind)
        for row in streamed(scope.connection, scope.workspace_id, table):
            before = audited(table, {**row, **dict.fromkeys(columns)})
            if before and any(row[each] for each in columns) and last.get(before.id) == before:
                scope.log.note(table, row)


def _last_words(scope: TransactionScope, kind: str) -> dict[str, AuditedRow]:
    """Of each row of a kind, by its id."""
    entries = (
        select(col(AuditEntryRow.rows))
        .where(col(AuditEntryRow.workspace_id) == scope.workspace_id)
        .where(col(AuditEntryRow.rows).contains(json.dumps([kind])[:-1], autoescape=True))
        .order_by(col(AuditEntryRow.sequence))
    )
    words: dict[str, AuditedRow] = {}
    for (rows,) in scope.connection.execute(entries):
        for row in _read(rows):
            if row.kind == kind:
                words[row.id] = row
    return words


def _read(rows: str) -> list[AuditedRow]:
    """Nothing of what was not written here; the proof of the log says so."""
    try:
        read: list[Any] = json.loads(rows)
        return [AuditedRow(*each) for each in read]
    except (ValueError, TypeError):
        return []
