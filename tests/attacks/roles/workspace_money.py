"""What a call about money finds there: payments, settlements, refunds, a bank statement; and the
tax form of who is paid.

Done by `approver` before the call, and found in the store by what it is.
"""

from datetime import date

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.bank_entry import IgnoreEntry, ignore_entry
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.commands.po_document import HandOverPo, hand_over_po
from jupiter_core.commands.refund import RecordRefund, record_refund
from jupiter_core.commands.settlement import SettleInvoice, settle_invoice
from jupiter_core.commands.statement import ImportStatements, import_statements
from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.bank_entry import ImportedEntry
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.po_document import ReadOrder
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.statement import BankStatement, StatementEntry, StatementFormat
from jupiter_core.ports import EntryFilter, PaymentFilter
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.people import actor
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.workspace_deals import PAPER
from tests.factories import DANA, WORKSPACE, a_euro_bank

ACCOUNT = "000123456789"
CREDIT = {"customer_id": "customer-acme", "sender_profile_id": "sender-us"}
PAYER = "Acme Treasury"
TAX_FORM = b"%PDF-1.7\nthe form\n%%EOF\n"
PO_FILE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
"""As far as a picture is looked at."""


def a_payment(stage: Stage, _key: KeyKind | None = None) -> None:
    """USD 5,242.00 came in: 4,242.00 of it for the issued invoice, the rest is credit."""
    share = Share(invoice_id=stage.ids.issued, amount=_usd("4242.00"))
    command = RecordPayment(
        by=actor("approver"),
        amount=_usd("5242.00"),
        shares=(share,),
        on_account=True,
        payer=PAYER,
    )
    with stage.store.write(WORKSPACE) as uow:
        record_payment(command, uow)


def a_refund(stage: Stage, _key: KeyKind | None = None) -> None:
    """All of that credit went back."""
    a_payment(stage)
    command = RecordRefund(
        by=actor("approver"), amount=_usd("1000.00"), reason="They asked", **CREDIT
    )
    with stage.store.write(WORKSPACE) as uow:
        record_refund(command, uow)


def a_settlement(stage: Stage, _key: KeyKind | None = None) -> None:
    """USD 15.00 of the issued invoice need not be paid."""
    command = SettleInvoice(
        by=actor("approver"),
        invoice_id=stage.ids.issued,
        expected_version=None,
        kind=SettlementKind.BANK_FEE,
        reason="Kept by their bank",
        amount=_usd("15.00"),
    )
    with stage.store.write(WORKSPACE) as uow:
        settle_invoice(command, uow)


def a_surplus(stage: Stage, _key: KeyKind | None = None) -> None:
    """The issued invoice was paid, and credited besides."""
    a_payment(stage)
    note = DraftCreditNote(
        by=actor("author"), invoice_id=stage.ids.issued, expected_version=None, reason="Twice"
    )
    with stage.store.write(WORKSPACE) as uow:
        drafted = draft_credit_note(note, uow, PAPER)
    for by in ("approver", "first"):
        with stage.store.write(WORKSPACE) as uow:
            seen = uow.invoices.get(drafted.id).sequence
            approve(Approve(by=actor(by), subject_id=drafted.id, expected_version=seen), uow)


def one_owner(stage: Stage, _key: KeyKind | None = None) -> None:
    """The account in the US is of one legal entity, as in life: a statement of it is theirs."""
    with stage.store.write(WORKSPACE) as uow:
        euro = uow.sender_profiles.get("sender-eu")
        uow.sender_profiles.save(euro.model_copy(update={"bank_accounts": (a_euro_bank(),)}))


def a_statement(stage: Stage, _key: KeyKind | None = None) -> None:
    """The issued invoice was paid at the bank; nobody has booked it."""
    one_owner(stage)
    entry = StatementEntry(
        booked_on=date(2026, 11, 22),
        amount=_usd("1345000.00"),
        counterparty=PAYER,
        remittance=f"Payment of {_invoice(stage).number}",
    )
    found = BankStatement(
        format=StatementFormat.MT940, account=ACCOUNT, currency="USD", entries=(entry,)
    )
    command = ImportStatements(
        by=actor("approver"), file_name="s.sta", file_hash="0" * 64, statements=(found,)
    )
    with stage.store.write(WORKSPACE) as uow:
        import_statements(command, uow)


def an_ignored_entry(stage: Stage, _key: KeyKind | None = None) -> None:
    a_statement(stage)
    command = IgnoreEntry(by=actor("approver"), entry_id=entry(stage).id, reason="Interest")
    with stage.store.write(WORKSPACE) as uow:
        ignore_entry(command, uow)


def a_po_document(stage: Stage, _key: KeyKind | None = None) -> None:
    """AP uploaded a picture of the purchase order, in which a number was read."""
    with stage.store.write(WORKSPACE) as uow:
        command = HandOverPo(
            by=DANA,
            invoice_id=stage.ids.issued,
            name="order.png",
            content=PO_FILE,
            read=ReadOrder(number="4500017342"),
        )
        hand_over_po(command, uow)


def po_document(stage: Stage) -> str:
    """The id of the one that is there."""
    with stage.store.read(WORKSPACE) as uow:
        return uow.po_documents.of(stage.ids.issued)[0].id


def a_tax_form(stage: Stage, _key: KeyKind | None = None) -> None:
    command = KeepTaxForm(
        by=actor("approver"), profile_id="sender-us", name="W-9.pdf", content=TAX_FORM
    )
    with stage.store.write(WORKSPACE) as uow:
        keep_tax_form(command, uow)


def payment(stage: Stage) -> Payment:
    """The one that came in."""
    with stage.store.read(WORKSPACE) as uow:
        return uow.payments.page(PaymentFilter(), limit=1)[0]


def entry(stage: Stage) -> ImportedEntry:
    """That of the statement."""
    with stage.store.read(WORKSPACE) as uow:
        return uow.statements.entries(EntryFilter(), limit=1)[0]


def settlement(stage: Stage) -> str:
    """Its id."""
    return _invoice(stage).settlements[0].id


def _invoice(stage: Stage) -> Invoice:
    with stage.store.read(WORKSPACE) as uow:
        return uow.invoices.get(stage.ids.issued)


def _usd(amount: str) -> Money:
    return Money.of(amount, "USD")
