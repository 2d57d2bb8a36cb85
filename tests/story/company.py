"""The people of the story and what they do, as commands; what they read is the store's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.commands.delegation import NameDelegate, name_delegate
from jupiter_core.commands.draft import (
    InvoiceTerms,
    SubmitDraft,
    SubmitInvoice,
    submit_draft,
    submit_invoice,
)
from jupiter_core.commands.payment import RecordPayment, Rest, Share, record_payment
from jupiter_core.commands.timer import tick
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.address import Address
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.approvers import delegations_on
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork
from jupiter_core.store import Database
from tests.factories import (
    FIONA,
    FRANK,
    SAM,
    WORKSPACE,
    a_euro_bank,
    a_line,
    a_sender_profile,
    a_us_bank,
)
from tests.harness.contracts import a_subscription
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import FixedClock
from tests.harness.ledger import a_mapping

T = TypeVar("T")
PAPER = FakeRenderer()
BO = Actor(kind=ActorKind.SLACK_USER, id="U0BO", name="Bo Larsen")
LEE = Actor(kind=ActorKind.SLACK_USER, id="U0LEE", name="Lee Novak")
ENTITIES = {"us": ("USD", 0), "eu": ("EUR", 19), "uk": ("GBP", 20)}
"""Currency and tax rate of each."""


def _entity(name: str) -> SenderProfile:
    currency, _ = ENTITIES[name]
    bank = a_us_bank() if currency == "USD" else a_euro_bank()
    return a_sender_profile(
        id=f"sender-{name}",
        legal_name=f"Jupiter {name.upper()} Ltd",
        series=f"J{name.upper()}-",
        time_zone="UTC",
        bank_accounts=(bank.model_copy(update={"currency": currency}),),
    )


def _customer(n: int) -> Customer:
    return Customer(
        id=f"customer-{n}",
        name=f"Customer {n} Inc.",
        address=Address(street=f"{n} Main Street", city="Springfield", country="US"),
    )


class Company:
    """Three legal entities and twelve customers; Sam drafts, Fiona approves, or Frank. While one of
    them is on leave, their delegate does in their place: Bo for Fiona, Lee for Frank."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database, self.clock = database, clock
        self.live_until(2027, 1, 1)
        with database.write(WORKSPACE) as uow:
            policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy, drafters=(SAM.id,)))
            for name in ENTITIES:
                uow.sender_profiles.save(_entity(name))
                uow.account_mappings.save(a_mapping(profile_id=f"sender-{name}"))
            for n in range(1, 13):
                uow.customers.save(_customer(n))

    def live_until(self, year: int, month: int, day: int) -> None:
        """The timer has its turn on that day."""
        self.clock.set(datetime(year, month, day, 12, tzinfo=UTC))
        with self.database.write(WORKSPACE) as uow:
            tick(uow)

    def sleep(self, days: int) -> None:
        then = self.clock.now() + timedelta(days=days)
        self.live_until(then.year, then.month, then.day)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        with self.database.write(WORKSPACE) as uow:
            yield uow

    def do(self, command: object, handler: Callable[..., T]) -> T:
        with self.writing() as uow:
            return handler(command, uow)

    def invoice(self, invoice_id: str) -> Invoice:
        with self.database.read(WORKSPACE) as uow:
            return uow.invoices.get(invoice_id)

    def leave(self, who: Actor, delegate: Actor, days: int) -> None:
        """From today on."""
        today = self.clock.now().date()
        command = NameDelegate(
            by=who,
            delegate=delegate,
            is_member=True,
            first_day=today,
            last_day=today + timedelta(days=days),
            time_zone="UTC",
        )
        self.do(command, name_delegate)

    @property
    def approver(self) -> Actor:
        """Who does so today."""
        with self.database.read(WORKSPACE) as uow:
            on = delegations_on(uow.workspace(), uow.now)
        return {each.id: each for each in (BO, LEE)}[on[0].delegate] if on else FIONA

    def bill(self, entity: str, customer: int, net: int) -> Invoice:
        """Drafted by Sam, approved, issued."""
        currency, rate = ENTITIES[entity]
        price = f"{net // 100}.{net % 100:02}"
        terms = InvoiceTerms(
            customer_id=f"customer-{customer}",
            sender_profile_id=f"sender-{entity}",
            currency=currency,
            net_terms=30,
            issue_date=self.clock.now().date(),
            lines=(a_line(price=price, currency=currency, tax_rate=str(rate)),),
        )
        command = SubmitInvoice(by=SAM, deal_channel=f"C0DEAL{customer}", terms=terms)
        with self.writing() as uow:
            invoice = submit_invoice(command, uow, PAPER)
        return self.approved(invoice)

    def approved(self, invoice: Invoice) -> Invoice:
        seen, approver = invoice.sequence, self.approver
        with self.writing() as uow:
            approve(Approve(by=approver, subject_id=invoice.id, expected_version=seen), uow)
            return uow.invoices.get(invoice.id)

    def submitted(self, draft: Invoice) -> Invoice:
        command = SubmitDraft(by=SAM, invoice_id=draft.id, expected_version=draft.sequence)
        return self.do(command, submit_draft)

    def pay(
        self,
        amount: int,
        *invoices: tuple[Invoice, int],
        rest: SettlementKind | None = None,
        **more: Any,
    ) -> Payment:
        """One sum over invoices; what they do not take is the customer's credit."""
        currency = invoices[0][0].content.currency
        shares = tuple(
            Share(
                invoice_id=invoice.id,
                amount=Money.of_minor(minor, currency),
                rest=Rest(kind=rest, reason="agreed") if rest else None,
            )
            for invoice, minor in invoices
        )
        command = RecordPayment(
            by=FRANK,
            amount=Money.of_minor(amount, currency),
            shares=shares,
            on_account=True,
            reference="WIRE",
            **more,
        )
        return self.do(command, record_payment)

    def credit(self, invoice: Invoice, net: int | None = None) -> Invoice:
        """A credit note, approved and issued: for all that is left, or for a part."""
        seen = self.invoice(invoice.id).sequence
        money = Money.of_minor(net, invoice.content.currency) if net else None
        command = DraftCreditNote(
            by=SAM,
            invoice_id=invoice.id,
            expected_version=seen,
            reason="Agreed",
            part=Part(description="Goodwill", net=money) if money else None,
        )
        with self.writing() as uow:
            note = draft_credit_note(command, uow, PAPER)
        return self.approved(note)

    def agree(self, entity: str, customer: int, yearly: int, start: date) -> str:
        """A contract of two years, prepaid annually; its id."""
        currency, rate = ENTITIES[entity]
        line = a_subscription(annual_price=Money.of_minor(yearly, currency), tax_rate=Decimal(rate))
        terms = ContractTerms(
            currency=currency,
            start_date=start,
            term_months=24,
            billing_frequency="annual",
            net_terms=30,
            lines=(line,),
        )
        command = SubmitContract(
            by=SAM,
            deal_channel=f"C0DEAL{customer}",
            name="",
            customer_id=f"customer-{customer}",
            sender_profile_id=f"sender-{entity}",
            terms=terms,
        )
        with self.writing() as uow:
            contract = submit_contract(command, uow, PAPER)
            seen = contract.sequence
            approving = Approve(by=FIONA, subject_id=contract.id, expected_version=seen)
            approve_contract(approving, uow)
            return contract.id

    def of_contract(self, contract_id: str) -> list[Invoice]:
        with self.database.read(WORKSPACE) as uow:
            return uow.invoices.of_contract(contract_id)
