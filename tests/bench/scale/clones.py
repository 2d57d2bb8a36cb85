"""The rows of copies of the hundred invoices, with their seals, as commands would have written
them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from jupiter_core.domain.audit import AuditedRow, AuditEntry, AuditEntryKind
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.text import key_of
from jupiter_core.store.audit_log import AuditLog
from jupiter_core.store.audit_rows import audited
from jupiter_core.store.audit_tables import AuditEntryRow
from jupiter_core.store.batch import batch_of
from jupiter_core.store.desk_tables import DeskEntryRow
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.prepared import table_of
from jupiter_core.store.reminders import ReminderLookRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.search_tables import SearchEntryRow
from jupiter_core.store.tables import CustomerRow, EventRow, InvoiceRow, TableRow, VersionRow
from jupiter_core.store.versions import VersionRepository
from jupiter_core.store.word_index import SearchWordsRow
from tests.bench.scale import naming
from tests.bench.scale import templates as t
from tests.bench.scale.patterns import Pattern
from tests.factories import NOW, WORKSPACE

Rows = dict[type[TableRow], list[list[Any]]]
"""By table, in the order of `names_in`."""

CUSTOMERS: dict[type[TableRow], str] = {CustomerRow: "id", SearchWordsRow: "subject_id"}
INVOICES: dict[type[TableRow], str] = {
    VersionRow: "subject_id",
    InvoiceRow: "id",
    SearchEntryRow: "subject_id",
    DeskEntryRow: "subject_id",
    ReminderLookRow: "invoice_id",
    SearchWordsRow: "subject_id",
    EventRow: "subject_id",
    OutboxRow: "stream",
}
"""The tables that have rows of a customer or an invoice, each with the column that names it."""

_THREE_YEARS = timedelta(days=1088)
_MOMENT = "momenttoken"
_WHOLE = {"updated_at", "at"}
"""Moments of the last change; no two rounds have the same."""
_KEPT = {"look_at"}


class Whose(NamedTuple):
    """A customer: its id, its name and the key of that, its mailbox."""

    id: str
    name: str
    key: str
    mailbox: str


def customers(count: int) -> list[Whose]:
    """So many."""
    names = [naming.name_of(n) for n in range(count)]
    ids = (naming.customer_id_of(n) for n in range(count))
    return [
        Whose(id_, name, key_of(name), f"ap{n}")
        for n, (id_, name) in enumerate(zip(ids, names, strict=True))
    ]


@cache
def names_in(table: type[TableRow]) -> list[str]:
    """The columns that are written; a position counts up by itself."""
    return [each.name for each in table_of(table).c if each.name != "position"]


class Clones:
    """Of the templates in a database, which are read once."""

    def __init__(
        self, connection: Connection, signer: Signer, rounds: int, whose: Sequence[Whose]
    ) -> None:
        self._signer, self._rounds, self._whose = signer, rounds, whose
        self._tokens = (t.ID, t.CONTRACT, t.NUMBER, t.PO, t.EXTERNAL, *_of_customer(whose[0]))
        templates = {
            (table, n): values
            for table, column in INVOICES.items()
            for n in range(t.COUNT)
            for values in _rows_of(connection, table, column, f"{t.ID}{n:03}")
        }
        self._patterns = {
            (table, n): Pattern(values, (*self._tokens, *map(str, t.dates_of(n))))
            for (table, n), values in templates.items()
        }
        self._days = [t.dates_of(n) for n in range(t.COUNT)]
        self._moments = {each: [*_moments(each[0], row)] for each, row in templates.items()}
        self._seals = self._sealed_texts(connection)
        log = AuditLog(batch_of(connection), WORKSPACE, NOW, signer)
        head = log.head()
        assert head is not None
        self._head: AuditEntry = head
        self._customer = {
            table: Pattern(values, _of_customer(whose[0]))
            for table, column in CUSTOMERS.items()
            for values in _rows_of(connection, table, column, t.CUSTOMER)
        }

    def of_customers(self, some: Sequence[Whose]) -> Rows:
        """With what the audit log says of them."""
        rows: Rows = defaultdict(list)
        said: list[AuditedRow] = []
        for each in some:
            for table, pattern in self._customer.items():
                self._add(rows, said, table, pattern.copied(_of_customer(each)))
        self._log(rows, said)
        return rows

    def of_round(self, round_: int) -> Rows:
        """One of each template, as one transaction would have written them."""
        rows: Rows = defaultdict(list)
        said: list[AuditedRow] = []
        ago = _THREE_YEARS * (self._rounds - round_) // self._rounds
        ago -= timedelta(microseconds=ago.microseconds)
        shift = timedelta(days=round_ % t.SPREAD, seconds=round_ % 80_000)
        seals: dict[int, str] = {}
        own = self._said(round_)
        said_of = [{**own, **self._said_of(n, round_)} for n in range(t.COUNT)]
        for (table, n), pattern in self._patterns.items():
            words = said_of[n]
            values = pattern.copied(words)
            for place, base, is_last in self._moments[table, n]:
                values[place] = base - (ago if is_last else shift)
            if table is VersionRow:
                seals[n] = self._signer.seal(self._text(n, words, NOW - ago))
                values[_place(table, "hash")] = seals[n]
            elif table is InvoiceRow:
                values[_place(table, "head_hash")] = seals[n]
            self._add(rows, said, table, values)
        self._log(rows, said)
        return rows

    def _said(self, round_: int) -> dict[str, str]:
        digits = naming.digits_of(round_)
        return {
            t.ID: naming.id_of(round_),
            t.CONTRACT: naming.contract_of(round_),
            t.NUMBER: digits,
            t.PO: digits,
            t.EXTERNAL: f"deal{digits}",
        }

    def _said_of(self, template: int, round_: int) -> dict[str, str]:
        days = self._days[template]
        shift = timedelta(days=round_ % t.SPREAD)
        whose = self._whose[naming.customer_of(template, round_, len(self._whose))]
        return {**{str(day): str(day - shift) for day in days}, **_of_customer(whose)}

    def _text(self, template: int, words: dict[str, str], at: datetime) -> str:
        moment = at.isoformat().replace("+00:00", "Z")
        (text,) = self._seals[template].copied({**words, _MOMENT: moment})
        return str(text)

    def _sealed_texts(self, connection: Connection) -> dict[int, Pattern]:
        scope = TransactionScope(connection, WORKSPACE, NOW, self._signer, writes=False)
        found = {}
        for n in range(t.COUNT):
            (version,) = VersionRepository(scope).of(f"{t.ID}{n:03}")
            moment = version.at.isoformat().replace("+00:00", "Z")
            text = version.text().replace(f'"at":"{moment}"', f'"at":"{_MOMENT}"')
            found[n] = Pattern([text], (*self._tokens, _MOMENT, *map(str, t.dates_of(n))))
        return found

    def _add(
        self, rows: Rows, said: list[AuditedRow], table: type[TableRow], values: list[Any]
    ) -> None:
        rows[table].append(values)
        row = audited(table, dict(zip(names_in(table), values, strict=True)))
        if row is not None:
            said.append(row)

    def _log(self, rows: Rows, said: Sequence[AuditedRow]) -> None:
        """Both as `AuditLog` does."""
        self._head = AuditEntry(
            workspace_id=WORKSPACE,
            sequence=self._head.sequence + 1,
            at=NOW,
            kind=AuditEntryKind.WRITTEN.value,
            rows=json.dumps(said, separators=(",", ":"), ensure_ascii=False),
            previous=self._head.seal,
        ).sealed(self._signer)
        values = self._head._asdict()
        rows[AuditEntryRow].append([values[name] for name in names_in(AuditEntryRow)])


def _place(table: type[TableRow], name: str) -> int:
    return names_in(table).index(name)


def _of_customer(whose: Whose) -> dict[str, str]:
    return {
        t.CUSTOMER: whose.id,
        t.NAME: whose.name,
        t.NAME.lower(): whose.key,
        t.MAILBOX: whose.mailbox,
    }


def _rows_of(
    connection: Connection, table: type[TableRow], column: str, subject: str
) -> list[list[Any]]:
    """Of an event and a message there may be several, of which the first is taken."""
    kept = table_of(table)
    query = select(*(kept.c[name] for name in names_in(table))).where(kept.c[column] == subject)
    return [[*row] for row in connection.execute(query.limit(1))]


def _moments(table: type[TableRow], values: Sequence[Any]) -> Iterator[tuple[int, datetime, bool]]:
    """Their places, and whether each is when it changed last."""
    for place, (name, value) in enumerate(zip(names_in(table), values, strict=True)):
        if isinstance(value, datetime) and name not in _KEPT:
            yield place, value, name in _WHOLE
