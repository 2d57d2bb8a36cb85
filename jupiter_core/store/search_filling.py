"""Making entries of the search index for what has none of the present form."""

from pydantic import ValidationError
from sqlalchemy import Connection, and_, exists
from sqlmodel import Session, col, select

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.search import FORM, SearchEntry, entry_of_contract, entry_of_invoice
from jupiter_core.store.search_tables import SearchEntryRow
from jupiter_core.store.tables import ContractRow, InvoiceRow
from jupiter_core.store.word_index import put_words, words_row


def fill_search(connection: Connection) -> None:
    """For every invoice and contract of all workspaces; what cannot be read is left out, for it is
    found by verifying and must not keep the program from starting."""
    with Session(connection) as session:
        _fill_table(session, InvoiceRow)
        _fill_table(session, ContractRow)


def _fill_table(session: Session, table: type[InvoiceRow] | type[ContractRow]) -> None:
    for workspace_id, subject_id in _missing(session, table):
        row = session.get(table, (workspace_id, subject_id))
        if isinstance(row, InvoiceRow | ContractRow):
            _fill(session, row)
            session.flush()
            session.expunge_all()


def _missing(
    session: Session, table: type[InvoiceRow] | type[ContractRow]
) -> list[tuple[str, str]]:
    present = exists().where(
        and_(
            col(SearchEntryRow.workspace_id) == table.workspace_id,
            col(SearchEntryRow.subject_id) == table.id,
            col(SearchEntryRow.form) == FORM,
        )
    )
    return list(session.exec(select(table.workspace_id, table.id).where(~present)).all())


def _fill(session: Session, row: InvoiceRow | ContractRow) -> None:
    try:
        entry = _entry(row)
    except ValidationError:
        return
    values = {**entry.model_dump(), "kind": entry.kind.value}
    session.merge(SearchEntryRow(workspace_id=row.workspace_id, form=FORM, **values))
    words = words_row(row.workspace_id, entry.kind.value, entry.subject_id, entry.indexed)
    put_words(session.connection(), [words])


def _entry(row: InvoiceRow | ContractRow) -> SearchEntry:
    if isinstance(row, InvoiceRow):
        return entry_of_invoice(Invoice.model_validate_json(row.document), row.updated_at)
    return entry_of_contract(Contract.model_validate_json(row.document), row.updated_at)
