"""What a migration wrote into a covered column is said in the log once it is there.

Only of rows that are, but for that column, what the log said of them last: what somebody else has
changed stays as wrong as it was.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
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
_AT_ONCE = 500
"""Rows that an entry of the log has, and entries that are held."""


def say_what_migrations_wrote(scope: TransactionScope) -> None:
    """For the transaction of an upgrade; nothing where it is said already. What the log said last
    of each row is in a file of SQLite's own meanwhile: there may be many."""
    for table, columns in _WRITTEN.items():
        with closing(sqlite3.connect("")) as scratch:
            _note_last_words(scope, COVERED[table].kind, scratch)
            said = 0
            for row in streamed(scope.connection, scope.workspace_id, table):
                before = audited(table, {**row, **dict.fromkeys(columns)})
                if before and any(row[each] for each in columns) and _is_last(scratch, before):
                    scope.log.note(table, row)
                    said += 1
                    if said % _AT_ONCE == 0:
                        scope.log.keep()


def _is_last(scratch: sqlite3.Connection, row: AuditedRow) -> bool:
    found = scratch.execute("SELECT digest FROM said WHERE id = ?", (row.id,)).fetchone()
    return bool(found == (row.digest,))


def _note_last_words(scope: TransactionScope, kind: str, scratch: sqlite3.Connection) -> None:
    """Of each row of a kind, by its id."""
    scratch.execute("CREATE TABLE said (id PRIMARY KEY, digest) WITHOUT ROWID")
    entries = (
        select(col(AuditEntryRow.rows))
        .where(col(AuditEntryRow.workspace_id) == scope.workspace_id)
        .where(col(AuditEntryRow.rows).contains(json.dumps([kind])[:-1], autoescape=True))
        .order_by(col(AuditEntryRow.sequence))
    )
    found = scope.connection.execute(entries, execution_options={"yield_per": _AT_ONCE})
    said = (each for (rows,) in found for each in _read(rows))
    words = ((each.id, each.digest) for each in said if each.kind == kind)
    scratch.executemany("INSERT OR REPLACE INTO said VALUES (?, ?)", words)


def _read(rows: str) -> Iterator[AuditedRow]:
    """Nothing of what was not written here; the proof of the log says so."""
    try:
        read: list[Any] = json.loads(rows)
        yield from [AuditedRow(*map(str, each)) for each in read]
    except (ValueError, TypeError):
        return
