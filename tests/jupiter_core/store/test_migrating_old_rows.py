"""A database of the first version, with rows in it, is brought to the present one unharmed."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, make_url, text

from jupiter_core.domain.aging import AgingLook, Figure
from jupiter_core.domain.audit import AuditEntryKind
from jupiter_core.domain.desk import DeskLook, DeskSection, LocalDays, entry_of_invoice
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import sha256_hex
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import AlreadyTaken
from jupiter_core.domain.seal import is_keyed
from jupiter_core.domain.search import Sight, Term, Wanted
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import ContractFilter, InvoiceFilter, PaymentFilter, UnitOfWork
from jupiter_core.queries.verify import prove, verify
from jupiter_core.store import Database
from jupiter_core.store.engine import writing
from jupiter_core.store.migrations.versions.v0060_desk_sums import filling
from tests.factories import A_SIGNER, NOW, SAM, WORKSPACE, a_customer, a_draft, a_sender_profile
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer
from tests.jupiter_core.store.histories import ID, a_draft_of, a_message, add, an_event, edit, save
from tests.jupiter_core.store.test_pages import a_proposal

NEW_TABLES = {
    "bank_statements",
    "bank_entries",
    "bank_payers",
    "statement_columns",
    "payments",
    "payment_invoices",
    "held_changes",
    "api_keys",
    "answers",
    "handovers",
    "webhook_endpoints",
    "delivery_attempts",
    "audit_entries",
    "anchors",
    "api_key_uses",
    "rate_limits",
    "mail_domains",
    "desk_entries",
    "reminder_looks",
    "search_entries",
    "search_words",
    "desk_sums",
    *("search_grams", "search_grams_config", "search_grams_data", "search_grams_idx"),
    "account_mappings",
    "conversation",
    "tax_forms",
    "forwarded_links",
    "purchase_orders",
    "products",
    "po_documents",
    "po_document_files",
    "outbox_holds",
    "known_people",
    "known_channels",
    "installations",
    "member_workspaces",
    "install_states",
    "worker_beats",
    "words_to_forget",
    "sent_to_forget",
    "settings_looks",
}
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Tables as the first migration made them."""
    with closing(opened(new_url(request.param, request, tmp_path))) as database:
        upgrade(database, "0001")
        yield database


