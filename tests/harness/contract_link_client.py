"""The customer's page of an invoice that a contract brought, with two more to come of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.by_link import DecideContractPo, decide_contract_po
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.timer import tick
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    ContractTerms,
    Escalator,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.workspace import Workspace
from tests.factories import FIONA, SAM, WORKSPACE, a_customer, a_sender_profile
from tests.harness.link_client import LinkClient, PlainPaper


class ContractLinkClient(LinkClient):
    """`invoice` is the first of the contract; `live_until` lets the timer bring the next. Its
    `credit` pays for all of the first, unless it is said to be less."""

    credit = "1500000"

    @property
    def contract(self) -> Contract:
        with self.store.read(WORKSPACE) as uow:
            return uow.contracts.get(self.draft.contract_id or "")

    @property
    def coming(self) -> list[Invoice]:
        """Those that were brought after the first."""
        with self.store.read(WORKSPACE) as uow:
            return uow.invoices.of_contract(self.contract.id)[1:]

    def confirm_po(self) -> None:
        """A person of the deal team, in the thread."""
        contract = self.contract
        command = DecideContractPo(
            by=FIONA, contract_id=contract.id, expected_version=contract.sequence, confirmed=True
        )
        with self.store.write(WORKSPACE) as uow:
            decide_contract_po(command, uow)

    def live_until(self, *moment: int) -> None:
        self.clock.set(datetime(*moment, tzinfo=UTC))  # type: ignore[misc, arg-type]
        with self.store.write(WORKSPACE) as uow:
            tick(uow)

    def show(self, sequence: int) -> None:
        """The site is about another invoice of the contract now."""
        with self.store.read(WORKSPACE) as uow:
            self.draft = uow.invoices.of_contract(self.contract.id)[sequence - 1]

    def _draft_and_submit(self) -> None:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        with self.store.write(WORKSPACE) as uow:
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())
            contract = submit_contract(_proposal(self.credit), uow, PlainPaper())
        with self.store.write(WORKSPACE) as uow:
            command = Approve(by=FIONA, subject_id=contract.id, expected_version=contract.sequence)
            approve_contract(command, uow)
        self.live_until(2027, 1, 1, 12)
        with self.store.read(WORKSPACE) as uow:
            self.draft = uow.invoices.of_contract(contract.id)[0]


class WithSomethingToPay(ContractLinkClient):
    """The credit leaves a part of the first invoice due."""

    credit = "300000"


def a_contract_site() -> ContractLinkClient:
    return ContractLinkClient()


def _proposal(credit_amount: str) -> SubmitContract:
    platform = Subscription(
        description="Platform Enterprise",
        annual_price=Money.of("1200000", "USD"),
        escalators=(Escalator(contract_year=2, percent=Decimal(5)),),
    )
    credit = UsageCredit(description="Usage credit", amount=Money.of(credit_amount, "USD"))
    return SubmitContract(
        by=SAM,
        deal_channel="C0ACME",
        name="",
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        terms=ContractTerms(
            currency="USD",
            start_date=date(2027, 1, 1),
            term_months=36,
            billing_frequency=BillingFrequency.ANNUAL,
            net_terms=45,
            lines=(platform, credit),
        ),
    )
