"""What names somebody, in all that has to be kept.

Who is named in a text is looked for here and not in SQL: SQLite's `lower()` knows the letters of
ASCII only, and PostgreSQL's those of the database's locale. To read all of it takes seconds. But
each change is in the audit log, a new version as a change of its invoice or contract: what was
found at a moment is so still, but for what the log has since then.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from jupiter_core.domain.audit import AuditedRow
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.text import key_of
from jupiter_core.ports import Mentions
from jupiter_core.store.audit_rows import COVERED
from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.payment_tables import PaymentRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.statement_tables import BankEntryRow
from jupiter_core.store.tables import (
    ContractRow,
    CustomerRow,
    EventRow,
    InvoiceRow,
    TableRow,
    VersionRow,
)

_AT_ONCE = 500
_Row = tuple[str, str]
"""A kind and an id, as the audit log has them."""


class Naming:
    """What is looked for, in any letter case of any alphabet, as JSON has it."""

    def __init__(self, text: str) -> None:
        self._key = key_of(canonical_json(text)[1:-1])

    def among(self, *texts: str) -> bool:
        """Whether one of them says so anywhere."""
        return any(self._key in key_of(text) for text in texts)


class _Kept(NamedTuple):
    """A table with names in it: under which `kinds` the audit log tells of changes, by which
    `column` they are found, and where somebody may be named."""

    table: type[TableRow]
    kinds: frozenset[str]
    column: str
    texts: tuple[str, ...] = ("document",)

    @property
    def kind(self) -> str:
        """The one that stands for all: an id is of one thing only."""
        return min(self.kinds)


_PAPERS = frozenset({COVERED[InvoiceRow].kind, COVERED[ContractRow].kind})
_KEPT = (
    _Kept(VersionRow, _PAPERS, "subject_id", ("by", "note", "document")),
    *(
        _Kept(table, frozenset({COVERED[table].kind}), "id")
        for table in (EventRow, PaymentRow, BankEntryRow)
    ),
)
_CUSTOMERS = _Kept(CustomerRow, frozenset({COVERED[CustomerRow].kind}), "id")


def look(scope: TransactionScope, text: str) -> Mentions:
    """See `Erasure.look`. The entries are counted first, so that what is written meanwhile is
    written since."""
    entries, found = _entries(scope), Counter[_Row]()
    for kept in (*_KEPT, _CUSTOMERS):
        found += _found(scope, text, kept)
    return Mentions(text, entries, found)


def count_now(scope: TransactionScope, text: str, known: Mentions | None) -> int:
    """See `Erasure.mentions`."""
    return sum(each.total() for each in _now(scope, text, known, *_KEPT))


def customers_now(scope: TransactionScope, text: str, known: Mentions | None) -> list[str]:
    """See `Erasure.customers_naming`."""
    (found,) = _now(scope, text, known, _CUSTOMERS)
    return sorted(customer_id for _, customer_id in found)


def _now(
    scope: TransactionScope, text: str, known: Mentions | None, *tables: _Kept
) -> Iterator[Counter[_Row]]:
    """Of each of these tables."""
    if known is None or known.text != text:
        yield from (_found(scope, text, kept) for kept in tables)
        return
    changed = _changed(scope, known)
    for kept in tables:
        ids = {each.id for each in changed if each.kind in kept.kinds}
        before = {row: n for row, n in known.found.items() if row[0] == kept.kind}
        now = Counter({row: n for row, n in before.items() if row[1] not in ids})
        for some in _few(sorted(ids)):
            now += _found(scope, text, kept, col(getattr(kept.table, kept.column)).in_(some))
        yield now


def _found(
    scope: TransactionScope, text: str, kept: _Kept, *where: ColumnElement[bool]
) -> Counter[_Row]:
    """Reads columns of rows, and no objects: there may be millions."""
    names, columns = Naming(text), (kept.column, *kept.texts)
    query = scope.select(kept.table).where(*where)
    some = query.with_only_columns(*(getattr(kept.table, each) for each in columns))
    rows: Iterable[Sequence[Any]] = scope.connection.execute(
        some, execution_options={"yield_per": _AT_ONCE}
    )
    return Counter((kept.kind, row_id) for row_id, *texts in rows if names.among(*texts))


def _changed(scope: TransactionScope, known: Mentions) -> set[AuditedRow]:
    """Since then, and in this transaction."""
    for kept in (*_KEPT, _CUSTOMERS):
        scope.select(kept.table)  # what it is to write later is written, and noted
    query = select(col(AuditEntryRow.rows)).where(
        col(AuditEntryRow.workspace_id) == scope.workspace_id,
        col(AuditEntryRow.sequence) > known.entries,
    )
    later = scope.connection.execute(query).scalars()
    said = [AuditedRow(*row) for rows in later for row in json.loads(rows)]
    return {*said, *scope.log.mark().values()}


def _entries(scope: TransactionScope) -> int:
    query = select(func.max(col(AuditEntryRow.sequence))).where(
        col(AuditEntryRow.workspace_id) == scope.workspace_id
    )
    return int(scope.connection.execute(query).scalar() or 0)


def _few(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[begin : begin + _AT_ONCE] for begin in range(0, len(ids), _AT_ONCE))
