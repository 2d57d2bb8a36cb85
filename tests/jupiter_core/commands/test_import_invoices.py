"""What is open on another system's invoices: here it is owed, and it disturbs nothing of ours."""

from datetime import date
from pathlib import Path

import pytest

from bot.intake.imports.reading import read_import
from bot.intake.imports.told import Told
from jupiter_core.commands.importing import ImportChoice
from jupiter_core.commands.imports import plan_import, run_import
from jupiter_core.commands.overdue import tell_overdue
from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.commands.reissue import (
    DuplicateInvoice,
    ReissueInvoice,
    Way,
    duplicate_invoice,
    reissue_invoice,
)
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.events import EventName
from jupiter_core.domain.importing import Fate, ImportKind, ImportPlan
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import CarriedOver, NothingToImport, NotPermitted
from jupiter_core.ports import NoEInvoice
from jupiter_core.queries.aging import aging
from jupiter_core.queries.exports.journal import journal
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, SAM, WORKSPACE, a_customer, a_sender_profile
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.ledger import a_mapping
from tests.harness.workspace import MemoryWorkspace

HEADER = "Invoice Number,Customer,Invoice Date,Due Date,Total,Amount Due,Currency,Reference"
OPEN = "INV-77,Acme Corporation,2026-08-01,2026-09-15,1200.00,400.00,USD,PO-9"
PAID = "INV-78,Acme Corporation,2026-08-01,2026-09-15,1200.00,0.00,USD,"
QUICKBOOKS = Told(system="QuickBooks")


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def planned(
    desk: MemoryWorkspace, *rows: str, told: Told = QUICKBOOKS, by: Actor = FIONA
) -> ImportPlan:
    return _done(desk, rows, told, by, dry_run=True)


def imported(
    desk: MemoryWorkspace, *rows: str, told: Told = QUICKBOOKS, by: Actor = FIONA
) -> ImportPlan:
    return _done(desk, rows, told, by, dry_run=False)


def _done(
    desk: MemoryWorkspace, rows: tuple[str, ...], told: Told, by: Actor, *, dry_run: bool
) -> ImportPlan:
    content = "\n".join((HEADER, *rows)).encode()
    read = read_import(content, "open.csv", ImportKind.OPEN_INVOICES, told)
    do = plan_import if dry_run else run_import
    with desk.writing() as uow:
        return do(read.found, ImportChoice(by=by), uow, desk.renderer)


def carried(desk: MemoryWorkspace, number: str = "INV-77") -> Invoice:
    with desk.reading() as uow:
        found = uow.invoices.find_number(number)
    assert found
    return found


def bad(desk: MemoryWorkspace, *rows: str, told: Told = QUICKBOOKS) -> list[str]:
    return [each.words for each in planned(desk, *rows, told=told).bad]


def test_what_is_open_is_owed_under_the_old_number_since_the_old_day(desk: MemoryWorkspace) -> None:
    plan = imported(desk, OPEN, PAID)

    assert [len(plan.of(fate)) for fate in (Fate.NEW, Fate.SETTLED)] == [1, 1]
    invoice = carried(desk)
    assert (invoice.state, invoice.amount_due) == (State.ISSUED, Money.of("400.00", "USD"))
    assert invoice.content.issue_date == date(2026, 8, 1)
    assert invoice.content.due_date == date(2026, 9, 15)
    assert invoice.content.po_number == "PO-9"
    assert invoice.content.lines[0].description == (
        "Balance brought forward from QuickBooks, invoice INV-77"
    )
    assert invoice.content.memo == "Invoice total: USD 1,200.00."
    assert invoice.content.totals.tax == Money.zero("USD")
    with desk.reading() as uow:
        (sums,) = aging(uow).currencies
    assert sums.owed.minor == 40000


def test_what_is_open_is_told_in_the_language_of_the_customers_paper(
    desk: MemoryWorkspace,
) -> None:
    with desk.writing() as uow:
        uow.customers.save(a_customer(language="it"))
    imported(desk, OPEN)

    content = carried(desk).content
    assert content.lines[0].description == "Saldo riportato da QuickBooks, fattura INV-77"
    assert content.memo == "Totale fattura: 1.200,00\u00a0USD."


def test_it_takes_no_number_and_the_next_invoice_of_ours_has_no_gap(tmp_path: Path) -> None:
    clock = FixedClock()
    tables_at(tmp_path / "x.sqlite3")
    database = Database(f"sqlite:///{tmp_path}/x.sqlite3", clock, CountingIds(), A_SIGNER)
    desk = MemoryWorkspace(store=database, clock=clock)
    before = desk.issued()
    imported(desk, OPEN)
    after = desk.issued()

    assert (before.number, after.number) == ("JUS-000001", "JUS-000002")
    assert verify(database, WORKSPACE) == []
    database.close()


def test_it_is_paid_and_its_journal_has_the_payment_alone(desk: MemoryWorkspace) -> None:
    imported(desk, OPEN)
    invoice = carried(desk)
    with desk.writing() as uow:
        uow.account_mappings.save(a_mapping())
        payment = RecordPayment(
            by=FIONA,
            amount=Money.of("400.00", "USD"),
            shares=(Share(invoice_id=invoice.id, amount=Money.of("400.00", "USD")),),
        )
        record_payment(payment, uow)

    assert carried(desk).state is State.PAID
    with desk.reading() as uow:
        year = Period(first=date(2026, 1, 1), last=date(2026, 12, 31))
        (entry,) = journal(uow, year, a_mapping())
    assert sorted(each.amount.minor for each in entry.lines) == [-40000, 40000]