def new_url(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """Of a database without tables."""
    if kind == "sqlite":
        return f"sqlite:///{folder}/old.db"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database()


def opened(url: str) -> Database:
    return Database(url, FixedClock(), CountingIds(), A_SIGNER)


@contextmanager
def writer(database: Database) -> Iterator[Connection]:
    with writing(database.engine).begin() as connection:
        yield connection


def upgrade(database: Database, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "jupiter_core.store:migrations")
    with writer(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def rows_of_the_present(
    tmp_path: Path, more: Callable[[UnitOfWork], object] | None = None
) -> dict[str, list[dict[str, Any]]]:
    """What today's code writes into a database of its own, by table."""
    tables_at(tmp_path / "present.db")
    url = f"sqlite:///{tmp_path}/present.db"
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        with database.write(WORKSPACE) as uow:
            add(uow, a_draft())
            edit(uow, "second")
            a_proposal(uow, "contract-1")
            uow.customers.save(a_customer())
            uow.sender_profiles.save(a_sender_profile())
            uow.events.add(an_event("event-1", ID))
            uow.outbox.put(a_message("message-1"))
            if more:
                more(uow)
        with writer(database) as connection:
            tables = set(inspect(connection).get_table_names()) - NEW_TABLES - {"alembic_version"}
            return {
                table: [
                    dict(row)
                    for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()
                ]
                for table in tables
            }


def as_of_before(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The same as the first version wrote it: no external ids, and versions sealed over that."""
    older = {table: [_without_external_id(row) for row in found] for table, found in rows.items()}
    heads: dict[str, str] = {}
    for row in sorted(older["versions"], key=lambda each: (each["subject_id"], each["sequence"])):
        row["previous_hash"] = heads.get(row["subject_id"], GENESIS)
        row["hash"] = heads[row["subject_id"]] = _resealed(row)
    for table in ("invoices", "contracts"):
        for row in older[table]:
            row["head_hash"] = heads[row["id"]]
    return older


def _without_external_id(row: dict[str, Any]) -> dict[str, Any]:
    if "document" not in row:
        return row
    document = json.loads(row["document"])
    document.pop("external_id", None)
    plain = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {**row, "document": plain}


def _resealed(row: dict[str, Any]) -> str:
    given = {**row, "by": json.loads(row["by"]), "at": NOW}
    return sha256_hex(
        Version.model_validate({k: v for k, v in given.items() if k in Version.model_fields}).text()
    )


def fill(database: Database, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Into the columns that there are."""
    with writer(database) as connection:
        for table, found in rows.items():
            kinds = {each["name"]: each["type"] for each in inspect(connection).get_columns(table)}
            for row in found:
                here = {name: _as(kinds[name], row[name]) for name in row if name in kinds}
                names = ", ".join(f'"{name}"' for name in here)
                values = ", ".join(f":{name}" for name in here)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), here)


def _as(kind: object, kept: Any) -> Any:
    """What SQLite kept, for a column of this kind of either database."""
    if kept is None or str(kind) not in {"BOOLEAN", "TIMESTAMP"}:
        return kept
    return bool(kept) if str(kind) == "BOOLEAN" else f"{kept}+00:00"


@pytest.fixture(scope="module", params=KINDS)
def migrated_once(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, str]:
    """The kind and the URL of one that each test has a copy of."""
    folder = tmp_path_factory.mktemp("migrated")
    url = new_url(request.param, request, folder)
    with closing(opened(url)) as database:
        upgrade(database, "0001")
        fill(database, as_of_before(rows_of_the_present(folder)))
        database.migrate()
    return request.param, url


@pytest.fixture
def migrated(
    migrated_once: tuple[str, str], request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Database]:
    kind, url = migrated_once
    if kind == "sqlite":
        copied = f"sqlite:///{shutil.copy(str(make_url(url).database), tmp_path)}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        copied = server.new_database(str(make_url(url).database))
    with closing(opened(copied)) as database:
        yield database


def test_what_was_there_is_still_there_and_still_proves_its_history(migrated: Database) -> None:
    assert verify(migrated, WORKSPACE) == []
    with migrated.read(WORKSPACE) as uow:
        assert uow.invoices.get(ID).content.memo == "second"
        assert uow.invoices.get(ID).external_id == ""
        assert uow.customers.get("customer-acme") == a_customer()
        assert "external_id" not in uow.versions.at(ID, 1).document


def test_the_new_columns_are_filled_from_the_documents(migrated: Database) -> None:
    with migrated.read(WORKSPACE) as uow:
        wanted = ContractFilter(customer_id="customer-acme")
        assert [each.id for each in uow.contracts.page(wanted)] == ["contract-1"]
        named = uow.events.page(names=(EventName.INVOICE_AMENDED,), limit=5)
        assert [event.id for _, event in named] == ["event-1"]
        assert uow.events.page(names=(EventName.INVOICE_PAID,), limit=5) == []


def test_the_desk_has_an_entry_of_each_invoice_and_contract(migrated: Database) -> None:
    look = DeskLook(person="U0SAM", whose="", days=LocalDays(usual=NOW.date()), at=NOW)
    with migrated.read(WORKSPACE) as uow:
        found = uow.desk.entries(DeskSection.DRAFTS, look)
        kept = entry_of_invoice(uow.invoices.get(ID), NOW)
    assert {each.subject_id for each in found} == {ID, "contract-1"}
    assert kept in found


def test_a_customer_of_before_shares_their_name_with_another_place_only(migrated: Database) -> None:
    elsewhere = a_customer().address.model_copy(update={"city": "Oslo"})
    with migrated.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(id="oslo", address=elsewhere))
        with pytest.raises(AlreadyTaken):
            uow.customers.save(a_customer(id="again"))


def test_work_goes_on_where_it_was(migrated: Database) -> None:
    with migrated.write(WORKSPACE) as uow:
        edit(uow, "third")
        a_draft_of(uow, "new", external_id="deal-1")
        assert [each.id for each in uow.invoices.page(InvoiceFilter())] == ["new", ID]
    assert verify(migrated, WORKSPACE) == []
    claimed = migrated.outbox.claim(owner="w", now=NOW, lease_until=NOW, limit=9)
    assert claimed == [a_message("message-1")]


def test_the_seals_of_before_are_those_of_the_documents_of_before(migrated: Database) -> None:
    with migrated.read(WORKSPACE) as uow:
        first, second = uow.versions.of(ID)
    seal_of_before = sha256_hex(first.text())
    assert (first.by, seal_of_before, second.previous_hash) == (SAM, first.hash, first.hash)


def test_what_was_there_is_adopted_in_the_same_transaction(
    migrated: Database,
) -> None:
    with migrated.read(WORKSPACE) as uow:
        (entry,) = uow.audit.entries()
    assert (entry.kind, entry.sequence, is_keyed(entry.seal)) == (AuditEntryKind.ADOPTED, 1, True)
    kinds = {each.kind for each in entry.audited()}
    assert {"invoice", "contract", "customer", "legal entity", "event", "message"} <= kinds


def test_versions_of_before_are_counted_as_sealed_without_a_key(
    migrated: Database,
) -> None:
    with migrated.write(WORKSPACE) as uow:
        edit(uow, "third")
    proof = prove(migrated, WORKSPACE)
    assert (proof.broken, proof.adopted_at) == ((), NOW)
    assert (proof.versions, proof.unkeyed) == (4, 3)


