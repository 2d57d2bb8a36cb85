"""Nothing is written past the audit log."""

import pytest
from sqlmodel import SQLModel, col

from jupiter_core.domain.audit import AuditedRow
from jupiter_core.domain.refusals import AlreadyTaken
from jupiter_core.domain.version import Version
from jupiter_core.ports import Store
from jupiter_core.store import Database
from jupiter_core.store.audit_rows import COVERED
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import CustomerRow, InvoiceRow
from tests.factories import A_SIGNER, NOW, SAM, WORKSPACE, a_customer, a_draft
from tests.jupiter_core.store.histories import add, edit

APART = {
    *("versions", "forms", "claimed_keys", "answers", "handovers", "delivery_attempts"),
    *("api_key_uses", "audit_entries", "anchors", "rate_limits", "held_changes"),
    "conversation",
    "tax_forms",
    "po_documents",
    "po_document_files",
    "forwarded_links",
    "desk_entries",
    "reminder_looks",
    "bank_payers",
    "search_entries",
    "search_words",
    "desk_sums",
    "outbox_holds",
    "known_people",
    "known_channels",
    "installations",
    "member_workspaces",
    "install_states",
    "worker_beats",
    "words_to_forget",
    "sent_to_forget",
}
"""Versions have chains of their own; the others prove nothing that anybody relies on."""


def rows(database: Database) -> list[list[AuditedRow]]:
    with database.read(WORKSPACE) as uow:
        return [entry.audited() for entry in uow.audit.entries()]


def test_every_table_is_in_the_log_or_apart_from_it_on_purpose() -> None:
    covered = {str(table.__tablename__) for table in COVERED}
    assert covered | APART == set(SQLModel.metadata.tables)
    assert not covered & APART


def test_one_transaction_makes_one_entry_with_the_last_word_on_each_row(
    database: Database,
) -> None:
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft())
        edit(uow, "second")
        uow.customers.save(a_customer())
    (entry,) = rows(database)
    assert [each.kind for each in entry] == ["invoice", "customer"]


def test_what_only_reads_or_fails_makes_none(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        uow.customers.search("acme")
    with pytest.raises(ZeroDivisionError), database.write(WORKSPACE) as uow:
        uow.customers.save(a_customer())
        raise ZeroDivisionError
    assert rows(database) == []


def test_the_last_seal_is_another_one_after_each_write_of_the_workspace_alone(
    store: Store,
) -> None:
    seals = []
    for name in ("", "Acme", "Globex"):
        if name:
            with store.write(WORKSPACE) as uow:
                uow.customers.save(a_customer(name=name))
        with store.read(WORKSPACE) as uow, store.read("T0OTHER") as other:
            seals.append((uow.audit.seal(), other.audit.seal()))
    assert (seals[0], {other for _, other in seals}) == (("", ""), {""})
    assert len({seal for seal, _ in seals}) == 3


def test_a_refused_row_is_not_in_it(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        uow.customers.save(a_customer())
        with pytest.raises(AlreadyTaken):
            uow.customers.save(a_customer().model_copy(update={"id": "another"}))
    ((only,),) = rows(database)
    assert only.id == a_customer().id


def test_a_covered_row_is_never_changed_in_part(database: Database) -> None:
    with database.engine.begin() as connection:
        scope = TransactionScope(connection, WORKSPACE, NOW, A_SIGNER, writes=True)
        with pytest.raises(ValueError, match="replaced as a whole"):
            scope.update(InvoiceRow, state="void")
        with pytest.raises(ValueError, match="removed by itself"):
            scope.delete(CustomerRow, col(CustomerRow.id) == "customer-acme")


def test_a_version_that_no_key_has_sealed_is_not_kept(database: Database) -> None:
    invoice = a_draft()
    unsealed = Version.sealed(
        invoice, at=NOW, by=SAM, why="invoice.created", note="", previous_hash="0" * 64
    )
    with (
        database.write(WORKSPACE) as uow,
        pytest.raises(ValueError, match="sealed with a key"),
    ):
        uow.invoices.add(invoice, unsealed)