def test_nobody_is_mailed_or_told_in_a_channel_and_approvers_hear_the_sum(
    desk: MemoryWorkspace,
) -> None:
    before = len(desk.messages())
    imported(desk, OPEN)
    kinds = {(each.destination, each.kind) for each in desk.messages()[before:]}
    assert kinds == {("slack", "direct"), ("slack", "admins")}
    with desk.reading() as uow:
        ((_, event),) = uow.events.page(names=[EventName.IMPORTED], limit=5)
    assert event.note == "open.csv: 1 open invoice added."
    assert event.changes[0].words == "Open invoices of QuickBooks added: USD 400.00"


def test_what_was_overdue_already_is_told_by_the_summary_alone(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"finance_channel": "C0FINANCE"}))
    due_later = "INV-80,Acme Corporation,2026-08-01,2026-12-01,,5.00,USD,"
    imported(desk, OPEN, due_later)
    before = len(desk.messages())
    desk.clock.advance(days=30)
    with desk.writing() as uow:
        for number in ("INV-77", "INV-80"):
            assert tell_overdue(uow, carried(desk, number).id) == 1

    told = [each for each in desk.messages()[before:] if each.destination == "slack"]
    assert {each.body["invoice_id"] for each in told} == {carried(desk, "INV-80").id}
    assert carried(desk).deal_channel == "C0FINANCE"


def test_the_same_file_changes_nothing_though_it_was_paid_meanwhile(desk: MemoryWorkspace) -> None:
    imported(desk, OPEN)
    with pytest.raises(NothingToImport):
        imported(desk, OPEN.replace("400.00", "300.00"))
    assert carried(desk).amount_due == Money.of("400.00", "USD")


def test_its_paper_says_that_it_is_no_invoice_and_it_has_no_e_invoice(
    desk: MemoryWorkspace,
) -> None:
    imported(desk, OPEN)
    with desk.reading() as uow:
        version = uow.versions.of(carried(desk).id)[-1]
    renderer = PdfRenderer()
    assert b"Open balance of invoice INV-77" in renderer.pdf(version).replace(b"\x00", b"")
    for make in (renderer.cii, renderer.ubl):
        with pytest.raises(NoEInvoice, match="issued by QuickBooks"):
            make(version)


def test_it_is_not_credited_duplicated_or_reissued_here(desk: MemoryWorkspace) -> None:
    imported(desk, OPEN)
    invoice = carried(desk)
    with pytest.raises(CarriedOver):
        invoice.expect_creditable()
    with desk.writing() as uow, pytest.raises(CarriedOver):
        duplicate_invoice(DuplicateInvoice(by=SAM, invoice_id=invoice.id), uow)
    reissue = ReissueInvoice(
        by=FIONA, invoice_id=invoice.id, expected_version=1, way=Way.VOID, reason="x"
    )
    with desk.writing() as uow, pytest.raises(CarriedOver):
        reissue_invoice(reissue, uow, desk.renderer)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("INV-1,Umbrella,2026-08-01,2026-09-15,,4.00,USD,", "Row 2, Customer: No customer is"),
        ("INV-1,Acme Corporation,2026-08-01,2026-07-15,,4.00,USD,", "Row 2, Due Date “2026-07-15”"),
        ("INV-1,Acme Corporation,2027-08-01,2027-09-15,,4.00,USD,", "Row 2, Invoice Date"),
        (
            "INV-1,Acme Corporation,2026-08-01,2026-09-15,3,4.00,USD,",
            "Row 2, Amount Due: USD 4.00 is more",
        ),
        ("INV-1,Acme Corporation,2026-08-01,2026-09-15,,-4.00,USD,", "This is a credit"),
        ("JUS-000007,Acme Corporation,2026-08-01,2026-09-15,,4.00,USD,", "Row 2, Invoice Number"),
        ("INV-1,Acme Corporation,2026-08-99,2026-09-15,,4.00,USD,", "“2026-08-99” is not a date"),
        ("INV-1,Acme Corporation,2026-08-01,2026-09-15,,four,USD,", "“four” is not an amount"),
        ("INV-1,Acme Corporation,2026-08-01,2026-09-15,,4.00,XXX,", "Row 2, Currency"),
        (
            ",Acme Corporation,2026-08-01,2026-09-15,,4.00,USD,",
            "Row 2, (number): Number is",
        ),
    ],
)
def test_a_cell_that_cannot_be_is_named(desk: MemoryWorkspace, row: str, said: str) -> None:
    (found,) = bad(desk, row)
    assert said in found


def test_of_two_rows_of_one_number_the_same_is_one_and_others_are_told(
    desk: MemoryWorkspace,
) -> None:
    assert len(planned(desk, OPEN, OPEN).of(Fate.NEW)) == 1
    (found,) = bad(desk, OPEN, OPEN.replace("400.00", "500.00"))
    assert "Row 2 is the same invoice" in found


def test_of_several_entities_one_has_to_be_said(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        other = a_sender_profile(id="sender-eu", legal_name="Jupiter EU GmbH", series="JEU-")
        uow.sender_profiles.save(other)
    (found,) = bad(desk, OPEN)
    assert "Say which legal entity this is from: Jupiter EU GmbH; Jupiter US Inc." in found
    imported(desk, OPEN, told=Told(system="QuickBooks", entity="jupiter eu gmbh"))
    assert carried(desk).sender_profile_id == "sender-eu"


def test_only_an_approver_may_and_an_operator_who_names_one(desk: MemoryWorkspace) -> None:
    for who in (SAM, operator(SAM.id)):
        with pytest.raises(NotPermitted):
            planned(desk, OPEN, by=who)
    assert len(planned(desk, OPEN, by=operator(FIONA.id)).of(Fate.NEW)) == 1
