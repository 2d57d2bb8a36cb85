"""Making entries of the search index for what has none of the present form.

A start where there is nothing to make reads no row: it asks an index for other forms, and counts.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Select, exists, func, or_, select, tuple_
from sqlmodel import col

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.search import FORM, SearchEntry, entry_of_contract, entry_of_invoice
from jupiter_core.store.direct import do_each, find
from jupiter_core.store.prepared import select_by, upsert_of
from jupiter_core.store.rows import rows_in
from jupiter_core.store.search_tables import SearchEntryRow
from jupiter_core.store.tables import ContractRow, InvoiceRow
from jupiter_core.store.word_index import put_words, words_row

_AT_ONCE = 500
"""Entries that are held before they are written, and keys that are looked through at once."""
_ENTRY = (col(SearchEntryRow.workspace_id), col(SearchEntryRow.subject_id))
_INVOICE = select_by(InvoiceRow, ("id",), lock=False)
_CONTRACT = select_by(ContractRow, ("id",), lock=False)

Key = tuple[str, str]
"""The workspace and the id of an invoice or a contract."""


def fill_search(connection: Connection) -> None:
    """For every invoice and contract of all workspaces; what cannot be read is left out, for it is
    found by verifying and must not keep the program from starting."""
    _fill_other_forms(connection)
    if _count(connection, InvoiceRow, ContractRow) != _count(connection, SearchEntryRow):
        for table in (InvoiceRow, ContractRow):
            for keys in _without_entry(connection, table):
                _fill(connection, keys)


def _fill_other_forms(connection: Connection) -> None:
    """Where they are few, all at once, by the index of forms; else in the order of their keys."""
    form = col(SearchEntryRow.form)
    some = select(*_ENTRY).where(or_(form < FORM, form > FORM)).limit(_AT_ONCE)
    if len(few := _keys(connection, some)) < _AT_ONCE:
        _fill(connection, few)
        return
    # A sum is in no index, so that each page goes on in the primary key rather than sort them all.
    other, behind = select(*_ENTRY).where(form + 0 != FORM), tuple_(*_ENTRY) > ("", "")
    while keys := _keys(connection, other.where(behind).order_by(*_ENTRY).limit(_AT_ONCE)):
        _fill(connection, keys)
        behind = tuple_(*_ENTRY) > keys[-1]


def _count(connection: Connection, *tables: type[InvoiceRow | ContractRow | SearchEntryRow]) -> int:
    counts = (select(func.count()).select_from(table) for table in tables)
    return sum(int(connection.execute(count).scalar_one()) for count in counts)


def _without_entry(
    connection: Connection, table: type[InvoiceRow] | type[ContractRow]
) -> Iterator[list[Key]]:
    """Of each few of them, from behind the last ones: a cursor would meet what is written
    meanwhile."""
    key = (col(table.workspace_id), col(table.id))
    same = (each == its for each, its in zip(_ENTRY, key, strict=True))
    query, behind = select(*key), tuple_(*key) > ("", "")
    without = query.where(~exists().where(*same))
    while keys := _keys(connection, query.where(behind).order_by(*key).limit(_AT_ONCE)):
        yield _keys(connection, without.where(behind, tuple_(*key) <= keys[-1]))
        behind = tuple_(*key) > keys[-1]


def _keys(connection: Connection, query: Select[str, str]) -> list[Key]:
    return [(row[0], row[1]) for row in connection.execute(query)]


def _fill(connection: Connection, keys: Iterable[Key]) -> None:
    """Those of them that can be read."""
    entries, words = list[dict[str, Any]](), list[dict[str, str]]()
    for workspace_id, subject_id in keys:
        entry = _entry(connection, workspace_id, subject_id)
        if entry is not None:
            here = {"workspace_id": workspace_id, "subject_id": subject_id, "form": FORM}
            entries.append({**entry.model_dump(), "kind": entry.kind.value, **here})
            words.append(words_row(workspace_id, entry.kind.value, subject_id, entry.indexed))
    do_each(connection, upsert_of(SearchEntryRow, connection.dialect.name, ()), entries)
    put_words(connection, words)


def _entry(connection: Connection, workspace_id: str, subject_id: str) -> SearchEntry | None:
    """None for what cannot be read; ids of invoices and contracts differ."""
    here = {"ours": workspace_id, "id": subject_id}
    try:
        for row in rows_in(InvoiceRow, *find(connection, _INVOICE, here)):
            return entry_of_invoice(Invoice.model_validate_json(row.document), row.updated_at)
        for its in rows_in(ContractRow, *find(connection, _CONTRACT, here)):
            return entry_of_contract(Contract.model_validate_json(its.document), its.updated_at)
    except ValidationError:
        pass
    return None