def test_a_history_of_before_that_is_rewritten_after_it_was_adopted_is_found(
    migrated: Database,
) -> None:
    with migrated.engine.begin() as connection:
        head = text("UPDATE invoices SET head_hash = :hash WHERE id = :id")
        connection.execute(head, {"hash": "a" * 64, "id": ID})
    assert [each.subject_id for each in verify(migrated, WORKSPACE)] == [ID]


def test_opening_it_again_adopts_nothing_more(migrated: Database) -> None:
    with migrated.engine.begin() as connection:
        connection.execute(text("DELETE FROM customers"))
    migrated.migrate()
    assert [each.problem for each in verify(migrated, WORKSPACE)] == ["it was removed"]


def a_payment_of_before(uow: UnitOfWork) -> None:
    """Issued, paid in two parts, and none of that in a table of its own."""
    uow.numbers.take("sender-us", "JUS-")
    issued = a_draft_of(uow, "paid", number="JUS-000001", state=State.ISSUED, revision=1)
    parts = (("45000.00", State.PARTIALLY_PAID), ("1345000.00", State.PAID))
    for n, (paid, state) in enumerate(parts, start=2):
        changes = {"paid": Money.of(paid, "USD"), "state": state, "sequence": n}
        save(uow, issued.model_copy(update=changes))


def test_payments_of_before_have_their_rows_to_the_cent_and_once(
    old: Database, tmp_path: Path
) -> None:
    fill(old, as_of_before(rows_of_the_present(tmp_path, a_payment_of_before)))
    for _ in range(2):
        old.migrate()
        with old.read(WORKSPACE) as uow:
            found = {each.id: each for each in uow.payments.page(PaymentFilter())}
            of_it = [each.id for each in uow.payments.of_invoice("paid")]
        assert {name: str(each.amount) for name, each in found.items()} == {
            "paid-2": "45000.00",
            "paid-3": "1300000.00",
        }
        assert of_it == ["paid-2", "paid-3"]
        assert found["paid-3"].received_on == date(2026, 11, 22)
        assert found["paid-3"].free.minor == 0
    assert verify(old, WORKSPACE) == []
    assert prove(old, WORKSPACE).broken == ()


def open_invoices_of_before(uow: UnitOfWork) -> None:
    """Three that something is due on, and of one it was told; one is void."""
    for name, state in (
        *(("told", State.ISSUED), ("untold", State.ISSUED), ("unseen", State.PARTIALLY_PAID)),
        ("void", State.VOID),
    ):
        a_draft_of(uow, name, state=state)
    late = {"name": EventName.INVOICE_OVERDUE}
    uow.events.add(an_event("event-2", "told").model_copy(update=late))


def test_what_the_timer_watches_follows_from_what_was_told_and_looked_at(
    old: Database, tmp_path: Path
) -> None:
    fill(old, as_of_before(rows_of_the_present(tmp_path, open_invoices_of_before)))
    upgrade(old, "0039")
    today, sequence = NOW.date().isoformat(), a_draft().sequence
    looks = [
        {"invoice_id": name, "sequence": seen, "looked_on": today, "next_on": ""}
        for name, seen in (("told", sequence), ("untold", sequence + 1), ("void", sequence))
    ]
    fill(old, {"reminder_looks": [{"workspace_id": WORKSPACE, **each} for each in looks]})
    old.migrate()
    with old.read(WORKSPACE) as uow:
        assert uow.reminders.untold(LocalDays(usual=date(2030, 1, 1))) == ["unseen", "untold"]
        assert uow.reminders.untold(LocalDays(usual=NOW.date())) == []
        assert uow.reminders.waiting(LocalDays(usual=NOW.date())) == ["unseen", "untold"]
        assert uow.reminders.waiting(LocalDays(usual=date(2030, 1, 1))) == [
            *("told", "unseen", "untold")
        ]


def test_what_was_there_is_found_by_words_and_summed_by_day(old: Database, tmp_path: Path) -> None:
    fill(old, as_of_before(rows_of_the_present(tmp_path, a_payment_of_before)))
    old.migrate()
    words = (Term(text="corporation"), Term(number="jus-1"))
    wanted = Wanted(sight=Sight(person="U", everything=True), today=NOW.date(), terms=words)
    with old.read(WORKSPACE) as uow:
        assert [each.subject_id for each in uow.search.page(wanted)] == ["paid"]
        assert [each.id for each in uow.customers.search("cme corp")] == ["customer-acme"]
        (usd,) = uow.aging.by_currency(AgingLook(days=LocalDays(usual=NOW.date())))
    # The one that was paid whole; the draft beside it was not issued.
    assert usd.issued == Figure(minor=1_345_000_00, count=1)
    with writer(old) as connection:
        kept = [*connection.execute(text(_SUMS)).all()]
        connection.execute(text("DELETE FROM desk_sums"))
        for statement in filling(connection.dialect.name):
            connection.execute(text(statement))
        assert [*connection.execute(text(_SUMS)).all()] == kept


_SUMS = (
    "SELECT whose, kind, day, currency, seller_id, count, high, low FROM desk_sums"
    " ORDER BY whose, kind, day"
)
