"""The deals of the prepared workspace: invoices and contracts, of many hands."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract import (
    ReviseContract,
    SubmitContract,
    SubmitContractDraft,
    revise_contract,
    submit_contract,
    submit_contract_draft,
)
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.draft import (
    InvoiceTerms,
    ReviseInvoice,
    SubmitDraft,
    SubmitInvoice,
    revise_invoice,
    submit_draft,
    submit_invoice,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.contract.milestone import Milestone, Milestones
from jupiter_core.domain.contract.terms import (
    ContractTerms,
    CreditUse,
    OneTime,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem
from tests.attacks.roles.people import actor
from tests.factories import (
    DEAL_CHANNEL,
    WORKSPACE,
)
from tests.harness.fakes import FakeStore
from tests.harness.link_client import PlainPaper

PAPER = PlainPaper()


@dataclass
class Ids:
    """What is there, by the names that the deeds use."""

    draft: str = ""
    pending: str = ""
    issued: str = ""
    contract_pending: str = ""
    contract_active: str = ""
    contract_draft: str = ""
    with_po: str = ""
    event: str = ""
    key_event: str = ""
    delivery: str = ""
    ap_email: str = ""
    held: str = ""
    by_hand: str = ""
    coming: str = ""
    billed: str = ""
    key: str = ""
    asking_key: str = ""
    endpoint: str = ""
    dead_letter: str = ""
    invoice_form: str = "form-invoice"
    contract_form: str = "form-contract"
    own: dict[str, str] = field(default_factory=dict)


def terms(**changes: Any) -> InvoiceTerms:
    """USD 1,345,000.00."""
    line = LineItem(
        description="Platform Enterprise", quantity=Decimal(1), unit_price=_usd("1345000.00")
    )
    given = {
        "customer_id": "customer-acme",
        "sender_profile_id": "sender-us",
        "currency": "USD",
        "net_terms": 45,
        "issue_date": date(2026, 11, 22),
        "lines": (line,),
        **changes,
    }
    return InvoiceTerms.model_validate(given)


def contract_terms(**changes: Any) -> ContractTerms:
    """From 1 December, so that its first invoice is brought already and not issued yet."""
    given = {
        "currency": "USD",
        "start_date": date(2026, 12, 1),
        "term_months": 24,
        "billing_frequency": "annual",
        "net_terms": 45,
        "lines": (
            Subscription(
                description="Platform Enterprise",
                annual_price=_usd("1345000"),
                indexation=Indexation(index="CPI", base=Decimal(100)),
            ),
            OneTime(description="Onboarding for Acme", amount=_usd("4242")),
            UsageCredit(description="Usage credit", amount=_usd("5000"), apply=CreditUse.EVENLY),
            Milestones(
                description="Project", amount=_usd("17"), parts=(Milestone(name="Go-live"),)
            ),
        ),
        **changes,
    }
    return ContractTerms.model_validate(given)


def invoices(store: FakeStore, made: Ids, key: Actor) -> None:
    """A draft and what waits, of many hands; and one that is issued."""
    made.draft = _revised_invoice(store, key).id
    waiting = _revised_invoice(store, key)
    with store.write(WORKSPACE) as uow:
        again = SubmitDraft(by=actor("author"), invoice_id=waiting.id, expected_version=None)
        made.pending = submit_draft(again, uow).id
    _approve(store, made.pending, "first")
    with store.write(WORKSPACE) as uow:
        command = SubmitInvoice(by=actor("author"), deal_channel=DEAL_CHANNEL, terms=terms())
        made.issued = submit_invoice(command, uow, PAPER).id
    _approve(store, made.issued, "approver")
    _approve(store, made.issued, "first")
    with store.write(WORKSPACE) as uow:
        with_po = SubmitInvoice(
            by=actor("author"), deal_channel=DEAL_CHANNEL, terms=terms(po_number="4500017342")
        )
        made.with_po = submit_invoice(with_po, uow, PAPER).id
    _approve(store, made.with_po, "approver")
    _approve(store, made.with_po, "first")


def _revised_invoice(store: FakeStore, key: Actor) -> Any:
    with store.write(WORKSPACE) as uow:
        command = SubmitInvoice(
            by=actor("author"), deal_channel=DEAL_CHANNEL, terms=terms(), as_draft=True
        )
        draft = submit_invoice(command, uow, PAPER)
    for by in (actor("former"), actor("writer"), key):
        with store.write(WORKSPACE) as uow:
            again = ReviseInvoice(
                by=by,
                invoice_id=draft.id,
                expected_version=None,
                terms=terms(memo=f"Read by {by.name}."),
                as_draft=True,
            )
            draft = revise_invoice(again, uow, PAPER)
    return draft


def _approve(store: FakeStore, invoice_id: str, by: str) -> None:
    with store.write(WORKSPACE) as uow:
        seen = uow.invoices.get(invoice_id).sequence
        approve(Approve(by=actor(by), subject_id=invoice_id, expected_version=seen), uow)


def contracts(store: FakeStore, made: Ids, key: Actor) -> None:
    made.contract_active = _submitted_contract(store, "Acme Platform")
    _approve_contract(store, made.contract_active, "approver")
    _approve_contract(store, made.contract_active, "first")
    with store.read(WORKSPACE) as uow:
        made.coming = uow.invoices.of_contract(made.contract_active)[0].id
    made.contract_pending = _submitted_contract(store, "Acme Renewal", as_draft=True)
    for by in (actor("former"), actor("writer"), key):
        with store.write(WORKSPACE) as uow:
            again = ReviseContract(
                by=by,
                contract_id=made.contract_pending,
                expected_version=None,
                terms=contract_terms(),
                memo=f"Read by {by.name}.",
                as_draft=True,
            )
            revise_contract(again, uow, PAPER)
    with store.write(WORKSPACE) as uow:
        command = SubmitContractDraft(
            by=actor("author"), contract_id=made.contract_pending, expected_version=None
        )
        submit_contract_draft(command, uow)
    _approve_contract(store, made.contract_pending, "first")
    made.contract_draft = _submitted_contract(store, "Acme Draft", as_draft=True)


def a_billed_contract(store: FakeStore, made: Ids) -> None:
    """One that begins today, so that its first invoice is issued when it is approved."""
    begins = contract_terms(start_date=date(2026, 11, 22))
    contract_id = _submitted_contract(store, "Acme Today", terms=begins)
    _approve_contract(store, contract_id, "approver")
    _approve_contract(store, contract_id, "first")
    with store.read(WORKSPACE) as uow:
        made.billed = uow.invoices.of_contract(contract_id)[0].id


def _submitted_contract(
    store: FakeStore, name: str, *, as_draft: bool = False, terms: ContractTerms | None = None
) -> str:
    command = SubmitContract(
        by=actor("author"),
        deal_channel=DEAL_CHANNEL,
        name=name,
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        terms=terms or contract_terms(),
        as_draft=as_draft,
    )
    with store.write(WORKSPACE) as uow:
        return submit_contract(command, uow, PAPER).id


def _approve_contract(store: FakeStore, contract_id: str, by: str) -> None:
    with store.write(WORKSPACE) as uow:
        seen = uow.contracts.get(contract_id).sequence
        approve_contract(Approve(by=actor(by), subject_id=contract_id, expected_version=seen), uow)


def _usd(amount: str) -> Money:
    return Money.of(amount, "USD")
