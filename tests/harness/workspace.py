"""A workspace in memory where people press buttons: one call, one transaction, as at a door."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from jupiter_core.commands.amendment import AddPoNumber, Amend, add_po_number, amend
from jupiter_core.commands.approval import Approve, RequestChanges, approve, request_changes
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.commands.draft import (
    InvoiceTerms,
    ReviseInvoice,
    SubmitInvoice,
    revise_invoice,
    submit_invoice,
)
from jupiter_core.commands.issue import issue_due
from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.version import Version
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Message, Renderer, UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.store import Database
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    SAM,
    WORKSPACE,
    a_customer,
    a_sender_profile,
    the_deal_lines,
)
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fake_store import FakeStore
from tests.harness.fake_tables import Tables
from tests.harness.fakes import FixedClock, a_fake_store

UNPRINTABLE = "💶"


class Paper(FakeRenderer):
    """Prints everything but one character."""

    def unprintable(self, text: str) -> str:
        return UNPRINTABLE if UNPRINTABLE in text else ""


class MemoryWorkspace:
    """Sam drafts; Fiona and Frank approve, one approval being enough unless `policy` says more.

    A real `store`, still empty, goes by this very `clock`.
    """

    def __init__(
        self,
        policy: ApprovalPolicy | None = None,
        *,
        clock: FixedClock | None = None,
        store: Database | None = None,
    ) -> None:
        self.clock = clock or FixedClock()
        self.store: Database | FakeStore = store or a_fake_store(self.clock)
        self.renderer: Renderer = Paper()
        team = policy or ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
        with self.writing() as uow:
            uow.save_workspace(Workspace(id=WORKSPACE, policy=team))
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())

    @property
    def tables(self) -> Tables:
        """All that the fake has kept."""
        assert isinstance(self.store, FakeStore)
        return self.store.tables

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        with self.store.write(WORKSPACE) as uow:
            yield uow

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        with self.store.read(WORKSPACE) as uow:
            yield uow

    def at(self, now: datetime) -> None:
        self.clock.set(now)

    # What people do

    def submit(self, by: Actor = SAM, **changes: object) -> Invoice:
        command = SubmitInvoice(by=by, deal_channel=DEAL_CHANNEL, terms=terms(**changes))
        with self.writing() as uow:
            return submit_invoice(command, uow, self.renderer)

    def revise(self, seen: Invoice, by: Actor = SAM, **changes: object) -> Invoice:
        command = ReviseInvoice(
            by=by, invoice_id=seen.id, expected_version=seen.sequence, terms=terms(**changes)
        )
        with self.writing() as uow:
            return revise_invoice(command, uow, self.renderer)

    def approve(self, seen: Invoice, by: Actor = FIONA) -> Invoice:
        with self.writing() as uow:
            return approve(Approve(by=by, subject_id=seen.id, expected_version=seen.sequence), uow)

    def ask_for_changes(self, seen: Invoice, by: Actor = FIONA, reason: str = "why?") -> Invoice:
        command = RequestChanges(
            by=by, subject_id=seen.id, expected_version=seen.sequence, reason=reason
        )
        with self.writing() as uow:
            return request_changes(INVOICE, command, uow)

    def add_po(self, seen: Invoice, po_number: str, by: Actor = SAM) -> Invoice:
        command = AddPoNumber(
            by=by, invoice_id=seen.id, expected_version=seen.sequence, po_number=po_number
        )
        with self.writing() as uow:
            return add_po_number(command, uow, self.renderer)

    def amend(self, seen: Invoice, by: Actor, **changes: object) -> Invoice:
        amendment: Amendment = seen.amendable().model_copy(update=changes)
        command = Amend(
            by=by, invoice_id=seen.id, expected_version=seen.sequence, amendment=amendment
        )
        with self.writing() as uow:
            return amend(command, uow, self.renderer)

    def pay(self, seen: Invoice, amount: Money, by: Actor = FIONA) -> Invoice:
        self.record_payment(
            (Share(invoice_id=seen.id, amount=amount, expected_version=seen.sequence),), by
        )
        return self.now(seen)

    def record_payment(
        self,
        shares: tuple[Share, ...],
        by: Actor = FIONA,
        amount: Money | None = None,
        **said: object,
    ) -> Payment:
        """Of `amount`, or of what its shares are together."""
        whole = Money.sum((each.amount for each in shares), shares[0].amount.currency)
        command = RecordPayment(by=by, amount=amount or whole, shares=shares).model_copy(
            update=said
        )
        with self.writing() as uow:
            return record_payment(command, uow)

    def void(self, seen: Invoice, by: Actor = FIONA, reason: str = "Signed twice") -> Invoice:
        command = VoidInvoice(
            by=by, invoice_id=seen.id, expected_version=seen.sequence, reason=reason
        )
        with self.writing() as uow:
            return void_invoice(command, uow)

    def credit(
        self,
        seen: Invoice,
        part: Part | None = None,
        by: Actor = SAM,
        reason: str = "Delivered late",
    ) -> Invoice:
        command = DraftCreditNote(
            by=by, invoice_id=seen.id, expected_version=seen.sequence, reason=reason, part=part
        )
        with self.writing() as uow:
            return draft_credit_note(command, uow, self.renderer)

    def tick(self) -> list[Invoice]:
        with self.writing() as uow:
            return issue_due(uow)

    def issued(self, **changes: object) -> Invoice:
        return self.approve(self.submit(SAM, **changes))

    # What is there then

    def now(self, invoice: Invoice) -> Invoice:
        with self.reading() as uow:
            return uow.invoices.get(invoice.id)

    def versions(self, invoice_id: str) -> list[Version]:
        with self.reading() as uow:
            return uow.versions.of(invoice_id)

    def events(self, subject_id: str) -> list[Event]:
        with self.reading() as uow:
            return uow.events.of(subject_id)

    def messages(self) -> list[Message]:
        """All of the outbox, in the order in which they were put there."""
        return [letter.message for letter in self.tables.letters.values()]


def terms(**changes: object) -> InvoiceTerms:
    """The deal's."""
    return InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        currency="USD",
        net_terms=45,
        issue_date=date(2026, 11, 22),
        lines=the_deal_lines(),
    ).model_copy(update=changes)
